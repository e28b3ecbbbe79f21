"""Names what stands in the way of two people who have no date.

Each limit is named that would leave a date were it alone gone. What their weeks are like is only named if it leaves no date
by itself: with nobody away or busy, and nothing turned down. Otherwise it is one of these that does.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.scheduling.cost import GRID, rounded
from bot.engine.scheduling.model import Limit
from bot.engine.scheduling.openings import Gone, Kind, Level, Openings

PASSING = frozenset({Limit.LEAVE, Limit.HOLIDAY, Limit.CLOSED, Limit.BUSY, Limit.MEETING, Limit.REFUSED})
LASTING = frozenset({Limit.HOURS, Limit.WEEKDAYS, Limit.SAME_DAY})


def in_the_way(openings: Openings, refused: Sequence[int]) -> tuple[Limit, ...]:
    """Returns each limit that, were it alone gone, would leave a date; or `SEVERAL`. There is none as things are."""

    def leaves_any(gone: frozenset[Limit]) -> bool:
        return _leaves_any(openings, () if Limit.REFUSED in gone else refused, gone)

    if leaves_any(PASSING):
        found = tuple(
            limit
            for limit in Limit
            if limit in PASSING
            and (refused if limit is Limit.REFUSED else openings.may_matter(limit))
            and leaves_any(frozenset({limit}))
        )
    else:
        found = tuple(limit for limit in Limit if limit in LASTING and leaves_any(PASSING | {limit}))
    return found or (Limit.SEVERAL,)


def _leaves_any(openings: Openings, refused: Sequence[int], limits: frozenset[Limit]) -> bool:
    """Returns whether there is a date without these limits."""
    gone = Gone.of(limits)
    levels = (Level(), Level(across=True)) if Limit.SAME_DAY in limits else (Level(),)
    shut: set[Kind] = set()  # days are alike where nothing is in the calendars, and one of each kind is enough
    for level in levels:
        for one, two in openings.pairs(level):
            if (kind := openings.kind(one, two)) in shut:
                continue
            if kind is not None and not openings.may_open(one, two, level, gone):
                shut.add(kind)
            elif openings.works(one, two, gone):
                for start, end in openings.starts(one, two, level, gone):
                    if any(at not in refused for at in range(rounded(start), end + 1, GRID)):
                        return True
    return False
