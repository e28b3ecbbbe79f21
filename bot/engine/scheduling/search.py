"""Finds the three dates that suit two people and cost them least, or says what stands in the way.

The rules:

(1) A time suits when each of the two is at work, or within the edge that they accept, on a working day of theirs, on the
same local day for both, and nothing in either calendar overlaps the meeting. Everything else is a matter of cost
(`scheduling.cost`).

(2) Time is counted in whole minutes since 1970, UTC, and what suits is kept as spans of minutes at which a meeting may
begin. Spans are intersected and cut, so that no time is looked at that cannot suit, and no local clock is asked inside the
loop.

(3) A meeting begins at a full quarter of an hour, not before `earliest`, and never at a time that was turned down.

(4) Days are visited in the order of the least that any date on them can cost, nearest to the pair's cadence first. The
search of a level ends at the first day whose least cost is above that of the dearest date chosen so far: no day after it can win.

(5) The dates are chosen one after another: the cheapest, then the cheapest on another day, and so on. A part of the day
that is taken already costs `VARIETY` more.

(6) Limits are widened only if there are fewer than three dates, level by level in the order of `LEVELS`. What an earlier
level has found stays; a later level only fills what is missing. Working days, days away, holidays and calendars are never
widened.

(7) A date that is on offer already (`keep`) stays on offer, whatever it costs, and its day counts as taken.

(8) If nothing suits without widening and nothing is kept, each limit is named that would leave a date were it alone gone;
what their weeks are like is only named if it leaves no date by itself. If no single limit is to blame, the answer is
`SEVERAL`.

(9) Swapping the two swaps nothing: no rule tells the mentor from the mentee.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.engine.people import Member, Off, Role
from bot.engine.scheduling.cost import GRID, VARIETY, Priced, Side, cheapest, off_cadence, rounded, stretches
from bot.engine.scheduling.days import Days, local_day, number
from bot.engine.scheduling.model import Calendar, Limit, Suggestion
from bot.engine.scheduling.spans import A_DAY, Span, common, covered, instant, merged, minute, within, without

NOTICE = timedelta(hours=48)
"""The least time between a suggestion and the meeting."""

OPTIONS = 3
LOOK_AHEAD = 35
"""Days in which three dates are looked for before a limit is widened."""


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


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """What is asked for: three dates from `earliest` on for a meeting of so many minutes."""

    mentor: Member
    mentee: Member
    earliest: datetime
    minutes: int
    avoid: Iterable[datetime] = ()
    """What was turned down."""
    ideal: date | None = None
    """The day that the pair's cadence points to; that of `earliest` if None."""
    calendars: Mapping[Role, Calendar] = field(default_factory=dict)
    burden: Mapping[Role, int] = field(default_factory=dict)
    """The minutes outside working hours that each has borne so far (`odd_minutes`)."""
    keep: Iterable[datetime] = ()
    """What is on offer already: it stays among the three, unless it is more than three itself."""
    days: int = LOOK_AHEAD

    @property
    def members(self) -> tuple[Member, Member]:
        return self.mentor, self.mentee


def suggest(question: DateQuestion) -> Suggestion:
    """Three dates on different days."""
    search = _Search(question)
    kept = [search.kept(at) for at in sorted(question.keep)]
    found: list[_Option] = []
    for level in LEVELS:
        if len(kept) + len(found) >= OPTIONS:
            break
        found += search.options(level, [*kept, *found])
    best = found[0] if found else None
    fits = bool(kept) or (best is not None and best.level == LEVELS[0])
    return Suggestion(
        slots=tuple(sorted(instant(option.priced.start) for option in (*kept, *found))),
        widened=max((search.hours_beyond(option) for option in found), default=0),
        across=any(option.level.across for option in found),
        later=any(search.is_later(option) for option in found),
        why=() if fits else search.why(),
        best=instant(best.priced.start) if best else None,
        cost=best.priced.cost if best else 0,
    )


def odd_minutes(member: Member, at: datetime, minutes: int) -> int:
    """Counts the minutes of a meeting that lie outside the working hours of `member`."""
    over = at + timedelta(minutes=minutes - 1)
    if member.works_at(at) and member.works_at(over) and member.local(at).date() == member.local(over).date():
        return 0
    start = minute(at)
    days, today = Days(member), local_day(member.zone, start)
    at_work = [span for day in (today, today + 1) if days.works(day) for span in days.at_work(day)]
    return minutes - covered(at_work, start, start + minutes)


