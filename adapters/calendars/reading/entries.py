"""Turns the entries of a calendar into busy times.

What cannot be understood counts as busy for at least its own span, and a fault in one entry changes no other's times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from itertools import chain

from adapters.calendars.reading.components import Component, parts
from adapters.calendars.reading.rules import Bounds, Rule, TooMuch, occurrences
from adapters.calendars.reading.spans import Span
from adapters.calendars.reading.values import (
    LONGEST,
    Moment,
    Named,
    duration,
    instant,
    moments,
    one_moment,
)

FREE = frozenset(("FREE", "WORKINGELSEWHERE"))
A_DAY = timedelta(days=1)
ROUND = timedelta(days=2)
"""More than any two zones are apart."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is asked for."""

    after: datetime
    before: datetime
    zone: tzinfo
    """Of whole days, and of times that float."""

    @property
    def days(self) -> tuple[bytes, bytes]:
        """The first and the last day that may matter, as calendars write them."""
        first, last = self.after - ROUND, self.before + ROUND
        return f"{first:%Y%m%d}".encode(), f"{last:%Y%m%d}".encode()


@dataclass(slots=True)
class Doubts:
    """What could not be understood, in numbers: nothing of a calendar's content."""

    entries: int = 0
    zones: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Entry:
    """An entry that may matter."""

    component: Component
    uid: bytes
    version: tuple[int, bytes]

    def first(self, name: bytes) -> bytes | None:
        return self.component.first(name)

    def all(self, name: bytes) -> list[bytes]:
        return self.component.lines.get(name, [])


