"""Reckons what a date costs the two; the suggested dates keep this smallest. One point is a minute at an unusual hour.

Nothing in it tells the mentor from the mentee: swapping the two swaps nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.engine.scheduling.days import Days, pieces
from bot.engine.scheduling.spans import A_DAY, Span, covered

LATE, EARLY = 30, 50
"""A day later, or sooner, than the pair's cadence would have it: too soon is worse than a little late."""

UNUSUAL = 1
"""A minute outside the hours at which a person likes to meet."""

UNWISHED = 150
"""A date that misses the hours that somebody has said they like: it has to be five days nearer to be worth it."""

ODD = 2
"""A minute outside their working hours, for each of the two as long as both have borne as much …"""

SHARE = 15
"""… and a point more for every so many minutes that this person has borne beyond the other."""

SOFT = 240
"""A day that may turn out to be a holiday."""

SAME_DAY, SAME_WEEK = 120, 60
"""A day on which a date was turned down; and each such date in the week after its first."""

SIMILAR, NEARBY = 240, 120
"""A date within so many minutes (the second) of one that was turned down costs the first."""

VARIETY = 60
"""For each of the two, an option at the part of their day of another option: two days nearer make up for it. Less than
`UNWISHED` for both together, so that there is only variety among the hours that were wished, if there are enough."""

GRID = 15
"""Meetings begin at a full quarter of an hour: in every zone on earth it is one."""

_TIDY = {0: 0, 30: 4}
_UNTIDY = 20

_NOON, _LATER = 12 * 60, 15 * 60
_PARTS = ((-A_DAY, _NOON), (_NOON, _LATER), (_LATER, 2 * A_DAY))
"""The morning, the early afternoon, and what comes later, in minutes from midnight."""

Parts = tuple[int, int]
"""The part of the day that it is by the clock of each of the two: 0 in the morning, 1 early in the afternoon, 2 later."""


def off_cadence(day: int, ideal: int) -> int:
    """Returns the least that any date on that day costs."""
    return LATE * (day - ideal) if day >= ideal else EARLY * (ideal - day)


@lru_cache(1024)
def nearest_first(first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Returns the days from the first to the last, counted from the ideal one, after what they cost at least."""
    return tuple(sorted((off_cadence(day, 0), day) for day in range(first, last + 1)))


def turned_down(days: Sequence[int]) -> Mapping[int, int]:
    """Returns what the days cost on which, or in whose weeks, dates were turned down; one of `days` for each such date."""
    cost: dict[int, int] = {}
    for monday, times in Counter(day - (day + 3) % 7 for day in days).items():
        for day in range(monday, monday + 7):
            cost[day] = SAME_WEEK * (times - 1)
    for day in set(days):
        cost[day] += SAME_DAY
    return cost


def similar(start: int, refused: Sequence[int]) -> int:
    return SIMILAR if any(abs(start - other) < NEARBY for other in refused) else 0


def rounded(minute: int) -> int:
    """Rounds a minute up to the next quarter of an hour."""
    return -(-minute // GRID) * GRID


class Priced(NamedTuple):
    cost: int
    start: int
    parts: Parts


class Stretch(NamedTuple):
    """From a minute to another, both included, a person's clock shows the minute plus `offset`, of their day."""

    first: int
    last: int
    offset: int
    part: int


class Side:
    """A side is what a meeting on one day costs one of the two."""

    __slots__ = ("_odd", "_ordinary", "_usual", "_wished", "fixed", "stretches")

    def __init__(self, days: Days, day: int, owed: int, minutes: int) -> None:
        self.stretches = [
            Stretch(max(a, dawn - shown), min(b, dusk - shown) - 1, shown, part)
            for a, b, offset in pieces(days.zone, day)
            for shown in (offset - day * A_DAY,)
            for part, (dawn, dusk) in enumerate(_PARTS)
            if max(a, dawn - shown) < min(b, dusk - shown)
        ]
        self._ordinary, self._usual = days.ordinary(day), days.usual(day)
        wished = days.wished(day)
        self._wished = wished, min(minutes, sum(end - start for start, end in wished))
        self._odd = ODD + max(0, owed) // SHARE
        self.fixed = SOFT if days.is_soft(day) else 0

    def is_ordinary(self, start: int, end: int) -> bool:
        return covered(self._ordinary, start, end) == end - start

    def price(self, start: int, end: int, *, ordinary: bool) -> int:
        """`ordinary`: known to be within ordinary hours."""
        cost = UNUSUAL * (end - start - covered(self._usual, start, end))
        if not ordinary and (odd := end - start - covered(self._ordinary, start, end)):
            cost += odd * self._odd
        return cost

    def misses(self, start: int, end: int) -> bool:
        """Returns whether a meeting lies in less of the hours that they wished for than it could."""
        wished, enough = self._wished
        return enough > 0 and covered(wished, start, end) < enough


def cheapest(
    starts: Sequence[Span], minutes: int, base: int, sides: tuple[Side, Side], refused: Sequence[int]
) -> list[Priced]:
    """Returns the cheapest start of each part of the day, on the quarter of an hour; of two that cost the same, the earlier.

    Starts lie from the first to the last minute of each span, both included. Whatever cannot be cheaper than what is
    known already is not priced: few are. A part that costs so much more than another that variety cannot make up for it is
    left out.
    """
    one, two = sides
    base += one.fixed + two.fixed
    best: dict[Parts, Priced] = {}
    for span in starts:
        ordinary = one.is_ordinary(span[0], span[1] + minutes), two.is_ordinary(span[0], span[1] + minutes)
        for (first, last), (here, there), parts in stretches(span, sides):
            known = best.get(parts)
            for start in range(rounded(first), last + 1, GRID):
                if known is not None and known.cost <= base:
                    break
                cost = base + _TIDY.get((start + here) % 60, _UNTIDY) + _TIDY.get((start + there) % 60, _UNTIDY)
                if (known is not None and known.cost <= cost) or start in refused:
                    continue
                over = start + minutes
                cost += one.price(start, over, ordinary=ordinary[0]) + two.price(start, over, ordinary=ordinary[1])
                if one.misses(start, over) or two.misses(start, over):
                    cost += UNWISHED
                if refused:
                    cost += similar(start, refused)
                if known is None or cost < known.cost:
                    known = best[parts] = Priced(cost, start, parts)
    enough = min((priced.cost for priced in best.values()), default=0) + 2 * VARIETY
    return [priced for priced in best.values() if priced.cost <= enough]


def stretches(span: Span, sides: tuple[Side, Side]) -> Iterator[tuple[Span, tuple[int, int], Parts]]:
    """A span, both ends included, parted where a clock changes or a part of somebody's day ends: what each of the two adds to
    the minute to tell the time, and the part of the day that it is for each."""
    first, last = span
    for start, end, here, part in sides[0].stretches:
        if start > last or end < first:
            continue
        for begin, over, there, other in sides[1].stretches:
            a, b = max(first, start, begin), min(last, end, over)
            if a <= b:
                yield (a, b), (here, there), (part, other)
