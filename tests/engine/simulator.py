"""A pair, the engine and nothing else: what happens is fed in, what is shown is kept as a channel would keep it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import Commanded, Delivered, Event, Pressed, Submitted, Woke
from bot.engine.ids import Action, TimerId
from bot.engine.journey import Journey, OwnPair, TakenPart
from bot.engine.messages import Message
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Programme
from bot.engine.step import is_reminded, step
from bot.engine.steps.needs import needs
from bot.engine.timers import timers
from bot.infra.codec import encode
from tests.values import BEFORE, PROGRAMME, actions, pair

Check = Callable[[Journey, Event, Outcome], None]


@dataclass(frozen=True)
class Shown:
    """Something that went out, and when."""

    at: datetime
    effect: Effect
    reader: Role | None = None
    """Who reads it, if it is a reply."""


@dataclass
class Season:
    """One pair's season. `check` looks at every step."""

    journey: Journey = field(default_factory=pair)
    at: datetime = BEFORE
    programme: Programme = PROGRAMME
    check: Check | None = None
    coordinators: tuple[str, ...] = ("Claire",)
    """Who coordinates, lent for a step as the application does."""
    elsewhere: tuple[OwnPair, ...] = ()
    taken_part: tuple[TakenPart, ...] = ()
    """Other pairs of whoever acts, lent in the same way."""
    events: list[Event] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)
    shown: list[Shown] = field(default_factory=list)
    cards: dict[tuple[Place, str], Message] = field(default_factory=dict)
    answers: dict[tuple[Role, str], Message] = field(default_factory=dict)
    slow: bool = False
    """The platform is away: nobody is told of a delivery before `deliver`."""
    on_the_way: list[Post] = field(default_factory=list)
    """Cards that reminders hang on, and that have not been delivered."""

    def fork(self) -> Season:
        """Another season that has gone the same way so far."""
        other = copy(self)
        other.events, other.heard, other.shown = list(self.events), set(self.heard), list(self.shown)
        other.cards, other.answers, other.on_the_way = dict(self.cards), dict(self.answers), list(self.on_the_way)
        return other

    def feed(self, event: Event) -> Outcome:
        """One event; the second time that its id comes nothing happens, as in the store."""
        if event.id in self.heard:
            return Outcome(self.journey)
        self.heard.add(event.id)
        self.events.append(event)
        before = self.journey
        if needs(self.programme, event).coordinators:
            before = replace(before, coordinators=self.coordinators)
        if needs(self.programme, event).beyond:
            before = replace(before, elsewhere=self.elsewhere, taken_part=self.taken_part)
        outcome = step(self.programme, before, event)
        if self.check is not None:
            self.check(before, event, outcome)
        self.journey = outcome.journey
        if self.journey.coordinators or self.journey.elsewhere or self.journey.taken_part:
            self.journey = replace(self.journey, coordinators=(), elsewhere=(), taken_part=())
        for effect in outcome.effects:
            self._show(effect, event)
        if not self.slow:
            self.deliver(event.at)
        return outcome

    def deliver(self, at: datetime | None = None) -> None:
        """What is on the way reaches its readers."""
        arrived, self.on_the_way = self.on_the_way, []
        for post in arrived:
            self.feed(Delivered(f"{post.key}/{post.to}", at or self.at, self.journey.pair, post.key, post.to.roles))

    def _show(self, effect: Effect, event: Event) -> None:
        match effect:
            case Post(key=key, to=to, message=message, refresh=refresh):
                if refresh and (to, key) not in self.cards:
                    return
                if (to, key) not in self.cards and is_reminded(key):
                    self.on_the_way.append(effect)
                self.cards[to, key] = message
                self.shown.append(Shown(event.at, effect))
            case Reply(key=key, message=message):
                actor = getattr(event, "actor", None)
                assert isinstance(actor, Role), f"nobody to answer after {event}"
                self.answers[actor, key] = message
                self.shown.append(Shown(event.at, effect, actor))
            case _:
                self.shown.append(Shown(event.at, effect))

    def id(self) -> str:
        return f"e{len(self.events)}"

    # What the two do

    def type(self, actor: Role, text: str, place: Place | None = None) -> Outcome:
        return self.feed(Commanded(self.id(), self.at, self.journey.pair, actor, text, place or PRIVATE[actor]))

    def press(self, actor: Role, card: str, action: str, *values: str, place: Place | None = None) -> Outcome:
        here = place or self.place(actor, card)
        return self.feed(Pressed(self.id(), self.at, self.journey.pair, actor, card, Action(action), values, here))

    def use(self, actor: Role, card: str, action: str, nth: int = 0) -> Outcome:
        """Presses what is really on the card."""
        on_it = actions(self.card(actor, card))
        assert action in on_it, f"{action} is not on {card}, but {sorted(on_it)}"
        return self.press(actor, card, action, *on_it[action][nth])

    def submit(self, actor: Role, card: str, action: str, /, **fields: str) -> Outcome:
        here = self.place(actor, card)
        return self.feed(Submitted(self.id(), self.at, self.journey.pair, actor, card, Action(action), fields, here))

    def card(self, actor: Role, key: str) -> Message:
        """The card as `actor` sees it: posted, or else shown in an answer."""
        for place in (Place.PAIR, PRIVATE[actor]):
            if (place, key) in self.cards:
                return self.cards[place, key]
        return self.answers[actor, key]

    def place(self, actor: Role, key: str) -> Place:
        return Place.PAIR if (Place.PAIR, key) in self.cards else PRIVATE[actor]

    # What time does

    def wake(self, timer: str) -> Outcome:
        return self.feed(Woke(f"{timer}@{self.at.isoformat()}", self.at, self.journey.pair, TimerId(timer)))

    @property
    def next(self) -> tuple[str, datetime] | None:
        """The timer that is due first."""
        return next(iter(timers(self.programme, self.journey).items()), None)

    def wait(self, until: datetime) -> None:
        """Lets every timer that is due by then have its say, in order."""
        for _ in range(1000):
            due = self.next
            if due is None or due[1] > until:
                self.at = max(self.at, until)
                return
            self.at = max(self.at, due[1])
            self.wake(due[0])
        raise AssertionError(f"the timers never come to rest: {timers(self.programme, self.journey)}")

    def idle(self) -> None:
        """Until nothing will ever happen unasked."""
        for _ in range(1000):
            if self.next is None:
                return
            self.wait(self.next[1])
        raise AssertionError("the season never ends")

    # What is to be seen

    def posted(self, key: str) -> list[Post]:
        return [s.effect for s in self.shown if isinstance(s.effect, Post) and s.effect.key == key]

    def in_sight_of(self, role: Role) -> list[tuple[datetime, str]]:
        """All that `role` reads, and when."""
        found = []
        for one in self.shown:
            match one.effect:
                case Post(to=to, message=message) if role in to.roles:
                    found.append((one.at, encode(message)))
                case Reply(message=message) if one.reader is role:
                    found.append((one.at, encode(message)))
        return found
