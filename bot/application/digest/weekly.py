"""The coordinators' weekly digest: whose week it is of, when it is due, and that it is sent once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.application.coordination.undelivered import undelivered
from bot.engine.flows.digest import words
from bot.engine.flows.digest.card import digest
from bot.engine.flows.digest.model import Reader, Week
from bot.engine.messages import Message, typed
from bot.engine.people import Place
from bot.engine.programme import Programme
from bot.infra.clock import Clock
from bot.ports import FIRST, Lane, OutboxMessage, Person, ProgrammeRecord, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class WeeklyDigests:
    """Writes and sends the digests."""

    store: Store
    programme: Programme
    clock: Clock

    def message(self, unit: UnitOfWork, programme: ProgrammeRecord, person: Person, at: datetime) -> Message:
        """The programme in the last whole week before `at`, as that coordinator's calendar has it."""
        week, pairs = last_week(person.zone, at), unit.journeys.all(programme.id)
        reader = Reader(person.id, undelivered(unit, programme.id, person.id, week.start))
        message = digest(self.programme, pairs, week, programme.threshold, reader)
        if len(unit.programmes.of_coordinator(person.id)) < 2:
            return message
        return replace(message, title=words.TITLE_OF(programme=typed(programme.name)))

    async def send(self) -> int:
        """Owes each coordinator this week's digest, once however many ask; returns how many were due."""
        at = self.clock.now()
        return await self.store.run(lambda unit: self._send(unit, at))

    def _send(self, unit: UnitOfWork, at: datetime) -> int:
        due = [
            (programme, lane, person)
            for programme in unit.programmes.all()
            for lane, person in unit.people.coordinators(programme.id)
            if at >= self._due(last_week(person.zone, at))
            and unit.seen.claim_once(digest_name(person, at, programme.id), at)
        ]
        for programme, lane, person in due:
            unit.outbox.enqueue([self._owed(unit, programme, (lane, person), at)])
        return len(due)

    def _owed(
        self, unit: UnitOfWork, programme: ProgrammeRecord, to: tuple[Lane, Person], at: datetime
    ) -> OutboxMessage:
        lane, person = to
        return OutboxMessage(
            pair="",
            key=digest_name(person, at, programme.id).partition(" ")[0],
            to=Place.COORDINATORS,
            lane=lane,
            message=self.message(unit, programme, person, at),
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


def digest_name(person: Person, at: datetime, programme: str = FIRST) -> str:
    """The digest of the ISO week that `at` lies in, as it is owed once: `digest:2026-W10 PERSON`, or
    `digest:2026-W10.PROGRAMME PERSON` of a programme that is not the first."""
    year, number, _ = last_week(person.zone, at).end.isocalendar()
    which = "" if programme == FIRST else f".{programme}"
    return f"digest:{year}-W{number:02d}{which} {person.id}"


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))
