"""Plays the three months: the application's own handler, worker and store, and people who do a few things in the day.

1. Time goes in strides, two a working day. At each the worker does what is due, and people do what they meant to.
2. What is delivered is acknowledged as a platform does it. The platforms begin where the season ends.
3. It ends on a Monday morning, before the coordinators' digest.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from bot import app
from bot.application.delivery.worker import Worker
from bot.application.enrolment.enrol import Enrolling, enrol
from bot.engine.flows.contact import actions as contact
from bot.engine.flows.date import actions as date
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.flows.held import actions as held
from bot.engine.flows.privacy import actions as privacy
from bot.engine.flows.willing import actions as willing
from bot.engine.ids import Action, read
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.play.acts import buttons, has, value
from bot.ports import (
    Answer,
    CardPress,
    FormSubmission,
    Interactions,
    OutboxMessage,
    Person,
    ProgrammeRecord,
    Reason,
    Refused,
    Sent,
)
from bot.settings import Settings
from tests.coordination.cast import ASKED_FIRST, CHANNELS, COORDINATORS, LARGE, SMALL, Pair, Way
from tests.seals import KEY

BEGIN = datetime(2026, 1, 2, 8, tzinfo=UTC)
END = datetime(2026, 3, 30, 6, 50, tzinfo=UTC)
"""Ten minutes before the digest."""
HOURS = (8, 15)
"""Of a day's strides."""
ASKED, PAUSED, STOPPED = (datetime(2026, 3, day, 8, tzinfo=UTC) for day in (24, 20, 23))
LAST_RATED = 5
"""Evaluations of this séance close in the last week: of others nobody is to read any more."""


@dataclass(frozen=True, order=True)
class Deed:
    """What somebody means to do with a card."""

    at: datetime
    number: int
    post: OutboxMessage = field(compare=False)
    role: Role = field(compare=False)
    action: Action = field(compare=False)
    values: tuple[str, ...] = field(compare=False)


@dataclass
class Crowd:
    """All pairs, and what each means to do once it has seen a card."""

    clock: SetClock
    pairs: Mapping[str, Pair]
    plan: list[Deed] = field(default_factory=list)
    count: int = 0

    def see(self, post: OutboxMessage) -> None:
        pair = self.pairs.get(post.pair)
        if pair is None or post.refresh:
            return
        match read(post.key).kind:
            case date.CARD:
                self._dates(pair, post)
            case held.CARD if pair.way is not Way.UNSAID:
                self._will(post, Role.MENTEE, held.YES, days=21 if pair.way is Way.SLOWLY else 0)
            case evaluation.CARD if post.seance == LAST_RATED and not read(post.key).rest:
                self._will(post, Role(post.to.value), evaluation.ANSWER["useful"], "4")
            case willing.CARD:
                self._willing(pair, post)
            case _:
                pass

    def _dates(self, pair: Pair, post: OutboxMessage) -> None:
        slots = [one for one in buttons(post.message) if one.action == date.TAP]
        if pair.way is Way.MOVES and has(post.message, date.MOVE) and read(post.key).round < 3:
            self._will(post, Role.MENTOR, date.MOVE, days=1)
        if pair.way is Way.NEVER or (pair.way is Way.ONCE and post.seance > 1):
            return
        if slots and not any(one.pressed for one in slots):
            for role in Role:
                self._will(post, role, date.TAP, slots[0].value)

    def _willing(self, pair: Pair, post: OutboxMessage) -> None:
        role = Role(post.to.value)
        if pair.way is Way.UNWILLING and role is Role.MENTOR:
            self._will(post, role, willing.NO)
        elif not (pair.way is Way.UNHEARD and role is Role.MENTEE):
            self._will(post, role, willing.YES)

    def _will(self, post: OutboxMessage, role: Role, action: Action, *values: str, days: int = 0) -> None:
        self.count += 1
        heapq.heappush(self.plan, Deed(self.clock.now() + timedelta(days=days), self.count, post, role, action, values))

    def due(self) -> Iterator[CardPress]:
        """What is done by now."""
        while self.plan and self.plan[0].at <= self.clock.now():
            deed = heapq.heappop(self.plan)
            post, sender = deed.post, self.pairs[deed.post.pair].person(deed.role).address
            yield CardPress(
                f"deed-{deed.number}", sender, post.lane.place, post.pair, post.key, deed.action, deed.values
            )