class Entries:
    """The entries of one text: collected first, read when all are known."""

    def __init__(self, window: Window, named: Named, own: tuple[bytes, ...] = ()) -> None:
        """`own`: how the UIDs of entries end that are passed over."""
        self._window, self._doubts = window, Doubts()
        self._zone_named = named
        self._days = window.days
        self._entries: list[Entry] = []
        self._mails: Collection[str] = ()
        self._own = own
        self._newest: dict[tuple[bytes, bytes], int] = {}

    @property
    def doubts(self) -> Doubts:
        return self._doubts

    def add(self, component: Component) -> None:
        uid = (component.first(b"UID") or b"").strip()
        if uid.endswith(self._own):
            return
        instance = (component.first(b"RECURRENCE-ID") or b"").rpartition(b":")[2].strip()
        sequence = _digits(component.first(b"SEQUENCE"))
        key = (uid, instance)
        if uid != b"" and sequence > self._newest.get(key, 0):
            self._newest[key] = sequence
        if not self._is_past(component):
            self._entries.append(Entry(component, uid, (sequence, instance)))

    def _is_past(self, component: Component) -> bool:
        """Whether it takes place once, and all of it outside of what is asked for: nothing more of it is read."""
        lines = component.lines
        if lines.keys() & _REPEATED or not component.whole:
            return False
        start, end = _day(lines.get(b"DTSTART")), _day(lines.get(b"DTEND"))
        if start is None or (end is None and b"DURATION" in lines):
            return False
        first, last = self._days
        return start > last or max(start, end or start) < first

    def busy(self, mails: Collection[str] = ()) -> Iterator[Span]:
        """Yields the busy times, in any order, and perhaps more than once.

        What was declined as one of these addresses, in small letters, is none.
        """
        self._mails = mails
        current = [one for one in self._entries if one.version[0] >= self._newest.get((one.uid, one.version[1]), 0)]
        series = {one.uid: one for one in current if one.uid and one.component.lines.keys() & _SERIES}
        moved: dict[bytes, list[Entry]] = {}
        for one in current:
            if b"RECURRENCE-ID" in one.component.lines and one.uid in series:
                moved.setdefault(one.uid, []).append(one)
        for one in current:
            yield from self._safely(one, moved.get(one.uid, ()))

    def _safely(self, entry: Entry, moved: Iterable[Entry]) -> Iterator[Span]:
        try:
            yield from list(self._of(entry, moved))
        except (ValueError, OverflowError):  # the ends of the calendar
            self._doubts.entries += 1

    def _of(self, entry: Entry, moved: Iterable[Entry]) -> Iterator[Span]:
        if entry.component.name == b"VFREEBUSY":
            return self._published(entry)
        if self._is_free(entry):
            return iter(())
        return self._event(entry, () if b"RECURRENCE-ID" in entry.component.lines else moved)

    # One event

    def _event(self, entry: Entry, moved: Iterable[Entry]) -> Iterator[Span]:
        first, length = self._span_of(entry)
        if first is None or length <= timedelta():
            return
        zone = first.zone or self._window.zone
        shifts = list(self._shifts(entry, moved, zone))
        dropped = {at.wall for at in self._listed(entry, b"EXDATE", zone) if not at.is_day or first.is_day}
        days = {at.wall.date() for at in self._listed(entry, b"EXDATE", zone) if at.is_day}
        for start in {*self._starts(entry, first, length), *self._further(entry, zone)}:
            if start in dropped or start.date() in days:
                continue
            shift = max((one for one in shifts if one.applies(start)), key=lambda one: one.instance, default=None)
            if shift is None:
                yield self._span(start, length, first, zone)
            elif shift.follows and shift.instance != start:
                yield self._span(start + shift.later, shift.length, first, zone)
        yield from self._periods(entry, zone)

    def _starts(self, entry: Entry, first: Moment, length: timedelta) -> Iterable[datetime]:
        """When it begins within the bounds, on its wall."""
        if b"RECURRENCE-ID" in entry.component.lines:
            return (first.wall,)
        bounds = self._bounds(first, length)
        return chain((first.wall,), *(self._unrolled(raw, first, bounds, length) for raw in entry.all(b"RRULE")))

    def _unrolled(self, raw: bytes, first: Moment, bounds: Bounds, length: timedelta) -> Iterable[datetime]:
        rule = Rule.of(parts(raw)[1])
        if rule is None:
            self._doubts.entries += 1
            return ()
        until = rule.until(first if first.zone else first.within(self._window.zone), self._zone_named)
        try:
            return list(occurrences(rule, first, until, bounds))
        except TooMuch:
            self._doubts.entries += 1
            return _all_of(max(bounds.earliest, first.wall), min(bounds.latest, until or bounds.latest), length)

    def _bounds(self, first: Moment, length: timedelta) -> Bounds:
        zone = first.zone or self._window.zone
        earliest, latest = (
            at.astimezone(zone).replace(tzinfo=None) for at in (self._window.after, self._window.before)
        )
        return Bounds(earliest - length - ROUND, latest + ROUND)

    def _shifts(self, series: Entry, moved: Iterable[Entry], zone: tzinfo) -> Iterator[_Shift]:
        """What instances of the series became, those that take place no longer among them."""
        for one in moved:
            raw = one.first(b"RECURRENCE-ID")
            instance = one_moment(raw, self._named)
            if raw is None or instance is None:
                continue
            at = _on_wall(instance, zone)
            follows = parts(raw)[0].get("RANGE", "").upper() == "THISANDFUTURE"
            first, length = self._span_of(one)
            later = _on_wall(first, zone) - at if first is not None else timedelta()
            yield _Shift(at, instance.is_day, follows, later, timedelta() if self._is_free(one) else length)

    def _further(self, entry: Entry, zone: tzinfo) -> Iterator[datetime]:
        for at in self._listed(entry, b"RDATE", zone):
            yield at.wall

    def _listed(self, entry: Entry, name: bytes, zone: tzinfo) -> Iterator[Moment]:
        """Days and instants of a line, on the wall of their series."""
        for raw in entry.all(name):
            for found in moments(raw, self._named):
                if isinstance(found, Moment):
                    yield Moment(_on_wall(found, zone), is_day=found.is_day)

    def _periods(self, entry: Entry, zone: tzinfo) -> Iterator[Span]:
        for raw in entry.all(b"RDATE"):
            for found in moments(raw, self._named):
                if isinstance(found, tuple):
                    yield _period(*found, zone)

    def _span(self, start: datetime, length: timedelta, first: Moment, zone: tzinfo) -> Span:
        """An occurrence; a whole day ends at midnight on the wall, however many hours it has."""
        begins = instant(Moment(start), zone)
        return begins, instant(Moment(start + length), zone) if first.is_day else begins + length

    # How long it is

    def _span_of(self, entry: Entry) -> tuple[Moment | None, timedelta]:
        """When it begins, and how long it lasts; no moment: that cannot be known."""
        raw, end_raw = entry.first(b"DTSTART"), entry.first(b"DTEND")
        first, end = one_moment(raw, self._named), one_moment(end_raw, self._named)
        if first is None and end is None:
            self._doubts.entries += 1
            return None, timedelta()
        if first is None or end is None:
            return self._half(entry, first, end)
        zone = first.zone or end.zone or self._window.zone
        first, end = first.within(zone) if not first.is_day else first, end.within(zone)
        if first.is_day and end.is_day:
            return first, max(min(end.wall - first.wall, LONGEST), A_DAY)
        length = instant(end, zone) - instant(first, zone)
        stated = self._stated(entry)
        if length < timedelta():  # the two are the wrong way round
            return (end, min(-length, A_DAY)) if not end.is_day else (first, A_DAY)
        return first, min(max(length, stated or timedelta()), LONGEST)

    def _half(self, entry: Entry, first: Moment | None, end: Moment | None) -> tuple[Moment | None, timedelta]:
        """What only begins, or only ends, as far as it can be read."""
        stated = self._stated(entry)
        if first is None and end is not None:
            self._doubts.entries += 1
            begins = end.wall - (stated or A_DAY)
            return Moment(begins, end.zone, end.is_day), stated or A_DAY
        if first is None:
            return None, timedelta()
        if stated is not None:
            return first, stated
        is_cut = not entry.component.whole or b"DTEND" in entry.component.lines
        if is_cut or b"DURATION" in entry.component.lines:
            self._doubts.entries += 1
            return first, _to_midnight(first)
        return first, A_DAY if first.is_day else timedelta()

    def _stated(self, entry: Entry) -> timedelta | None:
        raw = entry.first(b"DURATION")
        return duration(parts(raw)[1]) if raw is not None else None

    # What it is

    def _is_free(self, entry: Entry) -> bool:
        def said(name: bytes) -> str:
            raw = entry.first(name)
            return parts(raw)[1].upper() if raw is not None else ""

        if said(b"TRANSP") == "TRANSPARENT" or said(b"STATUS") == "CANCELLED":
            return True
        return said(b"X-MICROSOFT-CDO-BUSYSTATUS") in FREE or self._is_declined(entry)

    def _is_declined(self, entry: Entry) -> bool:
        """Whether the owner has declined it."""
        for raw in entry.all(b"ATTENDEE"):
            who = raw.decode("utf-8", "replace").lower()
            declined = "partstat=declined" in who or 'partstat="declined"' in who
            if declined and who.rpartition("mailto:")[2].strip() in self._mails:
                return True
        return False

    def _published(self, entry: Entry) -> Iterator[Span]:
        for raw in entry.all(b"FREEBUSY"):
            if parts(raw)[0].get("FBTYPE", "BUSY").upper() in FREE:
                continue
            for found in moments(raw, self._named):
                if isinstance(found, tuple):
                    yield _period(*found, self._window.zone)
                else:
                    self._doubts.entries += 1

    def _named(self, name: str) -> tzinfo | None:
        found = self._zone_named(name)
        if found is None:
            self._doubts.zones.add(name)
        return found


