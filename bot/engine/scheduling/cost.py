"""Reckons what a date costs the two; the suggested dates keep this smallest. One point is a minute at an unusual hour.

Nothing in it tells the mentor from the mentee: swapping the two swaps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.engine.scheduling.days import Days, pieces
from bot.engine.scheduling.spans import A_DAY, Span, covered

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

_NOON, _LATER = 12 * 60, 15 * 60 + 30
_PARTS = ((-A_DAY, _NOON), (_NOON, _LATER), (_LATER, 2 * A_DAY))
"""The morning, the early afternoon, and what comes later, in minutes from midnight."""


def off_cadence(day: int, ideal: int) -> int:
    """Returns the least that any date on that day costs."""
    return LATE * (day - ideal) if day >= ideal else EARLY * (ideal - day)


def similar(start: int, refused: Sequence[int]) -> int:
    return SIMILAR if any(abs(start - other) < NEARBY for other in refused) else 0


def rounded(minute: int) -> int:
    """Rounds a minute up to the next quarter of an hour."""
    return -(-minute // GRID) * GRID


class Priced(NamedTuple):
    cost: int
    start: int
    part: int
    """0 in the morning, 1 early in the afternoon, 2 later."""


Clock = tuple[int, int, int]
"""From a minute to another, both included, a person's clock on the wall shows the minute plus the third, of their day."""


class Side:
    """A side is what a meeting on one day costs one of the two."""

    __slots__ = ("_at_work", "_odd", "_usual", "clocks", "fixed")

    def __init__(self, days: Days, day: int, owed: int) -> None:
        self.clocks: list[Clock] = [(a, b - 1, offset - day * A_DAY) for a, b, offset in pieces(days.zone, day)]
        self._at_work, self._usual = days.at_work(day), days.usual(day)
        self._odd = ODD + max(0, owed) // SHARE
        self.fixed = SOFT if days.is_soft(day) else 0

    def works_throughout(self, start: int, end: int) -> bool:
        return covered(self._at_work, start, end) == end - start

    def price(self, start: int, end: int, *, at_work: bool) -> int:
        """`at_work`: known to be within working hours."""
        cost = UNUSUAL * (end - start - covered(self._usual, start, end))
        if not at_work and (odd := end - start - covered(self._at_work, start, end)):
            cost += odd * self._odd
        return cost


def cheapest(
    starts: Sequence[Span], minutes: int, base: int, sides: tuple[Side, Side], refused: Sequence[int]
) -> Mapping[int, Priced]:
    """Returns the cheapest start of each part of the day, on the quarter of an hour; of two that cost the same, the earlier.

    Starts lie from the first to the last minute of each span, both included. Whatever cannot be cheaper than what is
    known already is not priced: few are.
    """
    one, two = sides
    base += one.fixed + two.fixed
    best: dict[int, Priced] = {}
    for span in starts:
        working = one.works_throughout(span[0], span[1] + minutes), two.works_throughout(span[0], span[1] + minutes)
        for (first, last), (here, there), part in stretches(span, sides):
            known = best.get(part)
            for start in range(rounded(first), last + 1, GRID):
                if known is not None and known.cost <= base:
                    break
                cost = base + _TIDY.get((start + here) % 60, _UNTIDY) + _TIDY.get((start + there) % 60, _UNTIDY)
                if (known is not None and known.cost <= cost) or start in refused:
                    continue
                over = start + minutes
                cost += one.price(start, over, at_work=working[0]) + two.price(start, over, at_work=working[1])
                if refused:
                    cost += similar(start, refused)
                if known is None or cost < known.cost:
                    known = best[part] = Priced(cost, start, part)
    return best


def stretches(span: Span, sides: tuple[Side, Side]) -> Iterator[tuple[Span, tuple[int, int], int]]:
    """A span, both ends included, parted where a clock changes or a part of the day ends: what each of the two adds to the
    minute to tell the time, and the part of the day that it is between them."""
    first, last = span
    for start, end, here in sides[0].clocks:
        for begin, over, there in sides[1].clocks:
            middle = (here + there) // 2
            for part, (dawn, dusk) in enumerate(_PARTS):
                a, b = max(first, start, begin, dawn - middle), min(last, end, over, dusk - middle - 1)
                if a <= b:
                    yield (a, b), (here, there), part
