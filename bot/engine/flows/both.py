"""What either of the two proposes and both confirm: the part that the agreement and the pact have in common.

1. There is one card, in the shared conversation, that stays up to date in its place; what is asked for elsewhere is a copy.
2. Whatever one of them changes is their proposal: they have said yes to it, and the other one is asked. It holds once both
   have said yes to the same words; what held before goes on until then.
3. A yes carries the mark of what stood above its button, so that nobody says yes to what they have not seen.
4. An edited card notifies nobody, so the other one is told that it is their turn: once, however much of the proposal changes
   before they answer, and not where the card itself has just come.
5. To propose what holds anyway is to leave it as it was, and asks nobody.
6. At the end the card is there to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Generic, Protocol, TypeVar

from bot.engine import ids
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import ByMember, Commanded, Pressed
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Message, Part
from bot.engine.people import Place, Role
from bot.engine.programme import Programme
from bot.engine.state import SharedState


class Marked(Protocol):
    """Terms that can be told from others."""

    @property
    def mark(self) -> str: ...


def marked(*said: object) -> str:
    """The mark of terms that say this."""
    return sha256(repr(said).encode(errors="surrogatepass")).hexdigest()[:16]


T = TypeVar("T", bound=Marked, covariant=True)


@dataclass(frozen=True, slots=True)
class Proposal(Generic[T]):
    """What both have confirmed, and what one of them has proposed since. A flow keeps its own kind of it."""

    terms: T
    """What holds; nothing before `at`."""
    at: datetime | None = None
    """When the second of them said yes."""
    proposed: T | None = None
    by: tuple[Role, ...] = ()
    """Who has said yes to what is proposed."""
    asked: int = 0
    """How often one of the two was asked: what tells one message about it from the next."""

    @property
    def is_settled(self) -> bool:
        """Both have confirmed it, and nothing else is proposed."""
        return self.at is not None and self.proposed is None


S = TypeVar("S", bound=Proposal[Marked])


@dataclass(frozen=True)
class Said:
    """What the card of a flow and the messages about it say."""

    card: Callable[[Programme, Journey], Message]
    read_only: Callable[[Programme, Journey], Message]
    """What is left of the card after the end."""
    asked: Callable[[Journey, Role], Message]
    """`role` has proposed something: it is the other one's turn."""
    settled: Callable[[Journey], Message]
    meanwhile: Callable[[], Part]
    """To who says yes to something that is proposed no more."""


