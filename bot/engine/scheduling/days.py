"""Turns a person's days into spans of minutes, exact also on days when their clock changes.

Days are numbered from 1970-01-01. Wall time is minutes from the midnight of day 0 as a clock on the wall counts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.engine.people import Member, Off
from bot.engine.scheduling.spans import A_DAY, EPOCH, Span, common, instant, merged

_FIRST = EPOCH.date().toordinal()

EARLIEST, LATEST = 6 * 60, 22 * 60
"""Stretched hours never reach further into the night than this, unless a person's own do."""

USUAL = ((10 * 60, 12 * 60), (14 * 60, 17 * 60))
"""When meetings are best for somebody who has not said otherwise: within their hours, and not over lunch."""


def number(day: date) -> int:
    return day.toordinal() - _FIRST


def day_of(number: int) -> date:
    return date.fromordinal(number + _FIRST)


class Piece(NamedTuple):
    """A piece is a part of a local day in which the clock runs evenly: wall time is UTC plus `offset` minutes."""

    start: int
    end: int
    offset: int


@lru_cache(16384)
def pieces(zone: str, day: int) -> tuple[Piece, ...]:
    """Returns the pieces of a local day: one, or two when the clock changes on it."""
    start, end = _midnight(zone, day), _midnight(zone, day + 1)
    before, after = _offset(zone, start), _offset(zone, end - 1)
    if before == after:
        return (Piece(start, end, before),)
    low, high = start, end - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return (Piece(start, high, before), Piece(high, end, after))


@lru_cache(16384)
def even_offset(zone: str, day: int) -> int | None:
    """Returns the offset of a day on which no clock changes, not even at midnight; None for any other day."""
    first = pieces(zone, day)[0]
    return first.offset if first.end - first.start == A_DAY else None


def _midnight(zone: str, day: int) -> int:
    local = instant(day * A_DAY).replace(tzinfo=ZoneInfo(zone))
    offset = local.utcoffset()
    assert offset is not None
    return day * A_DAY - int(offset.total_seconds()) // 60


def _offset(zone: str, minute: int) -> int:
    offset = instant(minute).astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return int(offset.total_seconds()) // 60


def local_day(zone: str, minute: int) -> int:
    """Returns the number of the local day in which `minute` lies."""
    return (minute + _offset(zone, minute)) // A_DAY


def wall(zone: str, day: int, windows: Iterable[Span]) -> list[Span]:
    """Returns the spans in which a clock on the wall shows any of `windows` (minutes from midnight) on that day."""
    midnight, even = day * A_DAY, even_offset(zone, day)
    if even is not None:
        base = midnight - even
        return [(base + first, base + last) for first, last in windows if first < last]
    found = []
    for start, end, offset in pieces(zone, day):
        base = midnight - offset
        for first, last in windows:
            a, b = max(start, base + first), min(end, base + last)
            if a < b:
                found.append((a, b))
    return found if len(found) < 2 else merged(found)


def minutes_of(at: time) -> int:
    return at.hour * 60 + at.minute


class Days:
    """Knows one person's days: when meetings may be, which hours are ordinary, when meetings are best."""

    __slots__ = (
        "_kinds",
        "_leave",
        "_open",
        "_ordinary",
        "_soft",
        "_usual",
        "_weekdays",
        "_wished",
        "_working",
        "zone",
    )

    def __init__(self, member: Member) -> None:
        hours, own = member.hours, member.hours.usual
        self.zone, self._weekdays = member.zone, member.hours.days
        work = (minutes_of(hours.start), minutes_of(hours.end))
        empty = work[0] >= work[1]
        self._open = None if empty else (max(0, work[0] - hours.edge), min(A_DAY, work[1] + hours.edge))
        self._usual = usual(member)
        self._wished = common(self._usual, (self._open,)) if own is not None and self._open else []
        self._ordinary = merged((work, *self._wished)) if self._open else []
        self._leave = [(number(o.first), number(o.last), o.kind) for o in member.off if o.kind is not Off.ESTIMATED]
        self._soft = [(number(o.first), number(o.last)) for o in member.off if o.kind is Off.ESTIMATED]
        self._working: dict[int, bool] = {}
        self._kinds: dict[int, tuple[Off, ...]] = {}

    def works(self, day: int, spared: frozenset[Off] = frozenset(), *, weekends: bool = False) -> bool:
        """Returns whether it is a working day; ignores days off in `spared` and, with `weekends`, weekdays."""
        if not weekends and (day + 3) % 7 not in self._weekdays:
            return False
        if not self._leave:
            return True
        kinds = self._kinds.get(day)
        if kinds is None:
            kinds = tuple(kind for first, last, kind in self._leave if first <= day <= last)
            self._kinds[day] = kinds
        return not kinds or spared.issuperset(kinds)

    def is_working(self, day: int) -> bool:
        """Returns whether it is a working day, as `works` does, and remembers it."""
        known = self._working.get(day)
        if known is None:
            known = self._working[day] = self.works(day)
        return known

    def is_ever(self, kind: Off) -> bool:
        """Returns whether any day is off for that reason."""
        return any(one is kind for _, _, one in self._leave)

    def is_soft(self, day: int) -> bool:
        """Returns whether it may turn out to be a holiday."""
        return any(first <= day <= last for first, last in self._soft)

    def open(self, day: int, stretch: int = 0, *, always: bool = False) -> list[Span]:
        """Returns when a meeting may be: working hours and the accepted edge, stretched by so many minutes; or at any time."""
        if always:
            return wall(self.zone, day, ((0, A_DAY),))
        if self._open is None:
            return []
        start, end = self._open
        if stretch:
            start, end = min(start, max(EARLIEST, start - stretch)), max(end, min(LATEST, end + stretch))
        return wall(self.zone, day, ((start, end),))

    def ordinary(self, day: int) -> list[Span]:
        """Returns their working hours, and what they wish for within the edge that they accept."""
        return wall(self.zone, day, self._ordinary)

    def usual(self, day: int) -> list[Span]:
        return wall(self.zone, day, self._usual)

    def wished(self, day: int) -> list[Span]:
        """Returns when they have said that they like to meet, as far as they accept to; nothing if they have not said."""
        return wall(self.zone, day, self._wished) if self._wished else []


def within_reach(member: Member) -> bool:
    """Returns whether they accept a meeting at all of the hours that they have said they like."""
    hours = member.hours
    if hours.usual is None:
        return True
    first, last = minutes_of(hours.start) - hours.edge, minutes_of(hours.end) + hours.edge
    return first <= minutes_of(hours.usual[0]) and minutes_of(hours.usual[1]) <= last


def usual(member: Member) -> tuple[Span, ...]:
    """Returns when meetings are best for `member`, in minutes from midnight."""
    own = member.hours.usual
    if own is not None:
        return ((minutes_of(own[0]), minutes_of(own[1])),)
    hours = ((minutes_of(member.hours.start), minutes_of(member.hours.end)),)
    return tuple(common(USUAL, hours)) or hours
