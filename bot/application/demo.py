"""The demo's season: who plays, and how time moves from one thing that is seen to the next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.application.calendars.reading import Reader
from bot.application.delivery.worker import Worker
from bot.application.event_handler import EventHandler
from bot.engine.people import Member
from bot.engine.scheduling.hours import next_common
from bot.engine.timers import timers
from bot.infra.clock import ShiftedClock
from bot.ports import Card, Mailbox, UnitOfWork

AHEAD = "demo.ahead"
"""The setting that keeps how many seconds the demo's clock is ahead, so that a restart keeps the season."""

QUIET_JUMPS = 200
"""Timers of all pairs that may pass in one jump without anything to be seen."""

PLACES = 3
"""The conversations of a pair: each one's own, and the shared one."""

FIRST_DAYS = timedelta(days=7)
"""From the first thing to be seen, how long everybody may take to be greeted: a weekend, and days off, may lie between."""


@dataclass(frozen=True, slots=True)
class DemoSeason:
    """A few pairs, whose time moves when somebody asks for it."""

    service: EventHandler
    worker: Worker
    reader: Reader
    mailbox: Mailbox
    clock: ShiftedClock

    async def begin(self, zones: Collection[str], enrol: Callable[[], Awaitable[tuple[int, int]]]) -> None:
        """The season as it was left; a new one begins once everybody has been greeted, so that no conversation is empty.

        It opens when people of all these `zones` are at work: who is greeted at once would else go on while others sleep.
        `enrol` returns how many pairs are new and how many there are.
        """
        ahead = await self.service.store.read(lambda unit: unit.facts.get(AHEAD))
        self.clock.ahead = timedelta(seconds=float(ahead or 0))
        if ahead is None:
            everybody = [Member(person=zone, name="", languages=(), zone=zone) for zone in sorted(zones)]
            self.clock.jump(next_common(everybody, self.clock.now()))
            await self.service.store.run(self._keep)
        new, _ = await enrol()
        if not new:
            return
        await self.worker.drain()
        if not await self._cards() and await self.jump() is None:
            return
        end = self.clock.now() + FIRST_DAYS
        while not await self._all_greeted():
            due = await self._next()
            if due is None or due > end:
                return
            await self.jump()

    async def jump(self, pair: str | None = None) -> datetime | None:
        """On to the next thing to be seen by the two of a pair, or by anybody; None if nothing is planned for them any more."""
        await self.worker.drain()
        before = await self._seen(pair)
        for _ in range(QUIET_JUMPS):
            due = await self._next()
            if due is None or not await self._is_planned(pair):
                return None
            self.clock.jump(due)
            await self.service.store.run(self._keep)
            await self.reader.drain()  # what was known of calendars is out of date by now
            await self.worker.drain()
            if await self._seen(pair) != before:
                return self.clock.now()
        return None

    async def _next(self) -> datetime | None:
        due = await self.service.store.read(lambda unit: unit.outbox.next_due())
        return min((at for at in (due, await self.service.digests.next()) if at is not None), default=None)

    async def _is_planned(self, pair: str | None) -> bool:
        """Whether anything will happen unasked: digests go on for ever, but a pair waits for its people at some time."""
        if pair is None:
            return True

        def planned(unit: UnitOfWork) -> bool:
            journey = unit.journeys.of(pair)
            return journey is not None and bool(timers(self.service.programme_of(unit, journey), journey))

        return await self.service.store.run(planned)

    async def _seen(self, pair: str | None) -> Mapping[str, object]:
        """What stands on the cards of a pair, or on all of them."""
        return {card.id: card.content for card in await self._cards() if pair in (None, card.pair)}

    async def _all_greeted(self) -> bool:
        pairs = await self.service.store.read(lambda unit: [journey.pair for journey in unit.journeys.all()])
        places = {(card.pair, card.conversation) for card in await self._cards()}
        return all(sum(pair == theirs for theirs, _ in places) >= PLACES for pair in pairs)

    async def _cards(self) -> Sequence[Card]:
        cards: list[Card] = []
        while more := await self.mailbox.since(cards[-1].revision if cards else 0):
            cards += more
        return cards

    def _keep(self, unit: UnitOfWork) -> None:
        unit.facts.put(AHEAD, str(self.clock.ahead.total_seconds()))
