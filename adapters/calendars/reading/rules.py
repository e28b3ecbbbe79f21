"""Unrolls recurrence rules (RFC 5545, 3.3.10) within bounds, on the wall clock of the series.

A part of a rule that cannot be read is left out, an end that cannot be read is none: rather too often than too seldom.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from types import FrameType

from dateutil import rrule  # type: ignore[import-untyped]

from adapters.calendars.reading.values import Moment, Named, instant, moment

FREQUENCIES = {name: value for value, name in enumerate(rrule.FREQNAMES)}
STEPS = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(days=7),
}
"""Rules that can be entered in the middle: unless they are counted, every so many of them are like every other."""
MOST = 5000
"""Occurrences of one series within the bounds; what happens more often takes all of its time."""
SECONDS = 0.5
"""Of the processor, for one series."""

_DAYS = {name: getattr(rrule, name) for name in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")}
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_BOUNDS = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 59),
}


class TooMuch(Exception):
    """It is repeated too often, or comes to no end."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """On the wall of the series, without a zone."""

    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    parts: dict[str, str]

    @classmethod
    def of(cls, text: str) -> Rule | None:
        """None: it does not even say how often."""
        pairs = (part.partition("=") for part in text.split(";"))
        found = {name.strip().upper(): value.strip().upper() for name, _, value in pairs}
        return cls(found) if found.get("FREQ") in FREQUENCIES else None

    @property
    def frequency(self) -> str:
        return self.parts["FREQ"]

    @property
    def interval(self) -> int:
        return max(1, _number(self.parts.get("INTERVAL", "")) or 1)

    @property
    def count(self) -> int | None:
        return _number(self.parts.get("COUNT", ""))

    @property
    def is_plain(self) -> bool:
        return not any(name.startswith("BY") for name in self.parts)

    def until(self, first: Moment, named: Named) -> datetime | None:
        """On the wall of the series, the last one included; None: it has no end."""
        found = moment(self.parts.get("UNTIL", ""), "", named)
        if found is None:
            return None
        if found.is_day:
            return found.wall + timedelta(days=1, seconds=-1)
        if found.zone is None or first.zone is None:
            return found.wall
        return instant(found, found.zone).astimezone(first.zone).replace(tzinfo=None)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 8 else None


def occurrences(rule: Rule, first: Moment, until: datetime | None, bounds: Bounds) -> Iterator[datetime]:
    """Yields when it begins, within the bounds. Raises `TooMuch`."""
    last = min(bounds.latest, until) if until is not None else bounds.latest
    if last < bounds.earliest or _is_over(rule, first, bounds):
        return
    step = STEPS.get(rule.frequency)
    start = first.wall
    if step is not None and rule.count is None and "BYSETPOS" not in rule.parts and start < bounds.earliest:
        step *= rule.interval
        start += max(0, (bounds.earliest - start) // step - 1) * step
    with _patience():
        try:
            unrolled = rrule.rrule(
                FREQUENCIES[rule.frequency],
                dtstart=start,
                interval=rule.interval,
                count=rule.count,
                wkst=_DAYS.get(rule.parts.get("WKST", "")),
                byweekday=_weekdays(rule) or None,
                **{name.lower(): _numbers(rule, name) or None for name in _BOUNDS},
            )
        except (ValueError, TypeError) as error:
            raise TooMuch from error
        found = []
        for one in unrolled:
            if one > last:
                break
            if one >= bounds.earliest:
                found.append(one)
                if len(found) > MOST:
                    raise TooMuch
    yield from islice(found, MOST)


def _is_over(rule: Rule, first: Moment, bounds: Bounds) -> bool:
    """Whether a counted rule that leaves nothing out has ended before the bounds."""
    step, count = STEPS.get(rule.frequency), rule.count
    if count is None or step is None or not rule.is_plain:
        return False
    return (bounds.earliest - first.wall) / (step * rule.interval) > count


def _weekdays(rule: Rule) -> list[object]:
    found: list[object] = []
    for text in rule.parts.get("BYDAY", "").split(","):
        match = _DAY.fullmatch(text.strip())
        if match is None:
            continue
        day, nth = _DAYS[match[2]], int(match[1] or 0)
        found.append(day(nth) if nth and rule.frequency in ("MONTHLY", "YEARLY") else day)
    return found


def _numbers(rule: Rule, name: str) -> list[int]:
    low, high = _BOUNDS[name]
    texts = (text.strip() for text in rule.parts.get(name, "").split(","))
    numbers = (int(text) for text in texts if re.fullmatch(r"[+-]?\d{1,3}", text))
    return [number for number in numbers if low <= number <= high and (number or low == 0)]


@contextmanager
def _patience() -> Iterator[None]:
    """Ends what takes too long, where the system has a clock for that; elsewhere whoever started the process ends it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _given_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _given_up(_number: int, _frame: FrameType | None) -> None:
    raise TooMuch
