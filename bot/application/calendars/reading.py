"""Reads the calendars that people have linked, as each falls due. Like the worker, it may be killed at any moment.

A calendar is claimed by lease, read without a transaction, and what was found is stored only if nobody has unlinked it
meanwhile. Deliveries do not wait for it: it claims and works apart from the worker.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.application.calendars.busy_times import forget_expired, keep_busy, without
from bot.application.calendars.card import FAULT, HOPELESS, KEY_LOST, LATER, notice, person_of
from bot.application.calendars.letters import letter
from bot.application.calendars.planning import retire
from bot.infra import metrics
from bot.infra.backoff import Backoff
from bot.infra.clock import Clock
from bot.infra.patience import WRITING, regularly, until_there
from bot.ports import KeyLost, LinkedCalendar, Person, Seal, Store, UnitOfWork
from bot.ports.calendars import Busy, BusySources, Later, Unreadable

log = logging.getLogger(__name__)

REFRESH = timedelta(hours=6)
"""Well before busy times expire (`bot.application.calendars.busy_times.GOOD_FOR`)."""

LEASE = timedelta(minutes=5)
"""Longer than any calendar takes to be read, or to be given up."""

AT_ONCE = 4
"""Calendars being read at the same time: each may keep a processor busy for seconds."""

TICK = 5.0
"""Seconds between two looks for what is due."""

PATIENCE = timedelta(days=3)
"""A calendar that cannot be read for so long: its owner is told."""

GIVEN_UP = timedelta(days=30)
"""… and is not tried any more, until its owner asks."""

RETRIES = Backoff(timedelta(minutes=10), timedelta(hours=6))

BEFORE, AHEAD = timedelta(days=1), timedelta(days=120)
"""The time that is asked about: past the ten weeks in which dates are looked for, and a shadowing's notice."""


class Reader:
    """One of any number."""

    def __init__(
        self, store: Store, seal: Seal, sources: BusySources, clock: Clock, owner: str, *, lease: timedelta = LEASE
    ) -> None:
        self._store, self._seal, self._sources, self._clock, self._owner = store, seal, sources, clock, owner
        self._lease = lease
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until it is cancelled; what is under way then is read again once its lease has lapsed."""
        try:
            await regularly(self.look, TICK, f"calendars {self._owner}")
        finally:
            await self._stop()

    async def drain(self) -> int:
        """Reads everything that is due now and returns how many calendars that was."""
        total = 0
        while begun := await self.look():
            total += begun
            await asyncio.wait(self._under_way)
        return total

    async def look(self) -> int:
        """Begins to read what is due; returns how many calendars that is."""
        room = AT_ONCE - len(self._under_way)
        claimed = await self._store.run(lambda unit: self._claim(unit, room)) if room > 0 else []
        for linked, person in claimed:
            task = asyncio.create_task(self._read(linked, person))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        return len(claimed)

    def _claim(self, unit: UnitOfWork, room: int) -> list[tuple[LinkedCalendar, Person]]:
        found = []
        for linked in unit.calendars.claim(self._clock.now(), room, self._owner, self._lease):
            person = person_of(unit, linked.person)
            if person is not None:
                found.append((linked, person))
            else:  # no date will be looked for: there is no reason left to know
                retire(unit, linked.person)
        return found

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (trouble := task.exception()) is not None:
            log.warning("a calendar is left for when its lease lapses: %s", type(trouble).__name__)

    async def _stop(self) -> None:
        for task in self._under_way:
            task.cancel()
        if self._under_way:
            await asyncio.wait(self._under_way)

    async def _read(self, linked: LinkedCalendar, person: Person) -> None:
        at, wait = self._clock.now(), timedelta()
        try:
            source = self._sources[linked.kind](self._seal.open(linked.sealed), person)
            found = await source.busy(at - BEFORE, at + AHEAD)
        except Later as later:
            why, wait = LATER, timedelta(seconds=later.seconds)
        except Unreadable as unreadable:
            why = unreadable.why
        except KeyLost:
            why = KEY_LOST
        except Exception as mistake:  # ours; its words may hold the address
            log.error("a calendar of the kind %s cannot be read: %s", linked.kind, type(mistake).__name__)
            why = FAULT
        else:
            sealed = self._seal.close(source.secret)
            await self._written(lambda unit: self._succeeded(unit, linked, sealed, found))
            metrics.CALENDAR_READS.labels(linked.kind, metrics.DONE).inc()
            return
        metrics.CALENDAR_READS.labels(linked.kind, str(why)).inc()
        await self._written(lambda unit: self._failed(unit, linked, why, wait))

    async def _written(self, work: Callable[[UnitOfWork], object]) -> None:
        """As soon as the database is there: a secret that the service has renewed would be lost with it."""
        await until_there(lambda: self._store.run(work), self._owner, WRITING)

    def _succeeded(self, unit: UnitOfWork, linked: LinkedCalendar, sealed: str, found: Busy) -> None:
        at = self._clock.now()
        fine = replace(linked, sealed=sealed, read=at, failing=None, trouble="", tries=0, told=False)
        if unit.calendars.settle(fine, self._owner, at + REFRESH):
            own = [(one.start, one.end) for one in unit.calendar_events.of(linked.person) if one.start and one.end]
            keep_busy(unit, linked.person, replace(found, times=without(found.times, own)), at, at + AHEAD)

    def _failed(self, unit: UnitOfWork, linked: LinkedCalendar, why: str, wait: timedelta) -> None:
        at = self._clock.now()
        since = linked.failing or at
        worse = replace(linked, failing=since, trouble=str(why), tries=linked.tries + 1)
        due = not linked.told and (at - since >= PATIENCE or (linked.read is None and why in HOPELESS))
        news = letter(unit, linked.person, "read", notice(worse), at) if due else None
        again = None if at - since > GIVEN_UP else at + max(wait, RETRIES.after(linked.person, linked.tries))
        told = linked.told or news is not None
        forget_expired(unit, linked.person, at)
        if unit.calendars.settle(replace(worse, told=told), self._owner, again) and news is not None:
            news.send(unit)
