"""Reads the first weeks of an enrolment file, whichever way its dates are written.

1. `2026-03-02` and `2026-W10` are read one way only.
2. `02/03/2026`, `2/3/26`, `2.3.2026` and `2-3-2026` put the day first, or the month first as in the United States.
3. A file is written in one way. A number above 12 tells which; rows that can be read one way only decide for all others.
4. If no row tells, dates that are Mondays when read in one way only decide: a first week begins on a Monday.
5. What is still open could be either, unless both readings are the same day: it is named, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind

FIRST_YEAR, LAST_YEAR = 2020, 2100
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")


class Order(Enum):
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class WeekReader:
    """Reads the dates of one file. `order` is None if the file does not tell which way they are written."""

    order: Order | None = None

    def read(self, text: str) -> date | Flaw:
        """The Monday of the week; or what is wrong with `text`."""
        readings = _readings(text)
        days = set(readings.values())
        if not days:
            words = f"the first week «{text}» is no date; write 2026-03-02 or 2026-W10"
            return Flaw(FlawKind.NO_DATE, words, text)
        if len(days) == 1:
            return _monday(days.pop())
        if self.order is None:
            first, second = sorted(days)
            words = f"the first week «{text}» may be {first} or {second}; write it in one of these ways"
            return Flaw(FlawKind.TWO_DATES, words, text, f"{first}, {second}")
        return _monday(readings[self.order])


def reader_of(texts: Iterable[str]) -> WeekReader:
    """What reads the dates of a file that has these."""
    slashed = [readings for text in texts if _SLASHED.fullmatch(text) and (readings := _readings(text))]
    told = {order for readings in slashed if len(readings) == 1 for order in readings}
    if not told:
        told = {order for readings in slashed if (order := _only_monday(readings)) is not None}
    return WeekReader(told.pop() if len(told) == 1 else None)


def _only_monday(readings: Mapping[Order, date]) -> Order | None:
    mondays = [order for order, day in readings.items() if day.weekday() == 0]
    return mondays[0] if len(mondays) == 1 else None


def _readings(text: str) -> Mapping[Order, date]:
    """The days that a text can mean."""
    found = _SLASHED.fullmatch(text)
    if found is None:
        try:
            day = date.fromisoformat(text)  # 2026-W10 is its Monday
        except ValueError:
            return {}
        return dict.fromkeys(Order, day) if FIRST_YEAR <= day.year <= LAST_YEAR else {}
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    year += 2000 if len(found[4]) == 2 else 0
    written = {Order.DAY_FIRST: (other, one), Order.MONTH_FIRST: (one, other)}
    days = {order: _day(year, month, day) for order, (month, day) in written.items()}
    return {order: day for order, day in days.items() if day is not None}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
