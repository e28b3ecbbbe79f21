"""What a date costs the two: the sum that the suggested dates keep smallest. One point is a minute at an unusual hour.

Nothing in it tells the mentor from the mentee: swapping the two swaps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.engine.dates_days import Days, Piece, pieces
from bot.engine.dates_spans import A_DAY, Span, covered

LATE, EARLY = 30, 50
"""A day later, or sooner, than the pair's cadence would have it: too soon is worse than a little late."""

UNUSUAL = 1
"""A minute outside the hours at which a person likes to meet."""

ODD = 2
"""A minute outside their working hours, for each of the two as long as both have borne as much …"""

SHARE = 15
"""… and a point more for every so many minutes that this person has borne beyond the other."""

SOFT = 240
"""A day that may turn out to be a holiday."""

SIMILAR, NEARBY = 240, 120
"""A date within so many minutes (the second) of one that was turned down costs the first."""

VARIETY = 120
"""An option at the part of the day of another option: it has to be four days nearer to be worth it."""

GRID = 15
"""Meetings begin at a full quarter of an hour: in every zone on earth it is one."""

_TIDY = {0: 0, 30: 4}
_UNTIDY = 20

_PARTS = (12 * 60, 15 * 60 + 30)
"""Where the morning ends, and the early afternoon."""


def off_cadence(day: int, ideal: int) -> int:
    """The least that any date on that day costs."""
    return LATE * (day - ideal) if day >= ideal else EARLY * (ideal - day)


def similar(start: int, refused: Sequence[int]) -> int:
    return SIMILAR if any(abs(start - other) < NEARBY for other in refused) else 0


def rounded(minute: int) -> int:
    """Up to the next quarter of an hour."""
    return -(-minute // GRID) * GRID


class Priced(NamedTuple):
    cost: int
    start: int
    part: int
    """0 in the morning, 1 early in the afternoon, 2 later."""


class Side:
    """What a meeting on one day of theirs costs one of the two."""

    __slots__ = ("_at_work", "_midnight", "_odd", "_pieces", "_usual", "fixed")

    def __init__(self, days: Days, day: int, owed: int) -> None:
        self._pieces: tuple[Piece, ...] = pieces(days.zone, day)
        self._midnight = day * A_DAY
        self._at_work, self._usual = days.at_work(day), days.usual(day)
        self._odd = ODD + max(0, owed) // SHARE
        self.fixed = SOFT if days.is_soft(day) else 0

    def works_throughout(self, start: int, end: int) -> bool:
        return covered(self._at_work, start, end) == end - start

    def price(self, start: int, end: int, *, at_work: bool) -> tuple[int, int]:
        """The cost, and the local time in minutes from midnight; `at_work`: known to be within working hours."""
        at = start + (self._pieces[0] if start < self._pieces[0].end else self._pieces[-1]).offset
        cost = UNUSUAL * (end - start - covered(self._usual, start, end)) + _TIDY.get(at % 60, _UNTIDY)
        if not at_work and (odd := end - start - covered(self._at_work, start, end)):
            cost += odd * self._odd
        return cost, at - self._midnight


def priced(
    starts: Sequence[Span], minutes: int, base: int, sides: tuple[Side, Side], refused: Sequence[int]
) -> Iterator[Priced]:
    """Every start of a quarter of an hour from the first to the last of each span, both included."""
    one, two = sides
    base += one.fixed + two.fixed
    for first, last in starts:
        working = one.works_throughout(first, last + minutes), two.works_throughout(first, last + minutes)
        for start in range(rounded(first), last + 1, GRID):
            if start in refused:
                continue
            end = start + minutes
            cost, here = one.price(start, end, at_work=working[0])
            more, there = two.price(start, end, at_work=working[1])
            cost += base + more + (similar(start, refused) if refused else 0)
            middle = (here + there) // 2
            yield Priced(cost, start, (middle >= _PARTS[0]) + (middle >= _PARTS[1]))
