"""What else people have on, as far as the bot knows: séances in their other pairs, and busy times that they let it see.

Lent to the engine for the one step in which a date may be looked for, and never stored with the journey. Busy times expire.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import msgspec

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.scheduling.model import Calendar
from bot.ports import UnitOfWork
from bot.ports.calendars import Busy, BusyTime

GOOD_FOR = timedelta(hours=12)
"""How long busy times are believed; after that they are as good as unknown, and not read."""


class _Busy(msgspec.Struct):
    until: datetime
    times: tuple[tuple[datetime, datetime], ...]
    horizon: datetime | None = None
    doubtful: int = 0
    zones: int = 0


_decode = msgspec.json.Decoder(_Busy).decode


def _name(person: str) -> str:
    return f"busy:{person}"


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a person's calendar, in numbers."""

    moments: int
    """Busy times that are not over."""
    horizon: datetime
    """Until when it was read."""
    doubtful: int
    zones: int


def keep_busy(unit: UnitOfWork, person: str, found: Busy, at: datetime, horizon: datetime) -> None:
    """Stores a person's busy times in place of the last known ones: from and to, and three numbers."""
    told = _Busy(at + GOOD_FOR, tuple(found.times), horizon, found.doubtful, found.zones)
    unit.facts.put(_name(person), msgspec.json.encode(told).decode())


def without(times: Iterable[BusyTime], own: Iterable[BusyTime]) -> Sequence[BusyTime]:
    """Busy times without séances that the bot itself has written there: they never block their own move."""
    left = list(times)
    for one in own:
        left = [part for each in left for part in _cut(each, one)]
    return left


def _cut(span: BusyTime, own: BusyTime) -> Iterable[BusyTime]:
    (start, end), (first, last) = span, own
    if last <= start or end <= first:
        return (span,)
    return tuple(part for part in ((start, first), (last, end)) if part[0] < part[1])


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


def known(unit: UnitOfWork, person: str, at: datetime) -> Known | None:
    """None: nothing is known, or is believed any more."""
    text = unit.facts.get(_name(person))
    told = _decode(text) if text else None
    if told is None or told.until <= at or told.horizon is None:
        return None
    moments = sum(end.astimezone(UTC) > at for _, end in told.times)
    return Known(moments, told.horizon.astimezone(UTC), told.doubtful, told.zones)


def lent(unit: UnitOfWork, journey: Journey, at: datetime) -> Journey:
    """The journey with both calendars, unless it is at rest."""
    if journey.ended is not None or journey.pause is not None:
        return journey
    calendars = {role: _calendar(unit, journey, role, at) for role in Role}
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