@dataclass(frozen=True)
class ByBoth(Generic[S]):
    """What people do with it. `kinds`: the card, the message that asks, the message that both have confirmed."""

    name: str
    slot: SharedState[S]
    kinds: tuple[str, str, str]
    shown: Callable[[Programme, Journey], Marked]
    """What the card proposes."""
    said: Said

    @property
    def key(self) -> CardId:
        return ids.card(self.kinds[0])

    def commanded(self, programme: Programme, journey: Journey, event: Commanded) -> Outcome:
        """The card as it stands, to the one who asks; after the end, to read."""
        message = self._card(programme, journey)
        return Outcome(journey, (Reply(message, self.key),))

    def proposed(
        self, programme: Programme, journey: Journey, event: ByMember, terms: Marked, first: tuple[Part, ...] = ()
    ) -> Outcome:
        """The actor proposes `terms`, and has said yes to them. `first`: what the answer says above the card."""
        one = journey.of(self.slot)
        if terms == self.shown(programme, journey):
            return Outcome(journey, (self.answer(programme, journey, *first),))
        if one.at is not None and terms == one.terms:
            return self._left(programme, journey, first)
        after = self._keeping(journey, terms, (event.actor,), event.actor)
        return self._told_both(programme, journey, after, event, first)

    def yes(self, programme: Programme, journey: Journey, event: Pressed) -> Outcome:
        """The actor says yes to what stood above the button; once both have, it holds."""
        one, terms = journey.of(self.slot), self.shown(programme, journey)
        if one.is_settled:
            return Outcome(journey, (self.answer(programme, journey),))
        if event.actor in one.by:  # as where a change of their own and the yes come with one press
            return Outcome(journey, (self.answer(programme, journey),))
        if event.values != (terms.mark,):
            return Outcome(journey, (self.answer(programme, journey, self.said.meanwhile()),))
        if one.at is not None and terms == one.terms:
            return self._left(programme, journey)
        by = tuple(role for role in Role if role in (*one.by, event.actor))
        after = self._keeping(journey, terms, by, event.actor)
        if len(by) < len(Role):
            return self._told_both(programme, journey, after, event)
        settled = replace(after.of(self.slot), terms=terms, at=event.at, proposed=None, by=())
        after = after.keeping(self.slot, settled)
        return self._drawn(programme, after, self._news_over(journey), (), self._news(after))

    def changing(self, programme: Programme, journey: Journey, event: Pressed) -> Outcome:
        """What holds is up for change."""
        one = journey.of(self.slot)
        if one.is_settled:
            journey = journey.keeping(self.slot, replace(one, proposed=one.terms, by=()))
        return self._drawn(programme, journey, ())

    def left(self, programme: Programme, journey: Journey, event: Pressed) -> Outcome:
        """All stays as it was: the proposal is gone."""
        return self._left(programme, journey)

    def _left(self, programme: Programme, journey: Journey, first: tuple[Part, ...] = ()) -> Outcome:
        one, over = journey.of(self.slot), tuple(self._news_over(journey))
        if one.at is not None and one.proposed is not None:
            journey = journey.keeping(self.slot, replace(one, proposed=None, by=()))
        return self._drawn(programme, journey, over, first)

    def _keeping(self, journey: Journey, terms: Marked, by: tuple[Role, ...], actor: Role) -> Journey:
        """`asked` rises whenever it is the other one's turn anew."""
        one = journey.of(self.slot)
        asked = one.asked + (actor not in one.by)
        return journey.keeping(self.slot, replace(one, proposed=terms, by=by, asked=asked))

    def _told_both(
        self, programme: Programme, before: Journey, journey: Journey, event: ByMember, first: tuple[Part, ...] = ()
    ) -> Outcome:
        """The card is up to date for both; a proposal that is new is said, unless the card itself is."""
        one = before.of(self.slot)
        is_new = journey.of(self.slot).asked > one.asked and (one.asked > 0 or self._is_out(programme, before, event))
        news = (self._asked(journey),) if is_new else ()
        return self._drawn(programme, journey, self._news_over(before) if is_new else (), first, *news)

    def _is_out(self, programme: Programme, journey: Journey, event: ByMember) -> bool:
        """Whether the card is before both already, though nobody has proposed anything: it has come with the agenda."""
        if isinstance(event, Pressed) and event.place is Place.PAIR:
            return True
        walked = (one.number for one in journey.sittings if one.meeting is not None and one.meeting.topic)
        return any(self.name in programme.seance(journey.track, number).activities for number in walked)

    def _drawn(
        self,
        programme: Programme,
        journey: Journey,
        over: Iterator[Effect] | tuple[Effect, ...],
        first: tuple[Part, ...] = (),
        *news: Effect,
    ) -> Outcome:
        effects = (self.posted(programme, journey), self.answer(programme, journey, *first), *over, *news)
        return Outcome(journey, effects)

    # The card, and the message that it is the other one's turn

    def posted(self, programme: Programme, journey: Journey, *, refresh: bool = False) -> Post:
        return Post(self.key, Place.PAIR, self._card(programme, journey), refresh=refresh)

    def answer(self, programme: Programme, journey: Journey, *first: Part) -> Reply:
        message = self._card(programme, journey)
        return Reply(Message((*first, *message.parts), message.title), self.key, redraw=True)

    def _card(self, programme: Programme, journey: Journey) -> Message:
        drawn = self.said.card if journey.ended is None else self.said.read_only
        return drawn(programme, journey)

    def _asked(self, journey: Journey) -> Post:
        """`agreement-asked.2`: whoever alone has said yes to it has proposed it."""
        one = journey.of(self.slot)
        return Post(ids.card(self.kinds[1], rest=f"{one.asked}"), Place.PAIR, self.said.asked(journey, one.by[0]))

    def _news(self, journey: Journey) -> Post:
        """`agreement-agreed.2`."""
        key = ids.card(self.kinds[2], rest=f"{journey.of(self.slot).asked}")
        return Post(key, Place.PAIR, self.said.settled(journey))

    def _news_over(self, journey: Journey) -> Iterator[Post]:
        """Nobody's turn any more: that message has nothing to press."""
        if journey.of(self.slot).by:
            asked = self._asked(journey)
            yield replace(asked, message=asked.message.over(), refresh=True)

    def later(self, programme: Programme, journey: Journey, key: CardId, by: Role) -> Post | None:
        """Whose turn it is, or that both have confirmed it, if that is still so once a pause is over."""
        one = journey.of(self.slot)
        if one.by:
            said = self._asked(journey)
        elif one.is_settled:
            said = self._news(journey)
        else:
            return None
        return said if said.key == key else None

    # What the journey makes of it

    def view(self, programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
        return self._card(programme, journey)

    def closed(self, programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
        """At the end the card is there to read."""
        if after.ended is not None and before.ended is None:
            yield self.posted(programme, after, refresh=True)
            yield from self._news_over(after)

    def redrawn(self, programme: Programme, journey: Journey, role: Role) -> Iterator[Post]:
        yield self.posted(programme, journey, refresh=True)
        if journey.ended is None and journey.of(self.slot).by:
            yield replace(self._asked(journey), refresh=True)
