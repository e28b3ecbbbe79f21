"""Finds when a meeting may begin: what the hours, days and calendars of two people leave, at one level of widening.

Days on which no clock changes are alike: their common hours are found once for each pair of offsets from UTC, and moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from bot.engine.people import Off
from bot.engine.scheduling.cost import rounded
from bot.engine.scheduling.days import Days, even_offset
from bot.engine.scheduling.model import DateQuestion, Limit
from bot.engine.scheduling.spans import A_DAY, Span, common, merged, minute, within, without


class Level(NamedTuple):
    """A level says how far the limits are widened."""

    stretch: int = 0
    """Minutes by which both days are stretched at both ends."""
    times: int = 1
    """How many times the usual days are looked ahead."""
    across: bool = False
    """On two different local days."""


WIDEST = 6 * 60

LEVELS = (
    Level(),
    *(Level(60 * hours) for hours in (1, 2)),
    Level(times=2),
    *(Level(60 * hours, across=True) for hours in (0, 1, 2)),  # an hour each on two days is better than a night for one
    *(Level(60 * hours) for hours in (3, 4, 5, 6)),
    *(Level(60 * hours, across=True) for hours in (4, 6)),
    Level(times=12),
    Level(WIDEST, times=12),
)
"""Tried in this order until there are three dates."""

OFF: Mapping[Limit, Off] = {Limit.LEAVE: Off.LEAVE, Limit.HOLIDAY: Off.HOLIDAY, Limit.CLOSED: Off.CLOSED}
"""The limits that are days off."""


Kind = tuple[int, int, int]
"""The offsets from UTC of two days, and by how many days they differ: days of one kind have the same hours in common."""


class Gone(NamedTuple):
    """The limits that are left out of account."""

    kinds: frozenset[Off] = frozenset()
    weekdays: bool = False
    hours: bool = False
    busy: bool = False
    meetings: bool = False

    @classmethod
    def of(cls, limits: Iterable[Limit]) -> Gone:
        some = frozenset(limits)
        kinds = frozenset(kind for limit, kind in OFF.items() if limit in some)
        return cls(kinds, *(one in some for one in (Limit.WEEKDAYS, Limit.HOURS, Limit.BUSY, Limit.MEETING)))


NOTHING = Gone()


class Openings:
    """Knows when the two of a question may meet. Days are numbered as in `scheduling.days`."""

    def __init__(self, question: DateQuestion) -> None:
        earliest, calendars = question.earliest, question.calendars.values()
        self.two = (Days(question.mentor), Days(question.mentee))
        self.minutes, self._days = question.minutes, question.days
        self.first = rounded(minute(earliest + timedelta(microseconds=59_999_999)))
        until = earliest + timedelta(days=LEVELS[-1].times * question.days + 2)
        self._busy = [span for one in calendars for span in within(one.busy, earliest, until)]
        self._meetings = [span for one in calendars for span in within(one.meetings, earliest, until)]
        self._taken: dict[tuple[bool, bool], list[Span]] = {}
        self._shared: dict[tuple[Kind, int, bool], list[Span]] = {}

    def last(self, level: Level) -> int:
        """Returns the minute before which a meeting must begin."""
        return self.first + level.times * self._days * A_DAY

    def days(self, level: Level) -> range:
        """Returns the days, by the first of the two, on which they are looked for."""
        return range(self.first // A_DAY - 1, self.last(level) // A_DAY + 2)

    def pairs(self, level: Level) -> Iterator[tuple[int, int]]:
        """Yields the days of the two on which they could meet, in order, whether or not they work."""
        steps = ((0, 1), (1, 0)) if level.across else ((0, 0),)
        for day in self.days(level):
            for one, two in steps:
                yield day + one, day + two

    def works(self, one: int, two: int, gone: Gone) -> bool:
        """Returns whether both would work on these days of theirs without some limits."""
        return all(
            days.works(day, gone.kinds, weekends=gone.weekdays) for days, day in zip(self.two, (one, two), strict=True)
        )

    def starts(self, one: int, two: int, level: Level, gone: Gone = NOTHING) -> Sequence[Span]:
        """Returns the spans, both ends included, in which a meeting on these two working days of theirs may begin."""
        spans = self._both_open(one, two, level.stretch, always=gone.hours)
        if not spans:
            return spans
        first, last, minutes = self.first, self.last(level) - 1, self.minutes
        return [
            (max(start, first), min(end - minutes, last))
            for start, end in without(spans, self._taken_but(gone))
            if max(start, first) <= min(end - minutes, last)
        ]

    def may_matter(self, limit: Limit) -> bool:
        """Returns whether anything would be different without a limit that is nobody's week: days off, calendars."""
        match limit:
            case Limit.BUSY:
                return bool(self._busy)
            case Limit.MEETING:
                return bool(self._meetings)
            case _:
                return limit not in OFF or any(days.is_ever(OFF[limit]) for days in self.two)

    def kind(self, one: int, two: int) -> Kind | None:
        """Returns what two days have in common with all that are like them; None if a clock changes on one of them."""
        here, there = even_offset(self.two[0].zone, one), even_offset(self.two[1].zone, two)
        return None if here is None or there is None else (here, there, two - one)

    def may_open(self, one: int, two: int, level: Level, gone: Gone = NOTHING) -> bool:
        """Returns whether a meeting may fit, calendars apart, into days of the kind of these two."""
        return bool(self._both_open(one, two, level.stretch, always=gone.hours))

    def _both_open(self, one: int, two: int, stretch: int, *, always: bool) -> Sequence[Span]:
        """Returns when both are open, as far as it is long enough to meet."""
        kind, midnight = self.kind(one, two), one * A_DAY
        if kind is None:
            return self._open_together(one, two, stretch, always=always)
        alike = self._shared.get((kind, stretch, always))
        if alike is None:
            spans = self._open_together(one, two, stretch, always=always)
            alike = self._shared[kind, stretch, always] = [(start - midnight, end - midnight) for start, end in spans]
        return [(midnight + start, midnight + end) for start, end in alike] if alike else alike

    def _open_together(self, one: int, two: int, stretch: int, *, always: bool) -> list[Span]:
        here, there = self.two
        spans = common(here.open(one, stretch, always=always), there.open(two, stretch, always=always))
        return [span for span in spans if span[1] - span[0] >= self.minutes]

    def _taken_but(self, gone: Gone) -> Sequence[Span]:
        """Returns what their calendars take; what lies between is not worth a look if it is too short to meet."""
        key = (gone.busy, gone.meetings)
        taken = self._taken.get(key)
        if taken is None:
            spans = (*(() if gone.busy else self._busy), *(() if gone.meetings else self._meetings))
            taken = self._taken[key] = merged(spans, self.minutes - 1)
        return taken
