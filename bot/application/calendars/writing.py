"""Writes séances into the calendars of people who want it. Like the reader, it may be killed at any moment.

1. What is owed is claimed by lease, and the claim counts as a try, in a transaction of its own, before anything is asked.
2. What should stand in the calendar is made from the journey in that transaction; it is never kept.
3. The answer is stored only if the row is still ours. Who was killed before that has changed nothing here; whoever comes next asks
   for the same event by the same key.
4. What changed meanwhile is due again at once: it is asked for until what stands is what should.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.application.calendars.card import HOPELESS, KEY_LOST, LATER, person_of, unwritten
from bot.application.calendars.entries import Describe, Fate, by_hand, digest, notice, wanted
from bot.application.calendars.letters import letter
from bot.application.calendars.planning import new_key, retire
from bot.application.calendars.reading import REFRESH, RETRIES, TICK
from bot.application.event_handler import EventHandler
from bot.engine.events import RoomOpened
from bot.infra import metrics
from bot.infra.patience import WRITING, regularly, until_there
from bot.ports import KeyLost, LinkedCalendar, Seal, UnitOfWork
from bot.ports.calendars import Later, Unreadable
from bot.ports.calendars.events import Entry, EventCalendar, EventCalendars, KeptEvent, OwedEvent

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than all requests for one event may take."""
AT_ONCE = 4
MOST_TRIES = 40
"""What cannot be taken out after about ten days stays where it is."""
PATIENCE = 5
"""Tries, some five hours, after which somebody is told that a séance does not come into their calendar."""


@dataclass(frozen=True, slots=True)
class Job:
    """One event, and what is to be done about it."""

    event: OwedEvent
    linked: LinkedCalendar
    entry: Entry | Fate

    @property
    def is_as_dated(self) -> bool:
        """It was written for the date that is wanted, whatever else has changed."""
        dates = (self.event.start, self.event.end)
        return (
            isinstance(self.entry, Entry) and bool(self.event.written) and dates == (self.entry.start, self.entry.end)
        )

    @property
    def is_written(self) -> bool:
        return isinstance(self.entry, Entry) and digest(self.entry) == self.event.written


