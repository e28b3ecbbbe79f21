"""What else people have on, as far as the bot knows: séances in their other pairs, and busy times that they let it see.

Lent to the engine for the one step in which a date may be looked for, and never stored with the journey. Busy times expire.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec

from bot.engine.events import Event
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.scheduling.model import Calendar
from bot.engine.steps.needs import searches
from bot.ports import UnitOfWork

GOOD_FOR = timedelta(hours=12)
"""How long busy times are believed; after that they are as good as unknown, and not read."""


class _Busy(msgspec.Struct):
    until: datetime
    times: tuple[tuple[datetime, datetime], ...]


_decode = msgspec.json.Decoder(_Busy).decode


def _name(person: str) -> str:
    return f"busy:{person}"


def keep_busy(unit: UnitOfWork, person: str, times: Iterable[tuple[datetime, datetime]], at: datetime) -> None:
    """Stores a person's busy times in place of the last known ones: from and to, nothing else."""
    told = _Busy(at + GOOD_FOR, tuple(times))
    unit.facts.put(_name(person), msgspec.json.encode(told).decode())


def forget_busy(unit: UnitOfWork, person: str) -> None:
    """They want it no more."""
    if unit.facts.get(_name(person)):
        unit.facts.put(_name(person), "")


def forget_expired(unit: UnitOfWork, person: str, at: datetime) -> None:
    """What is not believed any more is not kept either."""
    text = unit.facts.get(_name(person))
    if text and _decode(text).until <= at:
        forget_busy(unit, person)


def busy(unit: UnitOfWork, person: str, at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    text = unit.facts.get(_name(person))
    if not text:
        return ()
    told = _decode(text)
    return tuple((a.astimezone(UTC), b.astimezone(UTC)) for a, b in told.times) if told.until > at else ()


def lent(unit: UnitOfWork, programme: Programme, journey: Journey, event: Event) -> Journey:
    """The journey with both calendars, if `event` may lead to a search for a date."""
    if journey.ended is not None or journey.pause is not None or not searches(programme, event):
        return journey
    calendars = {role: _calendar(unit, journey, role, event.at) for role in Role}
    known = {role: one for role, one in calendars.items() if one != Calendar()}
    return replace(journey, calendars=known) if known else journey


def _calendar(unit: UnitOfWork, journey: Journey, role: Role, at: datetime) -> Calendar:
    person = journey.members[role].person
    return Calendar(busy(unit, person, at), tuple(_meetings(unit, person, journey.pair, at)))


def _meetings(unit: UnitOfWork, person: str, pair: str, at: datetime) -> Iterable[tuple[datetime, datetime]]:
    """Agreed dates of the person's other pairs that are still to come."""
    for other in unit.people.memberships(person):
        journey = unit.journeys.of(other.pair) if other.pair != pair else None
        now = journey.current if journey else None
        if now is not None and now.meeting is not None and now.held is None and now.meeting.over > at:
            yield now.meeting.at, now.meeting.over