@dataclass(frozen=True, slots=True)
class _Shift:
    """An instance of a series that is elsewhere, or nowhere."""

    instance: datetime
    """On the wall of the series."""
    is_day: bool
    follows: bool
    """All that come later are so, too."""
    later: timedelta
    length: timedelta

    def applies(self, start: datetime) -> bool:
        if self.follows and start >= self.instance:
            return True
        return start.date() == self.instance.date() if self.is_day else start == self.instance


def _on_wall(at: Moment, zone: tzinfo) -> datetime:
    return at.wall if at.zone is None else instant(at, zone).astimezone(zone).replace(tzinfo=None)


def _period(start: Moment, end: Moment | timedelta, zone: tzinfo) -> Span:
    begins = instant(start, zone)
    return begins, begins + end if isinstance(end, timedelta) else instant(end.within(start.zone or zone), zone)


def _to_midnight(first: Moment) -> timedelta:
    return A_DAY if first.is_day else A_DAY - (first.wall - first.wall.replace(hour=0, minute=0, second=0))


def _all_of(start: datetime, end: datetime, length: timedelta) -> Iterator[datetime]:
    """Begins so often that nothing between the two is left free."""
    step = min(length, A_DAY)
    count = min(max(0, -((start - end) // step)), 20_000)
    return (start + n * step for n in range(count))


_SERIES = frozenset((b"RRULE", b"RDATE"))
_REPEATED = frozenset((b"RRULE", b"RDATE", b"RECURRENCE-ID", b"FREEBUSY"))


def _day(raw: list[bytes] | None) -> bytes | None:
    """The day of a value, as eight digits; None where it is written otherwise."""
    if not raw:
        return None
    day = raw[0].rpartition(b":")[2].lstrip()[:8]
    return day if len(day) == 8 and day.isdigit() else None


def _digits(raw: bytes | None) -> int:
    text = (raw or b"").rpartition(b":")[2].strip()
    return int(text) if text.isdigit() and len(text) < 10 else 0
