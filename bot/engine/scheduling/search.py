"""Finds the three dates that suit two people and cost them least, or says what stands in the way.

The rules:

(1) A time suits when each of the two is at work, or within the edge that they accept, on a working day of theirs, on the
same local day for both, and nothing in either calendar overlaps the meeting. Everything else is a matter of cost
(`scheduling.cost`).

(2) Time is counted in whole minutes since 1970, UTC, and what suits is kept as spans of minutes at which a meeting may
begin (`scheduling.openings`). Spans are intersected and cut, so that no time is looked at that cannot suit, and no local
clock is asked inside the loop.

(3) A meeting begins at a full quarter of an hour, not before `earliest`, and never at a time that was turned down.

(4) Days are visited in the order of the least that any date on them can cost, nearest to the pair's cadence first. The
search of a level ends at the first day whose least cost is above that of the dearest date chosen so far: no day after it can win.

(5) The dates are chosen one after another: the cheapest, then the cheapest on another day, and so on. A part of their day
that is taken already costs `VARIETY` more for each of the two.

(6) Limits are widened only if there are fewer than three dates, level by level in the order of `LEVELS`. What an earlier
level has found stays; a later level only fills what is missing. Working days, days away, holidays and calendars are never
widened.

(7) A date that is on offer already (`keep`) stays on offer, whatever it costs, and its day counts as taken.

(8) If nothing suits without widening and nothing is kept, what stands in the way is named (`scheduling.obstacles`).

(9) Where all three suit without widening and lie more than `NEAR` days from the cadence, the third gives its place to the
cheapest within `NEAR` days of it at an edge of somebody's day (`EDGES`), if there is one; the suggestion says which.

(10) Swapping the two swaps nothing: no rule tells the mentor from the mentee.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.engine.people import Member, Off, Role
from bot.engine.scheduling.cost import VARIETY, Parts, Priced, Side, cheapest, nearest_first, stretches, turned_down
from bot.engine.scheduling.days import Days, local_day, number
from bot.engine.scheduling.model import Calendar, DateQuestion, Limit, Suggestion
from bot.engine.scheduling.obstacles import in_the_way
from bot.engine.scheduling.openings import LEVELS, OFF, WIDEST, Kind, Level, Openings
from bot.engine.scheduling.spans import A_DAY, Span, covered, instant, minute

NOTICE = timedelta(hours=48)
"""The least time between a suggestion and the meeting."""

OPTIONS = 3

NEAR = 7
"""Days from the cadence within which a date is looked for at an edge, if the others are all further from it."""

EDGES = (Level(60), Level(120))


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
    edge = None if kept else search.nearer(found)
    all_three = [*kept, *(found if edge is None else (*found[:-1], edge))]
    return Suggestion(
        slots=tuple(sorted(instant(option.priced.start) for option in all_three)),
        widened=max((search.hours_beyond(option) for option in found), default=0),
        across=any(option.level.across for option in found),
        later=any(search.is_later(option) for option in found),
        why=() if fits else search.why(),
        best=instant(best.priced.start) if best else None,
        cost=best.priced.cost if best else 0,
        edge=instant(edge.priced.start) if edge else None,
    )


def odd_minutes(member: Member, at: datetime, minutes: int) -> int:
    """Counts the minutes of a meeting that lie outside the working hours of `member`, and are not wished for."""
    over = at + timedelta(minutes=minutes - 1)
    if member.works_at(at) and member.works_at(over) and member.local(at).date() == member.local(over).date():
        return 0
    start = minute(at)
    days, today = Days(member), local_day(member.zone, start)
    ordinary = [span for day in (today, today + 1) if days.works(day) for span in days.ordinary(day)]
    return minutes - covered(ordinary, start, start + minutes)


def clashes(member: Member, calendar: Calendar, at: datetime, minutes: int) -> tuple[Limit, ...]:
    """Returns what speaks, for one of the two, against a date that somebody chose by hand."""
    start, days = minute(at), Days(member)
    span, today = (start, start + minutes), local_day(member.zone, minute(at))
    found = []
    if not days.works(today, frozenset(Off)):
        found.append(Limit.WEEKDAYS)
    if covered(days.open(today), *span) < minutes:
        found.append(Limit.HOURS)
    for limit, kind in OFF.items():
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
        earliest, burden = question.earliest, question.burden
        self._openings = openings = Openings(question)
        self._two, self._minutes = openings.two, question.minutes
        self._ideal = self._soonest(question) if question.ideal is None else number(question.ideal)
        self._question = question
        gap = burden.get(Role.MENTOR, 0) - burden.get(Role.MENTEE, 0)
        self._owed = (gap, -gap)
        self._refused = tuple(minute(at) for at in question.avoid if at >= earliest)
        self._turned_down = turned_down([self._day(at) for at in dict.fromkeys(self._refused)])
        self._sides: dict[tuple[int, int], Side] = {}
        self._alike: dict[tuple[Kind, tuple[bool, bool], tuple[Span, ...]], list[tuple[int, int, Parts]]] = {}
        self._possible: dict[Level, tuple[list[tuple[int, tuple[int, int]]], dict[Kind | None, tuple[int, int]]]] = {}

    @staticmethod
    def _soonest(question: DateQuestion) -> int:
        return number(min(member.local(question.earliest).date() for member in question.members))

    def _day(self, start: int) -> int:
        return min(local_day(days.zone, start) for days in self._two)

    def options(self, level: Level, found: Sequence[_Option], near: range | None = None) -> list[_Option]:
        """Returns what is missing to three, at this level; only `near` days, if that is given."""
        best: dict[tuple[int, Parts], Priced] = {}
        missing, least_of_days = OPTIONS - len(found), list[int]()
        chosen: list[_Option] | None = None  # of all that is in `best`, once that is needed
        ceiling: int | None = None  # what none of the chosen costs more than, if there are enough
        for least, (one, two) in self._worth_trying(level):
            if len(least_of_days) >= missing and least > least_of_days[missing - 1]:
                if chosen is None:
                    chosen, ceiling = _chosen(best, found, level)
                if ceiling is not None and least > ceiling:
                    break
            day = min(one, two)
            if near is not None and day not in near:
                continue
            candidates = self._cheapest(one, two, level, least)
            if candidates:
                cost = min(candidate.cost for candidate in candidates)
                insort(least_of_days, cost)
                if ceiling is None or cost <= ceiling:
                    chosen = None
            for candidate in candidates:
                key = day, candidate.parts
                if key not in best or candidate < best[key]:
                    best[key] = candidate
        return _chosen(best, found, level)[0] if chosen is None else chosen

    def _cheapest(self, one: int, two: int, level: Level, least: int) -> Sequence[Priced]:
        """Returns the cheapest of each part of a day; days that are alike, but for what the day itself costs, are priced once."""
        starts = self._openings.starts(one, two, level)
        if not starts:
            return ()
        kind, midnight = self._openings.kind(one, two), one * A_DAY
        if kind is None or self._refused:
            return cheapest(starts, self._minutes, least, self._on(one, two), self._refused)
        soft = self._two[0].is_soft(one), self._two[1].is_soft(two)
        key = (kind, soft, tuple((first - midnight, last - midnight) for first, last in starts))
        alike = self._alike.get(key)
        if alike is None:
            priced = cheapest(starts, self._minutes, 0, self._on(one, two), ())
            alike = self._alike[key] = [(cost, start - midnight, parts) for cost, start, parts in priced]
        return [Priced(least + cost, midnight + start, parts) for cost, start, parts in alike]

    def nearer(self, found: Sequence[_Option]) -> _Option | None:
        """Returns a date at an edge, near the cadence, if three were found without widening and all are far from it."""
        if len(found) < OPTIONS or any(option.level != LEVELS[0] for option in found):
            return None
        if any(abs(option.day - self._ideal) <= NEAR for option in found):
            return None
        due = max(self._ideal, self._soonest(self._question))
        near = range(due - NEAR, due + NEAR + 1)
        if any(option.day in near for option in found):
            return None
        return next((option for level in EDGES for option in self.options(level, found[:-1], near)), None)

    def _worth_trying(self, level: Level) -> Iterable[tuple[int, tuple[int, int]]]:
        """Returns the days of the two; for a widened level, only those that the widest of its kind leaves."""
        if level == LEVELS[0]:
            return self._nearest_first(level)
        openings, widest = self._openings, level._replace(stretch=WIDEST)
        if widest not in self._possible:
            days = [day for day in self._nearest_first(widest) if openings.starts(*day[1], widest)]
            self._possible[widest] = days, {openings.kind(*pair): pair for _, pair in days}
        days, kinds = self._possible[widest]
        return days if any(openings.may_open(*pair, level) for pair in kinds.values()) else ()

    def _nearest_first(self, level: Level) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yields the days of the two with the least that a date on them costs, the cheapest first."""
        ideal, turned_down, days = self._ideal, self._turned_down, self._openings.days(level)
        order: Iterable[tuple[int, int]] = nearest_first(days[0] - ideal, days[-1] - ideal)
        if turned_down:
            order = sorted((least + turned_down.get(ideal + day, 0), day) for least, day in order)
        here, there = (days.is_working for days in self._two)
        for least, off in order:
            day = ideal + off
            if not level.across:
                if here(day) and there(day):
                    yield least, (day, day)
                continue
            if here(day) and there(day + 1):
                yield least, (day, day + 1)
            if here(day + 1) and there(day):
                yield least, (day + 1, day)

    def _on(self, one: int, two: int) -> tuple[Side, Side]:
        return self._side(0, one), self._side(1, two)

    def _side(self, which: int, day: int) -> Side:
        side = self._sides.get((which, day))
        if side is None:
            side = self._sides[which, day] = Side(self._two[which], day, self._owed[which], self._minutes)
        return side

    def why(self) -> tuple[Limit, ...]:
        return in_the_way(self._openings, self._refused)

    # What is told about a date

    def kept(self, at: datetime) -> _Option:
        """Prices a date that is on offer already."""
        start = minute(at)
        one, two = (local_day(days.zone, start) for days in self._two)
        sides = self._on(one, two)
        parts = next(parts for _, _, parts in stretches((start, start), sides))
        return _Option(Priced(0, start, parts), min(one, two), LEVELS[0])

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
        return option.priced.start >= self._openings.last(LEVELS[0])


def _chosen(
    best: Mapping[tuple[int, Parts], Priced], found: Sequence[_Option], level: Level
) -> tuple[list[_Option], int | None]:
    """Chooses what is missing to three: the cheapest, each on a day of its own, and rather at a part of the day of its own."""
    days = {option.day for option in found}
    here, there = {option.priced.parts[0] for option in found}, {option.priced.parts[1] for option in found}
    chosen: list[_Option] = []
    ceiling = 0
    while len(found) + len(chosen) < OPTIONS:
        left = [
            (one.cost + VARIETY * ((one.parts[0] in here) + (one.parts[1] in there)), one.start, day, one)
            for (day, _), one in best.items()
            if day not in days
        ]
        if not left:
            return chosen, None
        cost, _, day, candidate = min(left)
        chosen.append(_Option(candidate, day, level))
        days.add(day)
        here.add(candidate.parts[0])
        there.add(candidate.parts[1])
        ceiling = max(ceiling, cost)
    return chosen, ceiling