def clashes(member: Member, calendar: Calendar, at: datetime, minutes: int) -> tuple[Limit, ...]:
    """Returns what speaks, for one of the two, against a date that somebody chose by hand."""
    start, days = minute(at), Days(member)
    span, today = (start, start + minutes), local_day(member.zone, minute(at))
    found = []
    if not days.works(today, frozenset(Off)):
        found.append(Limit.WEEKDAYS)
    if covered(days.open(today), *span) < minutes:
        found.append(Limit.HOURS)
    for limit, kind in _KINDS.items():
        if not days.works(today, frozenset(Off) - {kind}, weekends=True):
            found.append(limit)
    end = at + timedelta(minutes=minutes)
    for limit, times in ((Limit.BUSY, calendar.busy), (Limit.MEETING, calendar.meetings)):
        if any(a < end and at < b for a, b in times):
            found.append(limit)
    return tuple(found)


class _Option(NamedTuple):
    priced: Priced
    day: int
    level: Level


class _Search:
    """Answers one question for dates. Days are numbered as in `scheduling.days`, by the first of the two."""

    def __init__(self, question: DateQuestion) -> None:
        earliest, calendars, burden = question.earliest, question.calendars.values(), question.burden
        self._two = (Days(question.mentor), Days(question.mentee))
        self._minutes, self._days = question.minutes, question.days
        self._first = rounded(minute(earliest + timedelta(microseconds=59_999_999)))
        self._ideal = number(question.ideal or min(member.local(earliest).date() for member in question.members))
        gap = burden.get(Role.MENTOR, 0) - burden.get(Role.MENTEE, 0)
        self._owed = (gap, -gap)
        self._refused = tuple(minute(at) for at in question.avoid if at >= earliest)
        until = earliest + timedelta(days=LEVELS[-1].times * question.days + 2)
        self._busy = [span for one in calendars for span in within(one.busy, earliest, until)]
        self._meetings = [span for one in calendars for span in within(one.meetings, earliest, until)]
        self._taken = merged((*self._busy, *self._meetings))
        self._sides: dict[tuple[int, int], Side] = {}
        self._possible: dict[Level, list[tuple[int, tuple[int, int]]]] = {}

    def options(self, level: Level, found: Sequence[_Option]) -> list[_Option]:
        """Returns what is missing to three, at this level."""
        best: dict[tuple[int, int], Priced] = {}
        chosen: list[_Option] = []
        ceiling: int | None = None  # what none of the chosen costs more than, once there are enough
        for least, (one, two) in self._worth_trying(level):
            if ceiling is not None and least > ceiling:
                break
            starts = self._starts(one, two, level)
            if not starts:
                continue
            day = min(one, two)
            for part, candidate in cheapest(starts, self._minutes, least, self._on(one, two), self._refused).items():
                if (day, part) not in best or candidate < best[day, part]:
                    best[day, part] = candidate
            chosen, ceiling = _chosen(best, found, level)
        return chosen

    def _worth_trying(self, level: Level) -> list[tuple[int, tuple[int, int]]]:
        """Returns the days of the two; for a widened level, only those that the widest of its kind leaves."""
        if level == LEVELS[0]:
            return self._nearest_first(level)
        widest = level._replace(stretch=WIDEST)
        if widest not in self._possible:
            days = self._nearest_first(widest)
            self._possible[widest] = [(least, pair) for least, pair in days if self._starts(*pair, widest)]
        return self._possible[widest]

    def _nearest_first(self, level: Level) -> list[tuple[int, tuple[int, int]]]:
        """Returns the days of the two with the least that a date on them costs, the cheapest first."""
        first, last = self._first // A_DAY - 1, self._last(level) // A_DAY + 1
        steps = ((0, 1), (1, 0)) if level.across else ((0, 0),)
        return sorted(
            (off_cadence(day, self._ideal), (day + one, day + two))
            for day in range(first, last + 1)
            for one, two in steps
        )

    def _last(self, level: Level) -> int:
        """Returns the minute before which a meeting must begin."""
        return self._first + level.times * self._days * A_DAY

    def _on(self, one: int, two: int) -> tuple[Side, Side]:
        return self._side(0, one), self._side(1, two)

    def _side(self, which: int, day: int) -> Side:
        side = self._sides.get((which, day))
        if side is None:
            side = self._sides[which, day] = Side(self._two[which], day, self._owed[which])
        return side

    def _starts(
        self,
        one: int,
        two: int,
        level: Level,
        taken: Sequence[Span] | None = None,
        gone: frozenset[Limit] = frozenset(),
    ) -> list[Span]:
        """Returns the spans, both ends included, in which a meeting on these two days of theirs may begin."""
        here, there = self._two
        spared = frozenset(kind for limit, kind in _KINDS.items() if limit in gone)
        weekends, always = Limit.WEEKDAYS in gone, Limit.HOURS in gone
        if not (here.works(one, spared, weekends=weekends) and there.works(two, spared, weekends=weekends)):
            return []
        spans = common(here.open(one, level.stretch, always=always), there.open(two, level.stretch, always=always))
        free = without(spans, self._taken if taken is None else taken)
        last = self._last(level) - 1
        return [
            (max(start, self._first), min(end - self._minutes, last))
            for start, end in free
            if max(start, self._first) <= min(end - self._minutes, last)
        ]

    def why(self) -> tuple[Limit, ...]:
        """Returns each limit that, were it alone gone, would leave a date; or `SEVERAL`.

        What their weeks are like is only named if it leaves no date by itself: with nobody away or busy, and nothing
        turned down. Otherwise it is one of these that does.
        """
        at_fault, gone = (PASSING, frozenset[Limit]()) if self._leaves_any(PASSING) else (LASTING, PASSING)
        found = tuple(limit for limit in Limit if limit in at_fault and self._leaves_any(gone | {limit}))
        return found or (Limit.SEVERAL,)

    def _leaves_any(self, gone: frozenset[Limit]) -> bool:
        """Returns whether there is a date without these limits."""
        taken = merged(
            (*(() if Limit.BUSY in gone else self._busy), *(() if Limit.MEETING in gone else self._meetings))
        )
        refused = () if Limit.REFUSED in gone else self._refused
        levels = (Level(), Level(across=True)) if Limit.SAME_DAY in gone else (Level(),)
        return any(
            at not in refused
            for level in levels
            for _, (one, two) in self._nearest_first(level)
            for start, end in self._starts(one, two, level, taken, gone)
            for at in range(rounded(start), end + 1, GRID)
        )

    # What is told about a date

    def kept(self, at: datetime) -> _Option:
        """Prices a date that is on offer already."""
        start = minute(at)
        one, two = (local_day(days.zone, start) for days in self._two)
        sides = self._on(one, two)
        part = next(part for _, _, part in stretches((start, start), sides))
        return _Option(Priced(0, start, part), min(one, two), LEVELS[0])

    def hours_beyond(self, option: _Option) -> int:
        """Counts the hours, begun ones included, by which a date reaches beyond what the two accept."""
        start = option.priced.start
        for hours in range(option.level.stretch // 60):
            opens = (days.open(local_day(days.zone, start), 60 * hours) for days in self._two)
            if all(covered(spans, start, start + self._minutes) == self._minutes for spans in opens):
                return hours
        return option.level.stretch // 60

    def is_later(self, option: _Option) -> bool:
        """Returns whether a date lies further ahead than is usually looked."""
        return option.priced.start >= self._last(LEVELS[0])


PASSING = frozenset({Limit.LEAVE, Limit.HOLIDAY, Limit.CLOSED, Limit.BUSY, Limit.MEETING, Limit.REFUSED})
LASTING = frozenset({Limit.HOURS, Limit.WEEKDAYS, Limit.SAME_DAY})

_KINDS: Mapping[Limit, Off] = {
    Limit.LEAVE: Off.LEAVE,
    Limit.HOLIDAY: Off.HOLIDAY,
    Limit.CLOSED: Off.CLOSED,
}


def _chosen(
    best: Mapping[tuple[int, int], Priced], found: Sequence[_Option], level: Level
) -> tuple[list[_Option], int | None]:
    """Chooses what is missing to three: the cheapest, each on a day of its own, and rather at a part of the day of its own."""
    days = {option.day for option in found}
    parts = {option.priced.part for option in found}
    chosen: list[_Option] = []
    ceiling = 0
    while len(found) + len(chosen) < OPTIONS:
        left = _left(best, days, parts)
        cheapest = min(left, default=None)
        if cheapest is None:
            return chosen, None
        cost, _, day, candidate = cheapest
        chosen.append(_Option(candidate, day, level))
        days.add(day)
        parts.add(candidate.part)
        ceiling = max(ceiling, cost)
    return chosen, ceiling


def _left(
    best: Mapping[tuple[int, int], Priced], days: set[int], parts: set[int]
) -> Iterator[tuple[int, int, int, Priced]]:
    for (day, part), candidate in best.items():
        if day not in days:
            cost = candidate.cost + (VARIETY if part in parts else 0)
            yield cost, candidate.start, day, candidate
