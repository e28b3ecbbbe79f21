"""Reads days, instants, durations and periods as calendars write them, also in spellings that no standard has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from adapters.calendars.reading.components import parts

_MOMENT = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ](\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?"
)
_SPELT_OUT = re.compile(rb":(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d[\d:.+-]*[Zz]?)\s*$")
"""A value with colons in it, as ISO 8601 has it."""
_DURATION = re.compile(r"([+-])?P?(?:(\d+)W)?(?:(\d+)D)?(?:T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE)
LONGEST = timedelta(days=4000)
"""What lasts longer is as good as endless."""

Named = Callable[[str], tzinfo | None]
"""Finds a zone by its name."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a time on somebody's wall."""

    wall: datetime
    """Without a zone; of a day: its beginning."""
    zone: tzinfo | None = None
    """None: floating."""
    is_day: bool = False
    lost: bool = False
    """It names a zone that there is not."""

    def within(self, zone: tzinfo) -> Moment:
        """The same, of that zone if it floats."""
        return self if self.zone is not None else Moment(self.wall, zone, self.is_day, self.lost)


def moment(text: str, zone_name: str, named: Named) -> Moment | None:
    """None: it cannot be read."""
    match = _MOMENT.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        first = midnight(date(int(year), int(month), int(day)))
        if hour is None:
            return Moment(first, is_day=True)
        passed = timedelta(hours=int(hour), minutes=int(minute), seconds=min(int(second or 0), 59))
        if passed > timedelta(days=1):
            return None
        wall = first + passed
    except (ValueError, OverflowError):
        return None
    if offset is not None:
        zone = UTC if offset in "Zz" else datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo
        return Moment(wall, zone)
    if not zone_name:
        return Moment(wall)
    zone = named(zone_name)
    return Moment(wall, zone, lost=zone is None)


def moments(raw: bytes, named: Named) -> Iterator[Moment | tuple[Moment, Moment | timedelta] | None]:
    """Yields what a line of days, instants or periods holds; None for each that cannot be read; nothing for an empty one."""
    spelt = _SPELT_OUT.search(raw)
    given, value = parts(raw)
    if spelt is not None:
        given, value = parts(raw[: spelt.start()] + b":")[0], spelt[1].decode("ascii", "replace")
    zone = given.get("TZID", "")
    for text in value.split(","):
        text = text.strip()
        if not text:
            continue
        start, slash, end = text.partition("/")
        first = moment(start, zone, named)
        if not slash or first is None:
            yield first
            continue
        length = duration(end) if end[:1] in "Pp+-" else None
        last = moment(end, zone, named) if length is None else length
        yield None if last is None else (first, last)


def one_moment(raw: bytes | None, named: Named) -> Moment | None:
    found = next(moments(raw, named), None) if raw is not None else None
    return found[0] if isinstance(found, tuple) else found


def duration(text: str) -> timedelta | None:
    """None: it cannot be read, or is none; one that is negative is nothing."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]):
        return None
    sign, *numbers = match.groups()
    if any(number is not None and len(number) > 9 for number in numbers):
        return LONGEST
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in numbers)
    if sign == "-":
        return timedelta()
    return min(timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds), LONGEST)


def instant(at: Moment, zone: tzinfo) -> datetime:
    """In UTC; `zone` is that of what floats, and of days. Raises `OverflowError` at the ends of the calendar."""
    return at.wall.replace(tzinfo=at.zone or zone).astimezone(UTC)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())