@dataclass
class Taking:
    """A platform that takes everything, but what is for somebody who has blocked the bot."""

    name: str
    crowd: Crowd
    looks_up: bool = True
    delivered: int = 0

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        pair = self.crowd.pairs.get(post.pair)
        if pair is not None and pair.way is Way.UNREACHED and post.lane.place == f"dm:{pair.person(Role.MENTEE).id}":
            raise Refused(Reason.BLOCKED, "they have blocked the bot")
        self.delivered += 1
        self.crowd.see(post)
        return Sent("", post.card or f"{self.name}-{self.delivered}")

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def close(self) -> None:
        """There is nothing to close."""


def play(url: str, cast: Sequence[Pair]) -> None:
    """Into a new database."""
    told = logging.getLogger("bot").level
    logging.getLogger("bot").setLevel(logging.ERROR)  # that people cannot be reached is meant so
    try:
        asyncio.run(_played(url, cast))
    finally:
        logging.getLogger("bot").setLevel(told)


async def _played(url: str, cast: Sequence[Pair]) -> None:
    clock = SetClock(BEGIN)
    settings = Settings(database_url=url, channels=("local",), secret_keys=(KEY,))
    async with app.opened(settings, clock, migrate=True) as opened:
        container = app.batching(opened)
        await _enrolled(container, cast)
        crowd = Crowd(clock, {one.id: one for one in cast})
        worker = Worker(container.service, {name: Taking(name, crowd) for name in CHANNELS}, clock, "season")
        for at in _strides():
            clock.at = at
            await asyncio.gather(*(container.interactions.pressed(press) for press in crowd.due()))
            if at in (ASKED, PAUSED, STOPPED):
                await asyncio.gather(*(_speaks(container.interactions, one, at) for one in cast))
            await worker.drain()


async def _enrolled(container: app.Container, cast: Sequence[Pair]) -> None:
    programme, at = container.content.programme, container.clock.now()
    await container.store.run(lambda unit: unit.programmes.put(ProgrammeRecord(SMALL, "Le petit programme")))
    for whose in (LARGE, SMALL):
        for one in COORDINATORS[whose].values():
            assert await app.appointments(container).appoint(whose, one, by="op")
        for asks in (False, True):
            how = Enrolling(whose, asks=asks)
            some = [one.enrolment() for one in cast if (one.programme, one.way in ASKED_FIRST) == (whose, asks)]
            await container.store.run(lambda unit: enrol(unit, programme, some, at, how))  # noqa: B023


def _strides() -> Iterator[datetime]:
    day = BEGIN.date()
    while day < END.date():
        if day.weekday() < 5:
            yield from (datetime.combine(day, time(hour), UTC) for hour in HOURS)
        day += timedelta(days=1)
    yield END


# What some type ----------------------------------------------------------------------------------------------------


async def _speaks(interactions: Interactions, pair: Pair, at: datetime) -> None:
    if (pair.way, at) == (Way.PAUSES, PAUSED):
        await _types(interactions, pair, "pause")
    elif (pair.way, at) == (Way.STOPS, STOPPED):
        (asked,) = await _types(interactions, pair, "stop")
        await _presses(interactions, pair, asked, privacy.GO)
    elif (pair.way, at) == (Way.ASKS, ASKED):
        (asked,) = await _types(interactions, pair, "contact")
        mentee = pair.person(Role.MENTEE)
        line = FormSubmission(
            f"line-{pair.id}", mentee.address, "", pair.id, asked.key, contact.WRITE, {"line": "Pouvons-nous parler ?"}
        )
        (asked,) = await interactions.submitted(line)
        await _presses(interactions, pair, asked, contact.SEND)


async def _types(interactions: Interactions, pair: Pair, text: str) -> Sequence[Answer]:
    """The mentee."""
    return await interactions.typed(f"{text}-{pair.id}", pair.person(Role.MENTEE).address, "", text)


async def _presses(interactions: Interactions, pair: Pair, card: Answer, action: Action) -> None:
    values = value(action)(card.message)
    mentee = pair.person(Role.MENTEE).address
    assert await interactions.pressed(CardPress(f"{action}-{pair.id}", mentee, "", pair.id, card.key, action, values))
