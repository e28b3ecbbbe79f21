"""Reads busy times from an iCalendar text of anybody's. It is pure, and runs only in a process of its own (`hostile`).

An entry that cannot be understood is passed over; one that asks for too much has the whole calendar refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import Calendar

from adapters.calendars.busy import MOST
from bot.ports.calendars import BusyTime, Unreadable

EVENTS = 20_000
OCCURRENCES = 200_000
"""Steps of recurrence that one calendar may cost, wherever they fall."""

TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
LONGEST = timedelta(days=4000)
"""What lasts longer is as good as endless."""

EVEN = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(days=7)}
"""Rules that can be entered in the middle: unless they are counted, every so many days are like every other."""

FREE = {"FREE", "WORKINGELSEWHERE"}

Shift = tuple[timedelta, timedelta]
"""How much later than planned an instance begins, and how long it lasts."""

ODD = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
"""What the libraries raise for what they cannot read."""


def read(text: bytes, after: datetime, before: datetime, zone: str) -> list[BusyTime]:
    """Returns the busy times between the two instants, in any order; whole days and times without a zone are meant in `zone`.

    Raises `Unreadable`.
    """
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (*ODD, RecursionError) as error:
        raise Unreadable("this is no calendar") from error
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise Unreadable("this is no calendar")
    reader = _Reader(after, before, ZoneInfo(zone))
    found: list[BusyTime] = []
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

    def busy(self, calendar: Any) -> Iterator[BusyTime]:
        events = calendar.walk("VEVENT")
        if len(events) > EVENTS:
            raise Unreadable("the calendar has too many entries")
        moved: dict[str, dict[datetime, Shift | None]] = {}
        for event in events:
            if "RECURRENCE-ID" in event:
                with suppress(*ODD):
                    moved.setdefault(str(event.get("UID", "")), {}).update([self._moved(event)])
        for event in events:
            with suppress(*ODD):
                yield from self._event(event, moved.get(str(event.get("UID", "")), {}))
        for part in calendar.walk("VFREEBUSY"):
            with suppress(*ODD):
                yield from self._freebusy(part)

    def _moved(self, event: Any) -> tuple[datetime, Shift | None]:
        """Returns the instance that the event stands for and, if it stands for all later ones too, what it changes about them."""
        instance = event["RECURRENCE-ID"]
        at = self._instant(instance.dt)
        if str(instance.params.get("RANGE", "")).upper() != "THISANDFUTURE":
            return at, None
        first = event["DTSTART"].dt
        return at, (self._instant(first) - at, self._length(event, first))

    def _event(self, event: Any, moved: Mapping[datetime, Shift | None]) -> Iterator[BusyTime]:
        if "DTSTART" not in event or _is_free(event):
            return
        first = event["DTSTART"].dt
        length = min(self._length(event, first), LONGEST)
        if length <= timedelta(0):
            return
        if "RECURRENCE-ID" in event or not ("RRULE" in event or "RDATE" in event):
            yield self._span(first, length)
            return
        dropped, dropped_days = self._dropped(event, first)
        extra = [self._wall(day) for day in _dates(event, "RDATE") if isinstance(day, date)]
        starts = {
            *self._occurrences(event, first, length),
            *extra,
            *((self._wall(first),) if "RRULE" not in event else ()),
        }
        for start in starts:
            at = self._instant(start)
            if at in dropped or at in moved or start.date() in dropped_days:
                continue
            shift = max(((since, one) for since, one in moved.items() if one and since <= at), default=None)
            if shift is not None:
                yield at + shift[1][0], at + sum(shift[1], timedelta())
            else:
                yield self._span(start if isinstance(first, datetime) else start.date(), length)
        yield from (self._period(period) for period in _dates(event, "RDATE") if isinstance(period, tuple))

    def _dropped(self, event: Any, first: date) -> tuple[set[datetime], set[date]]:
        """Returns instances that do not take place: by their instant, or by the day of a series that has a time."""
        days = [day for day in _dates(event, "EXDATE") if isinstance(day, date)]
        whole = {day for day in days if isinstance(first, datetime) and not isinstance(day, datetime)}
        return {self._instant(day) for day in days if day not in whole}, whole

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

    def _occurrences(self, event: Any, first: date, length: timedelta) -> Iterator[datetime]:
        """Yields occurrences that may touch the bounds, on the wall clock of the event's own zone."""
        rules = event.get("RRULE")
        if rules is None:
            return
        start = self._wall(first)
        for rule in rules if isinstance(rules, list) else [rules]:
            if any(str(freq).upper() in TOO_OFTEN for freq in rule.get("FREQ", [])) or any(
                len(rule.get(by, [])) > 1 for by in WITHIN_A_DAY
            ):
                raise Unreadable("an entry is repeated several times a day")
            yield from self._unrolled(rule, start, length)

    def _unrolled(self, rule: Any, start: datetime, length: timedelta) -> Iterator[datetime]:
        naive = start.replace(tzinfo=None)
        earliest, latest = (
            at.astimezone(start.tzinfo).replace(tzinfo=None)
            for at in (self._after - length - timedelta(days=2), self._before + timedelta(days=2))
        )
        if "UNTIL" in rule:  # dateutil wants both with a zone or both without
            rule = rule.copy()
            rule["UNTIL"] = [self._until(until, start) for until in rule["UNTIL"]]
            if max(rule["UNTIL"]) < earliest:
                return
        dates: Iterable[datetime] = rrulestr(rule.to_ical().decode(), dtstart=_entered(rule, naive, earliest))
        for one in takewhile(lambda at: at < latest, self._counted(dates)):
            if one >= earliest:
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

    def _freebusy(self, part: Any) -> Iterator[BusyTime]:
        values = part.get("FREEBUSY", [])
        for value in values if isinstance(values, list) else [values]:
            periods = value if isinstance(value, list) else [value]
            for period in periods:
                if str(getattr(period, "params", {}).get("FBTYPE", "BUSY")).upper() in FREE:
                    continue
                dt = getattr(period, "dt", None)
                yield self._period(dt if isinstance(dt, tuple) else (period.start, period.end))

    def _period(self, period: tuple[datetime, datetime | timedelta]) -> BusyTime:
        start, end = period
        return self._instant(start), self._instant(start + end if isinstance(end, timedelta) else end)

    # instants

    def _wall(self, at: date) -> datetime:
        if not isinstance(at, datetime):
            return datetime.combine(at, time(), self._zone)
        return at if at.tzinfo is not None else at.replace(tzinfo=self._zone)

    def _instant(self, at: date) -> datetime:
        return self._wall(at).astimezone(UTC)

    def _span(self, start: date, length: timedelta) -> BusyTime:
        """Returns an occurrence's span; a whole day ends at local midnight, however many hours it has."""
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


def _entered(rule: Any, start: datetime, earliest: datetime) -> datetime:
    """Returns where to begin with a rule, so that past years cost nothing: at its start, or well inside an even one."""
    step = EVEN.get(str((rule.get("FREQ") or [""])[0]).upper())
    if step is None or "COUNT" in rule or start >= earliest:
        return start
    step *= max(1, int((rule.get("INTERVAL") or [1])[0]))
    return start + max(0, (earliest - start) // step - 1) * step


def _dates(event: Any, name: str) -> Iterator[date | tuple[Any, Any]]:
    """Yields the days, instants or periods of an EXDATE or RDATE."""
    values = event.get(name, [])
    for value in values if isinstance(values, list) else [values]:
        for one in getattr(value, "dts", ()):
            yield one.dt