class Writer:
    """One of any number."""

    def __init__(
        self,
        service: EventHandler,
        seal: Seal,
        calendars: EventCalendars,
        describe: Describe,
        owner: str,
        *,
        lease: timedelta = LEASE,
    ) -> None:
        self._service, self._seal, self._calendars, self._describe = service, seal, calendars, describe
        self._owner, self._lease = owner, lease
        self._store, self._clock = service.store, service.clock

    async def run(self) -> None:
        """Until it is cancelled; what is under way then is asked again once its lease has lapsed."""
        await regularly(self.drain, TICK, f"events {self._owner}")

    async def drain(self) -> int:
        """Does everything that is due now and returns how many events that was."""
        total = 0
        while done := await self.look():
            total += done
        return total

    async def look(self) -> int:
        """Does what is due, a few at a time; returns how many events that was."""
        claimed = await self._store.run(self._claim)
        jobs = [job for job in claimed if job is not None]
        for told in await asyncio.gather(*(self._do(job) for job in jobs), return_exceptions=True):
            if isinstance(told, BaseException):
                log.warning("an event is left for when its lease lapses: %s", type(told).__name__)
        return len(claimed)

    def _claim(self, unit: UnitOfWork) -> list[Job | None]:
        at = self._clock.now()
        return [
            self._job(unit, event, at) for event in unit.calendar_events.claim(at, AT_ONCE, self._owner, self._lease)
        ]

    def _job(self, unit: UnitOfWork, event: OwedEvent, at: datetime) -> Job | None:
        """None if nothing is to be asked."""
        linked = unit.calendars.of(event.person)
        entry = wanted(unit, self._service, self._describe, event, at)
        never_sent = entry is Fate.GONE and event.tries == 1 and not event.id
        if linked is None or linked.kind not in self._calendars or entry is Fate.OVER or never_sent:
            self._dropped(unit, event)
            return None
        return Job(event, linked, entry)

    async def _do(self, job: Job) -> None:
        wait = timedelta()
        try:
            calendar = self._calendars[job.linked.kind](self._seal.open(job.linked.sealed))
            kept = await _asked(calendar, job)
        except Later as later:
            why, wait = LATER, timedelta(seconds=later.seconds)
        except Unreadable as trouble:
            why = trouble.why
        except KeyLost:
            why = KEY_LOST
        else:
            sealed = self._seal.close(calendar.secret)
            await self._written(lambda unit: self._succeeded(unit, job, kept, sealed))
            metrics.CALENDAR_WRITES.labels(job.linked.kind, metrics.DONE).inc()
            return
        metrics.CALENDAR_WRITES.labels(job.linked.kind, str(why)).inc()
        await self._written(lambda unit: self._failed(unit, job, str(why), wait))

    async def _written(self, work: Callable[[UnitOfWork], object]) -> None:
        """As soon as the database is there: a secret that the service has renewed would be lost with it."""
        await until_there(lambda: self._store.run(work), self._owner, WRITING)

    def _succeeded(self, unit: UnitOfWork, job: Job, kept: KeptEvent | None, sealed: str) -> None:
        unit.calendars.renew(job.linked, sealed)
        if isinstance(job.entry, Fate):
            self._dropped(unit, job.event)
        elif kept is None and not job.is_as_dated:  # taken out, and then another date was agreed on: it is a new one
            self._anew(unit, job.event, self._clock.now())
        else:
            self._stands(unit, job.event, job.entry, kept)

    def _stands(self, unit: UnitOfWork, event: OwedEvent, entry: Entry, kept: KeptEvent | None) -> None:
        at = self._clock.now()
        waits = kept is not None and entry.conference and not kept.link
        asked, later = self._offered(unit, event, entry, kept, at)
        done = replace(
            event,
            id=kept.id if kept is not None else event.id,
            written=digest(entry),
            start=entry.start,
            end=entry.end,
            asked=asked,
            tries=event.tries if waits else 0,
            trouble="",
            told=False,
        )
        again = later or at + (RETRIES.after(event.person, event.tries) if waits else REFRESH)
        if (
            unit.calendar_events.settle(done, self._owner, again)
            and kept is not None
            and entry.conference
            and kept.link
        ):
            self._opened(unit, event, kept.link, at)

    def _offered(
        self, unit: UnitOfWork, event: OwedEvent, entry: Entry, kept: KeptEvent | None, at: datetime
    ) -> tuple[str, datetime | None]:
        """What its owner has been asked about by now; and when to ask, if that has to wait."""
        change = by_hand(entry, kept)
        if not change or change == event.asked:
            return change, None
        journey = unit.journeys.of(event.pair)
        if journey is None or journey.pause is not None:
            return event.asked, None
        role = next(role for role, member in journey.members.items() if member.person == event.person)
        post = notice(journey, role, entry, kept)
        later = None if post is None else self._service.tell(unit, journey, role, post, at)
        return (change, None) if later is None else (event.asked, later)

    def _opened(self, unit: UnitOfWork, event: OwedEvent, link: str, at: datetime) -> None:
        """The room's link comes to both, in the transaction that stores the answer."""
        journey = unit.journeys.of(event.pair)
        sitting = None if journey is None else journey.sitting(event.number)
        if sitting is not None:
            id = f"{event.pair}/room/{event.key}/{at.isoformat()}"
            self._service.answers(unit, RoomOpened(id, at, event.pair, event.number, sitting.round, link))

    def _anew(self, unit: UnitOfWork, event: OwedEvent, at: datetime) -> None:
        fresh = replace(event, key=new_key(), id="", written="", tries=0, start=None, end=None, trouble="", told=False)
        unit.calendar_events.settle(fresh, self._owner, at)

    def _dropped(self, unit: UnitOfWork, event: OwedEvent) -> None:
        """Nothing is owed any more, unless another date was agreed on meanwhile."""
        if not unit.calendar_events.drop(event, self._owner):
            self._anew(unit, event, self._clock.now())
        elif person_of(unit, event.person) is None:
            retire(unit, event.person)

    def _failed(self, unit: UnitOfWork, job: Job, why: str, wait: timedelta) -> None:
        event = job.event
        if job.entry is Fate.GONE and event.tries > MOST_TRIES:
            self._dropped(unit, event)
            return
        at = self._clock.now()
        lasts = isinstance(job.entry, Entry) and (why in HOPELESS or event.tries > PATIENCE)
        is_news = lasts and not self._is_told(unit, event.person)
        news = letter(unit, event.person, "written", unwritten(job.linked, why), at) if is_news else None
        failed = replace(event, trouble=why, told=event.told or news is not None)
        again = at + max(wait, RETRIES.after(event.person, event.tries - 1))
        if unit.calendar_events.settle(failed, self._owner, again) and news is not None:
            news.send(unit)

    def _is_told(self, unit: UnitOfWork, person: str) -> bool:
        """Whether they know that something is amiss with this calendar, be it another séance or reading it."""
        linked = unit.calendars.of(person)
        return (linked is not None and linked.told) or any(one.told for one in unit.calendar_events.of(person))


async def _asked(calendar: EventCalendar, job: Job) -> KeptEvent | None:
    """Asks the service for what is owed; None if the event is not there, or not any more."""
    event, entry = job.event, job.entry
    if not isinstance(entry, Entry):
        await calendar.remove(event.key, event.id)
        return None
    if event.id and job.is_as_dated:
        stands = await calendar.look(event.id)
        if job.is_written or by_hand(entry, stands):  # what its owner has changed there is not written over
            return stands
    if event.id:
        return await calendar.change(event.id, entry)
    return await calendar.create(event.key, entry, again=event.tries > 1)
