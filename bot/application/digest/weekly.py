"""The coordinators' weekly digest: the programme's week is frozen once it is over, and read on Monday.

1. A week is frozen once, in one transaction: its facts and totals are stored, the box is emptied of it, and every
   coordinator is owed the digest, each for their own Monday morning. Its facts are counted before, while others write.
2. Whoever asks, wherever and whenever, gets the last frozen week: there is nothing to be had by asking twice.
3. All get the same, but for the names of pairs that they are in themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.application import totals
from bot.application.coordination.undelivered import unreached
from bot.application.data_rights.erase import EPOCH
from bot.engine.effects import Urgency
from bot.engine.flows.coordination.links import missing
from bot.engine.flows.digest import words
from bot.engine.flows.digest.card import Around, Reader, digest, not_yet
from bot.engine.flows.digest.first import named
from bot.engine.flows.digest.frozen import Announced, FrozenWeek, with_past
from bot.engine.flows.digest.model import Names, Week
from bot.engine.messages import Message, typed
from bot.engine.people import Place
from bot.engine.programme import Programme
from bot.engine.scheduling.hours import HORIZON
from bot.infra.clock import Clock
from bot.ports import FIRST, KeyLost, Lane, OutboxMessage, Person, ProgrammeRecord, Store, UnitOfWork

MOST = 50
"""Announcements that a week is looked for among."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a week came to as far as nothing sealed is opened for it, and whose erasures it knows."""

    facts: FrozenWeek
    epoch: str | None


@dataclass(frozen=True, slots=True)
class WeeklyDigests:
    """Freezes weeks, and writes and sends their digests."""

    store: Store
    programme: Programme
    clock: Clock

    def message(self, unit: UnitOfWork, programme: ProgrammeRecord, person: Person, at: datetime) -> Message:
        """The last frozen week, whenever somebody asks."""
        frozen = unit.weeks.last(programme.id)
        if frozen is None:
            message = not_yet(Week.of(at, programme.zone).sunday, person.zone, programme.id)
            return _titled(unit, programme, person, message)
        return self._drawn(unit, programme, frozen, person)

    def past(self, unit: UnitOfWork, programme: ProgrammeRecord, person: Person, day: date) -> Message | None:
        """The week in which that day lies, as it was frozen; None if it was not, or is kept no more."""
        week = Week.of(datetime.combine(day, time(12), ZoneInfo(programme.zone)), programme.zone)
        frozen = unit.weeks.of(programme.id, week.sunday)
        return None if frozen is None else self._drawn(unit, programme, frozen, person)

    def _drawn(self, unit: UnitOfWork, programme: ProgrammeRecord, frozen: FrozenWeek, person: Person) -> Message:
        theirs = frozen.without(one.pair for one in unit.people.every_membership(person.id))
        reader = Reader(person.zone, _names(unit, programme, theirs), programme.id, _around(unit, programme, frozen))
        return _titled(unit, programme, person, digest(self.programme, theirs, programme.threshold, reader))

    async def send(self) -> int:
        """Freezes each programme's last week, once however many ask; returns how many digests that owes."""
        at = self.clock.now()
        due = await self.store.read(lambda unit: [one.id for one in unit.programmes.all() if _is_over(unit, one, at)])
        return sum([await self._freeze(id, at) for id in due])

    async def _freeze(self, id: str, at: datetime) -> int:
        counted = await self.store.read(lambda unit: self.count(unit, id, at))
        return await self.store.run(lambda unit: self.freeze(unit, id, at, counted)) if counted is not None else 0

    def count(self, unit: UnitOfWork, id: str, at: datetime) -> Counted | None:
        """What a programme's last week came to, which takes long where there are many pairs; None if it is frozen."""
        programme = unit.programmes.of(id)
        if programme is None:
            return None
        week = Week.before(at, programme.zone)
        if unit.weeks.is_frozen(id, week.sunday):
            return None
        found, people = unreached(unit, id, week)
        facts = replace(unit.standings.week(id, week), unreached=tuple(found), unreached_in_all=people)
        return Counted(replace(facts, announced=_announced(unit, programme, week)), unit.facts.get(EPOCH))

    def freeze(self, unit: UnitOfWork, id: str, at: datetime, counted: Counted | None = None) -> int:
        """Freezes a programme's last week and owes its digests, in one transaction; returns how many.

        What was `counted` just before is taken, unless somebody was erased since.
        """
        programme = unit.programmes.of(id)
        if programme is None:
            return 0
        week = Week.before(at, programme.zone)
        unit.weeks.lock(id)
        if unit.weeks.is_frozen(id, week.sunday):
            return 0
        if counted is None or counted.facts.week != week or counted.epoch != unit.facts.get(EPOCH):
            counted = self.count(unit, id, at)
            assert counted is not None  # it is locked, and not frozen
        frozen = self._week(unit, programme, week, counted.facts)
        unit.weeks.freeze(id, frozen)
        owed = [
            self._owed(unit, programme, frozen, (lane, person), at)
            for lane, person in unit.people.coordinators(id)
            if unit.seen.claim_once(digest_name(person, week, id), at)
        ]
        unit.outbox.enqueue(owed)
        return len(owed)

    def _week(self, unit: UnitOfWork, programme: ProgrammeRecord, week: Week, facts: FrozenWeek) -> FrozenWeek:
        frozen = with_past(facts, unit.weeks.last(programme.id))
        frozen = replace(frozen, linkless=len(missing(self.programme, programme.links)))
        try:
            closed = totals.closed_week(unit, programme, week)
            return replace(frozen, totals=closed.totals, fits=closed.fits)
        except KeyLost:
            return replace(frozen, unreadable=True)

    def _owed(
        self, unit: UnitOfWork, programme: ProgrammeRecord, frozen: FrozenWeek, to: tuple[Lane, Person], at: datetime
    ) -> OutboxMessage:
        lane, person = to
        return OutboxMessage(
            pair="",
            key=digest_name(person, frozen.week, programme.id).partition(" ")[0],
            to=Place.COORDINATORS,
            lane=lane,
            message=self._drawn(unit, programme, frozen, person),
            languages=person.languages[:1],
            zones=(person.zone,),
            due=max(at, self._monday(programme, frozen.week, person)),
            urgency=Urgency.REST,
        )

    async def next(self) -> datetime | None:
        """When the next week is over; None without coordinators."""
        at = self.clock.now()
        return await self.store.read(lambda unit: _next(unit, at))

    def _monday(self, programme: ProgrammeRecord, week: Week, person: Person) -> datetime:
        """Monday morning after that week, in the coordinator's own zone, or the first day on which the programme is not closed;
        aware UTC."""
        days = (week.monday + timedelta(days=n) for n in range(HORIZON))
        day = next((day for day in days if not programme.calendar.is_closed(day)), week.monday)
        hour = time(self.programme.timing.digest_hour)
        return datetime.combine(day, hour, ZoneInfo(person.zone)).astimezone(UTC)


