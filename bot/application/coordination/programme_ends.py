"""Tells coordinators that their programme is over, and what it has come to: once, on the day after its pairs have heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.application.event_handler import EventHandler
from bot.engine.flows.closing.card import Ended, to_coordinators
from bot.engine.people import Member, Place
from bot.engine.scheduling.hours import next_common
from bot.ports import Lane, OutboxMessage, Person, ProgrammeRecord, UnitOfWork

AFTER = timedelta(days=2)
"""From the beginning of the last day: by then it is over everywhere, and pairs have had their own word first."""
NEWS = timedelta(days=14)
"""Nobody is told of a programme that has been over for longer."""


@dataclass(frozen=True, slots=True)
class ProgrammeEnds:
    service: EventHandler

    async def tell(self) -> int:
        """Owes a message to each coordinator of a programme that is over; returns how many that is."""
        store, at = self.service.store, self.service.clock.now()
        due = await store.read(lambda unit: [one for one in unit.programmes.all() if _is_due(unit, one, at)])
        count = 0
        for one in due:
            tracks = await store.read(lambda unit, id=one.id: unit.standings.tracks(id))  # type: ignore[misc]
            assert one.calendar.last is not None
            ended = Ended(one.id, one.name, one.calendar.last, tracks, self.service.programme.timing.back)
            count += await store.run(lambda unit, one=one, ended=ended: _told(unit, one, ended, at))  # type: ignore[misc]
        return count


def _is_due(unit: UnitOfWork, programme: ProgrammeRecord, at: datetime) -> bool:
    last = programme.calendar.last
    if last is None:
        return False
    over = at - datetime.combine(last, time(), ZoneInfo(programme.zone))
    if not AFTER <= over < AFTER + NEWS:
        return False
    readers = (person for _, person in unit.people.coordinators(programme.id))
    return any(not unit.seen.is_claimed(_name(programme, person)) for person in readers)


def _told(unit: UnitOfWork, programme: ProgrammeRecord, ended: Ended, at: datetime) -> int:
    owed = [
        _owed(programme, ended, (lane, person), at)
        for lane, person in unit.people.coordinators(programme.id)
        if unit.seen.claim_once(_name(programme, person), at)
    ]
    unit.outbox.enqueue(owed)
    return len(owed)


def _owed(programme: ProgrammeRecord, ended: Ended, to: tuple[Lane, Person], at: datetime) -> OutboxMessage:
    lane, person = to
    due = next_common([programme.calendar.working(Member.of(person.id, person))], at)
    return OutboxMessage(
        pair="",
        key=_name(programme, person).partition(" ")[0],
        to=Place.COORDINATORS,
        lane=lane,
        message=to_coordinators(ended, person.zone),
        languages=person.languages[:1],
        zones=(person.zone,),
        due=due if due > at else None,
    )


def _name(programme: ProgrammeRecord, person: Person) -> str:
    """What is claimed once, of this last day: it ends with who is told, so that it goes with them."""
    assert programme.calendar.last is not None
    return f"ended:{programme.calendar.last.isoformat()}.{programme.id} {person.id}"
