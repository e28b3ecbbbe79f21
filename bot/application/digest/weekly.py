"""The coordinators' weekly digest: whose week it is of, when it is due, and that it is sent once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.application.coordination.undelivered import undelivered
from bot.engine.flows.digest.card import digest
from bot.engine.flows.digest.model import Week
from bot.engine.messages import Message
from bot.engine.people import Place
from bot.engine.programme import Programme
from bot.infra.clock import Clock
from bot.ports import Lane, OutboxMessage, Person, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class WeeklyDigests:
    """Writes and sends the digests. `threshold`: people below which no total is shown."""

    store: Store
    programme: Programme
    clock: Clock
    threshold: int

    def message(self, unit: UnitOfWork, person: Person, at: datetime) -> Message:
        """The programme in the last whole week before `at`, as that coordinator's calendar has it."""
        week = last_week(person.zone, at)
        return digest(self.programme, unit.journeys.all(), week, self.threshold, undelivered(unit, week.start))

    async def send(self) -> int:
        """Owes each coordinator this week's digest, once however many ask; returns how many were due."""
        at = self.clock.now()
        return await self.store.run(lambda unit: self._send(unit, at))

    def _send(self, unit: UnitOfWork, at: datetime) -> int:
        due = [
            (lane, person)
            for lane, person in unit.people.coordinators()
            if at >= self._due(last_week(person.zone, at)) and unit.seen.claim_once(digest_name(person, at), at)
        ]
        for lane, person in due:
            unit.outbox.enqueue([self._owed(unit, lane, person, at)])
        return len(due)

    def _owed(self, unit: UnitOfWork, lane: Lane, person: Person, at: datetime) -> OutboxMessage:
        return OutboxMessage(
            pair="",
            key=digest_name(person, at).partition(" ")[0],
            to=Place.COORDINATORS,
            lane=lane,
            message=self.message(unit, person, at),
            languages=person.languages[:1],
            zones=(person.zone,),
            due=at,
        )

    async def next(self) -> datetime | None:
        """When the next digest is due; None without coordinators."""
        at = self.clock.now()
        people = await self.store.run(lambda unit: [person for _, person in unit.people.coordinators()])
        mondays = [self._due(last_week(person.zone, at + timedelta(days=n))) for person in people for n in (0, 7)]
        return min((monday for monday in mondays if monday > at), default=None)

    def _due(self, week: Week) -> datetime:
        """Monday morning after that week, in the coordinator's own zone; aware UTC."""
        hour = time(self.programme.timing.digest_hour)
        return datetime.combine(week.end.date(), hour, week.end.tzinfo).astimezone(UTC)


def last_week(zone: str, at: datetime) -> Week:
    """The last whole week, Monday to Sunday, before `at` in `zone`."""
    here = at.astimezone(ZoneInfo(zone))
    monday = here.date() - timedelta(days=here.weekday())
    return Week(_midnight(monday - timedelta(days=7), zone), _midnight(monday, zone))


def digest_name(person: Person, at: datetime) -> str:
    """The digest of the ISO week that `at` lies in, as it is owed once: `digest:2026-W10 PERSON`."""
    year, number, _ = last_week(person.zone, at).end.isocalendar()
    return f"digest:{year}-W{number:02d} {person.id}"


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))