def _titled(unit: UnitOfWork, programme: ProgrammeRecord, person: Person, message: Message) -> Message:
    """Whoever coordinates several is told which it is."""
    if len(unit.programmes.of_coordinator(person.id)) < 2:
        return message
    return replace(message, title=words.TITLE_OF(programme=typed(programme.name)))


def _is_over(unit: UnitOfWork, programme: ProgrammeRecord, at: datetime) -> bool:
    """Whether the last week is still to be frozen. Before the first one, not until somebody is to read it."""
    week = Week.before(at, programme.zone)
    if unit.weeks.is_frozen(programme.id, week.sunday):
        return False
    if unit.weeks.last(programme.id) is not None or totals.is_due(unit, programme.id, week):
        return True
    readers = (person for _, person in unit.people.coordinators(programme.id))
    return any(not unit.seen.is_claimed(digest_name(person, week, programme.id)) for person in readers)


def _next(unit: UnitOfWork, at: datetime) -> datetime | None:
    zones = (one.zone for one in unit.programmes.all() if unit.people.coordinators(one.id))
    return min((Week.of(at, zone).end.astimezone(UTC) for zone in zones), default=None)


def _announced(unit: UnitOfWork, programme: ProgrammeRecord, week: Week) -> tuple[Announced, ...]:
    """Without those of before or after, and without what they say."""
    sent = unit.announcements.sent(programme.id, MOST)
    return tuple(
        Announced(one.by, one.sent, one.people, one.withdrawn is not None)
        for one in sent
        if one.sent is not None and one.sent in week
    )


def _around(unit: UnitOfWork, programme: ProgrammeRecord, frozen: FrozenWeek) -> Around:
    days, this = unit.weeks.sundays(programme.id), frozen.week.sunday
    before, after = [day for day in days if day < this], [day for day in days if day > this]
    return Around(max(before, default=None), min(after, default=None))


def _names(unit: UnitOfWork, programme: ProgrammeRecord, frozen: FrozenWeek) -> Names:
    coordinators = {person.id: person.name for _, person in unit.people.coordinators(programme.id)}
    return Names(unit.people.names(named(frozen)), coordinators)


def digest_name(person: Person, week: Week, programme: str = FIRST) -> str:
    """The digest as it is owed once, by the ISO week in which it is read: `digest:2026-W10 PERSON`, or
    `digest:2026-W10.PROGRAMME PERSON` of a programme that is not the first."""
    year, number, _ = week.monday.isocalendar()
    which = "" if programme == FIRST else f".{programme}"
    return f"digest:{year}-W{number:02d}{which} {person.id}"
