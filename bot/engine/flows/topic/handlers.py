"""What people do with the topic: ask for it, propose, pick, ask for others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.engine import ids
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows.activities import held_in, is_open
from bot.engine.flows.agenda import actions as agenda_actions
from bot.engine.flows.agenda import card as agenda_card
from bot.engine.flows.common import reply
from bot.engine.flows.prep import card as prep_card
from bot.engine.flows.topic import actions, card, words
from bot.engine.flows.topic.state import (
    IDEAS,
    MOST,
    TOPICS,
    Topics,
    picking,
    proposing,
    too_many,
    topics,
    wanting,
)
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Message, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`topic`: to propose for the mentee, to pick for the mentor; later, to read."""
    return Outcome(journey, (_own_card(programme, journey, event.actor),))


def _own_card(programme: Programme, journey: Journey, role: Role, *first: Part, redraw: bool = False) -> Reply:
    key = card.KEY
    if journey.ended is not None:
        message = card.read_only(journey)
    elif not is_open(programme, journey, actions.CARD):
        message = card.later(journey)
    elif _is_held(programme, journey) or role is Role.MENTOR:
        message = card.card(journey, over=_is_held(programme, journey))
    else:
        message, key = card.mine(journey), card.MINE
    return Reply(Message((*first, *message.parts), message.title), key, redraw=redraw)


def _is_held(programme: Programme, journey: Journey) -> bool:
    sitting = held_in(programme, journey, actions.CARD)
    return sitting is not None and sitting.held is not None


def _may_change(programme: Programme, journey: Journey) -> bool:
    return is_open(programme, journey, actions.CARD) and not _is_held(programme, journey)


def ticked(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The ideas as the mentee sees them; the same again changes nothing."""
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    one, ideas = topics(journey), tuple(idea for idea in IDEAS if idea in event.values)
    return _proposed(programme, journey, event, proposing(one, one.own, ideas, one.prepare), too_many(one.own, ideas))


def told(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """The mentee's own words; a line that is left empty proposes nothing."""
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    one = topics(journey)
    *lines, prepare = (_folded(event.fields.get(name, "")) for name in (*card.OWN, card.PREPARE))
    own = tuple(line for line in lines if line)
    new = proposing(one, own, one.ideas, prepare)
    return _proposed(programme, journey, event, new, too_many(own, one.ideas))


def _folded(text: str) -> str:
    return " ".join(text.split())[: card.LONGEST]


def _proposed(programme: Programme, journey: Journey, event: ByMember, new: Topics, cut: bool) -> Outcome:
    first = (words.TOO_MANY.text(count=MOST),) if cut else ()
    return _changed(programme, journey, event, new, *first)


def picked(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The mentor picks what stood beside the button; the same again changes nothing."""
    if event.actor is not Role.MENTOR:
        return _not_theirs(journey, event)
    one, mark = topics(journey), event.values[0] if event.values else ""
    if mark not in {two.mark for two in one.proposals}:
        return _changed(programme, journey, event, one, words.CHANGED_MEANWHILE.text())
    return _changed(programme, journey, event, picking(one, mark))


def wanted(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The mentor would rather have others."""
    if event.actor is not Role.MENTOR:
        return _not_theirs(journey, event)
    one = topics(journey)
    return _changed(programme, journey, event, wanting(one) if one.proposals else one)


def _not_theirs(journey: Journey, event: ByMember) -> Outcome:
    said = words.MENTORS_TO_PICK if event.actor is Role.MENTEE else words.MENTEES_TO_PROPOSE
    return reply(journey, said.text(name=journey.partner(event.actor).name))


def _changed(programme: Programme, journey: Journey, event: ByMember, new: Topics, *first: Part) -> Outcome:
    """What changes is up to date wherever it stands; whoever is expected to do something now is told."""
    before = topics(journey)
    if new == before or not _may_change(programme, journey):
        return Outcome(journey, (_answer(programme, journey, event, *first),))
    kind = _news(before, new)
    new = replace(new, told=new.told + (kind is not None))
    journey = journey.keeping(TOPICS, new)
    news = (card.news(journey, kind),) if kind is not None and new.told > 1 else ()
    answer = _answer(programme, journey, event, *first)
    return Outcome(journey, (card.posted(journey), answer, *news, *_followed(programme, journey)))


def _news(before: Topics, new: Topics) -> str | None:
    """What is said of a change. The first proposals bring the card, which says it itself."""
    if new.turn is not before.turn and new.turn is not None:
        return actions.WANTED if new.turn is Role.MENTEE else actions.PROPOSED
    if new.picked and new.picked != before.picked:
        return actions.PICKED
    return actions.PREPARED if new.topic is not None and new.prepare not in ("", before.prepare) else None


def news_later(programme: Programme, journey: Journey, key: CardId, by: Role) -> Post | None:
    """The last of them, if it is still so."""
    one, kind = topics(journey), ids.read(key).kind
    turns = {actions.WANTED: Role.MENTEE, actions.PROPOSED: Role.MENTOR}
    is_so = (
        one.turn is turns[kind]
        if kind in turns
        else one.topic is not None and bool(one.prepare or kind == actions.PICKED)
    )
    post = card.news(journey, kind)
    return post if is_so and post.key == key and not _is_over(programme, journey) else None


def _answer(programme: Programme, journey: Journey, event: ByMember, *first: Part) -> Reply:
    """Where the button stood: the card that both see, or the mentee's own."""
    if isinstance(event, Pressed | Submitted) and event.card == card.KEY:
        message = card.card(journey, over=not _may_change(programme, journey))
        return Reply(Message((*first, *message.parts), message.title), card.KEY, redraw=True)
    return _own_card(programme, journey, event.actor, *first, redraw=True)


def _followed(programme: Programme, journey: Journey) -> tuple[Effect, ...]:
    """The cards that name the topic."""
    now = journey.current
    out = now is not None and ids.timer(agenda_actions.CARD, now.number, now.round) in now.done
    agenda = (agenda_card.posted(programme, journey, refresh=True),) if out and now and now.meeting else ()
    return (*prep_card.refreshed(programme, journey), *agenda)


# What time and others do to it ------------------------------------------------------------------------------------


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """Once the séance was held, or all is over, nothing on the card can be pressed; and again if that is taken back."""
    if _is_over(programme, before) != _is_over(programme, after) and _is_begun(programme, after):
        yield card.posted(after, over=_is_over(programme, after), refresh=True)


def redrawn(programme: Programme, journey: Journey, role: Role) -> Iterator[Effect]:
    """In another language now, or after an end that was taken back."""
    if _is_begun(programme, journey):
        yield card.posted(journey, over=_is_over(programme, journey), refresh=True)


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return card.card(journey, over=_is_over(programme, journey))


def _is_over(programme: Programme, journey: Journey) -> bool:
    return journey.ended is not None or _is_held(programme, journey)


def _is_begun(programme: Programme, journey: Journey) -> bool:
    return topics(journey) != Topics() or held_in(programme, journey, actions.CARD) is not None


def erased(journey: Journey, role: Role) -> Journey:
    """Topics and what to prepare are the mentee's; the choice among them is the mentor's."""
    one = topics(journey)
    if one == Topics():
        return journey
    left = Topics(told=one.told) if role is Role.MENTEE else replace(one, picked="", others=False)
    return journey.keeping(TOPICS, left)
