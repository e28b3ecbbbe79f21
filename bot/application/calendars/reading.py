"""Reads the calendars that people have linked, as each falls due. Like the worker, it may be killed at any moment.

A calendar is claimed by lease, read without a transaction, and what was found is stored only if nobody has unlinked it
meanwhile. Deliveries do not wait for it: it claims and works apart from the worker.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.application.calendars.busy_times import forget_expired, keep_busy
from bot.application.calendars.card import LATER, notice, person_of, unlink
from bot.application.delivery.addressing import private_lane
from bot.engine.contact_policy import A_DAY
from bot.engine.people import PRIVATE
from bot.engine.scheduling.hours import next_common
from bot.infra.backoff import Backoff
from bot.infra.clock import Clock
from bot.ports import KeyLost, LinkedCalendar, OutboxMessage, Person, Seal, Store, Unavailable, UnitOfWork
from bot.ports.calendars import BusySources, BusyTime, Later, Unreadable, Why

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

HORIZON = 14
"""Days in which one is looked for that is not too full already."""

RETRIES = Backoff(timedelta(minutes=10), timedelta(hours=6))

BEFORE, AHEAD = timedelta(days=1), timedelta(days=120)
"""The time that is asked about: past the ten weeks in which dates are looked for, and a shadowing's notice."""

CONTACT = "calendar"
"""What a letter is counted under, beside the pairs of that day."""

KEY_LOST = "key"
HOPELESS: frozenset[str] = frozenset({Why.ADDRESS, Why.ENDED, Why.CONTENT, KEY_LOST})
"""What does not get better by itself: who has just linked the calendar is told at once."""


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
            while True:
                with suppress(Unavailable):
                    await self.look()
                await asyncio.sleep(TICK)
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
                unlink(unit, linked.person)
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
            times = await source.busy(at - BEFORE, at + AHEAD)
        except Later as later:
            why, wait = LATER, timedelta(seconds=later.seconds)
        except Unreadable as unreadable:
            why = unreadable.why
        except KeyLost:
            why = KEY_LOST
        except Exception as mistake:  # ours; its words may hold the address
            log.error("a calendar of the kind %s cannot be read: %s", linked.kind, type(mistake).__name__)
            why = Why.CONTENT
        else:
            sealed = self._seal.close(source.secret)
            await self._store.run(lambda unit: self._succeeded(unit, linked, sealed, times))
            return
        await self._store.run(lambda unit: self._failed(unit, linked, why, wait))

    def _succeeded(self, unit: UnitOfWork, linked: LinkedCalendar, sealed: str, times: Sequence[BusyTime]) -> None:
        at = self._clock.now()
        fine = replace(linked, sealed=sealed, read=at, failing=None, trouble="", tries=0, told=False)
        if unit.calendars.settle(fine, self._owner, at + REFRESH):
            keep_busy(unit, linked.person, times, at)

    def _failed(self, unit: UnitOfWork, linked: LinkedCalendar, why: str, wait: timedelta) -> None:
        at = self._clock.now()
        since = linked.failing or at
        worse = replace(linked, failing=since, trouble=str(why), tries=linked.tries + 1)
        due = not linked.told and (at - since >= PATIENCE or (linked.read is None and why in HOPELESS))
        letter = _letter(unit, worse, at) if due else None
        again = None if at - since > GIVEN_UP else at + max(wait, RETRIES.after(linked.person, linked.tries))
        told = linked.told or letter is not None
        forget_expired(unit, linked.person, at)
        if unit.calendars.settle(replace(worse, told=told), self._owner, again) and letter is not None:
            owed, day = letter
            unit.outbox.enqueue([owed])
            unit.seen.contact(linked.person, day, CONTACT, 1)


def _letter(unit: UnitOfWork, linked: LinkedCalendar, at: datetime) -> tuple[OutboxMessage, date] | None:
    """What tells its owner, at a time when they may be disturbed, and their day then; None while all their pairs rest."""
    for one in unit.people.memberships(linked.person):
        journey = unit.journeys.of(one.pair)
        if journey is None or journey.pause is not None:
            continue
        member, person = journey.members[one.role], unit.people.of_pair(one.pair)[one.role]
        when = next_common([member], at)
        for _ in range(HORIZON):
            day = member.local(when).date()
            if unit.seen.contacted(person.id, day, "") < A_DAY:
                break
            when = next_common([member], member.opening(day + timedelta(days=1)).astimezone(UTC))
        owed = OutboxMessage(
            pair=one.pair,
            key=f"calendar.{at.date()}.{one.role}",
            to=PRIVATE[one.role],
            lane=private_lane(person),
            message=notice(linked),
            languages=person.reads,
            zones=(person.zone,),
            unprompted=True,
            due=when,
        )
        return owed, member.local(when).date()
    return None
