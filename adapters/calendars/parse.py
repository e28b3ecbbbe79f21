"""Busy times out of an iCalendar text that may be anybody's: pure, and never run but in a process of its own (`hostile`).

An entry that cannot be understood is passed over; one that asks for too much has the whole calendar refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import Calendar

from adapters.calendars.busy import MOST, Busy, Unreadable

EVENTS = 20_000
OCCURRENCES = 50_000
"""Steps of recurrence that one calendar may cost, wherever they fall."""

TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
LONGEST = timedelta(days=400)

FREE = {"FREE", "WORKINGELSEWHERE"}

ODD = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
"""What the libraries raise for what they cannot read."""


def read(text: bytes, after: datetime, before: datetime, zone: str) -> list[Busy]:
    """The busy times between the two instants, in any order; whole days and times without a zone are meant in `zone`.

    Raises `Unreadable`.
    """
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (*ODD, RecursionError) as error:
        raise Unreadable("this is no calendar") from error
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise Unreadable("this is no calendar")
    reader = _Reader(after, before, ZoneInfo(zone))
    found: list[Busy] = []
    for calendar in calendars:
        for busy in reader.busy(calendar):
            found.append(busy)
            if len(found) > 4 * MOST:
                raise Unreadable("the calendar has too many entries")
    return found


class _Reader:
    def __init__(self, after: datetime, before: datetime, zone: ZoneInfo) -> None:
        self._after, self._before, self._zone = after, before, zone
        self._steps = 0

    def busy(self, calendar: Any) -> Iterator[Busy]:
        events = calendar.walk("VEVENT")
        if len(events) > EVENTS:
            raise Unreadable("the calendar has too many entries")
        moved: dict[str, set[datetime]] = {}
        for event in events:
            if "RECURRENCE-ID" in event:
                with suppress(*ODD):
                    moved.setdefault(str(event.get("UID", "")), set()).add(self._instant(event["RECURRENCE-ID"].dt))
        for event in events:
            with suppress(*ODD):
                yield from self._event(event, moved)
        for part in calendar.walk("VFREEBUSY"):
            with suppress(*ODD):
                yield from self._freebusy(part)

    def _event(self, event: Any, moved: dict[str, set[datetime]]) -> Iterator[Busy]:
        if "DTSTART" not in event or _is_free(event):
            return
        first = event["DTSTART"].dt
        length = self._length(event, first)
        if not timedelta(0) < length <= LONGEST:
            return
        if "RECURRENCE-ID" in event or not ("RRULE" in event or "RDATE" in event):
            yield self._span(first, length)
            return
        skipped = {self._instant(day) for day in _dates(event, "EXDATE")} | moved.get(str(event.get("UID", "")), set())
        extra = [self._wall(day) for day in _dates(event, "RDATE")]
        starts = {*self._occurrences(event, first), *extra, *((self._wall(first),) if "RRULE" not in event else ())}
        for start in starts:
            if self._instant(start) not in skipped:
                yield self._span(start if isinstance(first, datetime) else start.date(), length)

    def _length(self, event: Any, first: date) -> timedelta:
        if "DURATION" in event:
            length = event["DURATION"].dt
            return length if isinstance(length, timedelta) else timedelta(0)
        if "DTEND" in event:
            last = event["DTEND"].dt
            if not isinstance(first, datetime) and not isinstance(last, datetime):
                return last - first  # type: ignore[no-any-return]
            return self._instant(last) - self._instant(first)
        return timedelta(0) if isinstance(first, datetime) else timedelta(days=1)

    def _occurrences(self, event: Any, first: date) -> Iterator[datetime]:
        """On the wall clock of the event's own zone, so that a change of clock moves nothing."""
        rules = event.get("RRULE")
        if rules is None:
            return
        start = self._wall(first)
        for rule in rules if isinstance(rules, list) else [rules]:
            if any(str(freq).upper() in TOO_OFTEN for freq in rule.get("FREQ", [])) or any(
                by in rule for by in WITHIN_A_DAY
            ):
                raise Unreadable("an entry is repeated several times a day")
            yield from self._unrolled(rule, start)

    def _unrolled(self, rule: Any, start: datetime) -> Iterator[datetime]:
        naive = start.replace(tzinfo=None)
        if "UNTIL" in rule:  # dateutil wants both with a zone or both without
            rule = rule.copy()
            rule["UNTIL"] = [self._until(until, start) for until in rule["UNTIL"]]
        dates: Iterable[datetime] = rrulestr(rule.to_ical().decode(), dtstart=naive)
        latest = (self._before + timedelta(days=1)).astimezone(start.tzinfo).replace(tzinfo=None)
        for one in takewhile(lambda at: at < latest, self._counted(dates)):
            yield one.replace(tzinfo=start.tzinfo)

    def _counted(self, dates: Iterable[datetime]) -> Iterator[datetime]:
        for one in dates:
            self._steps += 1
            if self._steps > OCCURRENCES:
                raise Unreadable("the entries are repeated too often")
            yield one

    def _until(self, until: date, start: datetime) -> datetime:
        if not isinstance(until, datetime):
            return datetime.combine(until, time(23, 59, 59))
        return until.astimezone(start.tzinfo).replace(tzinfo=None) if until.tzinfo else until

    def _freebusy(self, part: Any) -> Iterator[Busy]:
        values = part.get("FREEBUSY", [])
        for value in values if isinstance(values, list) else [values]:
            periods = value if isinstance(value, list) else [value]
            for period in periods:
                if str(getattr(period, "params", {}).get("FBTYPE", "BUSY")).upper() in FREE:
                    continue
                start, end = period.dt if isinstance(getattr(period, "dt", None), tuple) else (period.start, period.end)
                if isinstance(end, timedelta):
                    end = start + end
                yield self._instant(start), self._instant(end)

    # instants

    def _wall(self, at: date) -> datetime:
        if not isinstance(at, datetime):
            return datetime.combine(at, time(), self._zone)
        return at if at.tzinfo is not None else at.replace(tzinfo=self._zone)

    def _instant(self, at: date) -> datetime:
        return self._wall(at).astimezone(UTC)

    def _span(self, start: date, length: timedelta) -> Busy:
        """A whole day ends at midnight on the wall, however many hours it has; a meeting lasts as long as it lasts."""
        if isinstance(start, datetime):
            begins = self._instant(start)
            return begins, begins + length
        return self._instant(start), self._instant(start + length)


def _is_free(event: Any) -> bool:
    return (
        str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() in FREE
    )


def _dates(event: Any, name: str) -> Iterator[date]:
    values = event.get(name, [])
    for value in values if isinstance(values, list) else [values]:
        for one in getattr(value, "dts", ()):
            if isinstance(one.dt, date):  # a period of an RDATE is not read
                yield one.dt
