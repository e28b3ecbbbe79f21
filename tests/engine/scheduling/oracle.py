"""The suggestion of dates once more, minute by minute: slow, plain, and sharing no code with the engine.

Of every minute it knows what a clock on the wall shows in each zone; every quarter of an hour is tried. Only the types
(`Member`, `Calendar`) are the engine's.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import repeat
from operator import floordiv, mod
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.engine.people import Member, Role
from bot.engine.scheduling.model import Calendar

DAY = 1440
EPOCH_DAY = date(1970, 1, 1).toordinal()

Level = tuple[int, int, bool]
"""Stretch in hours, how many times the usual days, on two local days."""
Start = tuple[int, int, int, int]
"""Minute from the base, walls of both, day."""

LEVELS: list[Level] = [
    *[(hours, 1, False) for hours in (0, 1, 2)],
    (0, 2, False),
    *[(hours, 1, True) for hours in (0, 1, 2)],
    *[(hours, 1, False) for hours in (3, 4, 5, 6)],
    *[(hours, 1, True) for hours in (4, 6)],
    (0, 12, False),
    (6, 12, False),
]


class Walls(NamedTuple):
    """What the clock shows at each minute, in minutes since 1970-01-01 on that clock, and in days and minutes of a day."""

    at: array[int]
    day: array[int]
    minute: array[int]


_tables: dict[tuple[str, datetime], Walls] = {}


def forget() -> None:
    _tables.clear()


def walls(zone: str, base: datetime, minutes: int) -> Walls:
    """What the clock shows at each minute from `base` on.

    A day whose last minute is 1439 minutes after its first has no leap in it; in any other, each minute is asked.
    """
    table = _tables.setdefault((zone, base), Walls(array("q"), array("q"), array("q")))
    tz = ZoneInfo(zone)
    for n in range(len(table.at), minutes, DAY):
        first, last = (_wall(base + timedelta(minutes=m), tz) for m in (n, n + DAY - 1))
        if last - first == DAY - 1:
            shown = list(range(first, last + 1))
        else:
            shown = [_wall(base + timedelta(minutes=m), tz) for m in range(n, n + DAY)]
        table.at.extend(shown)
        table.day.extend(map(floordiv, shown, repeat(DAY)))
        table.minute.extend(map(mod, shown, repeat(DAY)))
    return table


def _wall(at: datetime, tz: ZoneInfo) -> int:
    local = at.astimezone(tz)
    return (local.toordinal() - EPOCH_DAY) * DAY + local.hour * 60 + local.minute


@dataclass
class Question:
    mentor: Member
    mentee: Member
    earliest: datetime
    minutes: int
    avoid: tuple[datetime, ...] = ()
    ideal: date | None = None
    calendars: Mapping[Role, Calendar] = field(default_factory=dict)
    burden: Mapping[Role, int] = field(default_factory=dict)
    keep: tuple[datetime, ...] = ()
    days: int = 6
    base: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """A midnight before `earliest`, from which minutes are counted."""
    found: dict[tuple[Level, frozenset[str]], list[Start]] = field(default_factory=dict, repr=False)
    open: dict[tuple[int, int, frozenset[str]], bytes] = field(default_factory=dict, repr=False)
    """What was asked of it already."""


@dataclass
class Best:
    slots: list[datetime]
    best: datetime | None
    cost: int
    level: Level | None
    """Of the best."""
    hours: int = 0
    """By which the new ones reach beyond what the two accept."""
    edge: datetime | None = None
    """The one nearer to the cadence than the others, at an edge."""


def _clock(at: time) -> int:
    return at.hour * 60 + at.minute


def _day_off(member: Member, day: date, kinds: tuple[str, ...]) -> bool:
    return any(off.first <= day <= off.last and off.kind in kinds for off in member.off)


def _open(member: Member, table: Walls, n: int, stretch: int, gone: frozenset[str]) -> bytes:
    """Whether each of the first n minutes lies in the hours, or the edge, or the stretched hours of a working day."""
    start, end = _clock(member.hours.start), _clock(member.hours.end)
    if (start >= end and "hours" not in gone) or (not member.hours.days and "weekdays" not in gone):
        return bytes(n)
    start, end = max(0, start - member.hours.edge), min(DAY, end + member.hours.edge)
    if stretch:
        start = min(start, max(6 * 60, start - 60 * stretch))
        end = max(end, min(22 * 60, end + 60 * stretch))
    if "hours" in gone:
        start, end = 0, DAY
    kinds = tuple(kind for kind in ("leave", "holiday") if kind not in gone)
    works: dict[int, bool] = {}
    for number in range(table.day[0], table.day[n - 1] + 1):
        day = date.fromordinal(EPOCH_DAY + number)
        weekday = "weekdays" in gone or day.weekday() in member.hours.days
        works[number] = weekday and not _day_off(member, day, kinds)
    hours, shut = bytes(start <= minute < end for minute in range(DAY)), bytes(DAY)
    return _spread(table, n, lambda day: hours if works[day] else shut)


def _spread(table: Walls, n: int, of_day: Callable[[int], bytes]) -> bytes:
    """What holds for each of the first n minutes, from what holds for each minute of a local day."""
    found, first = [], 0
    while first < n:
        day, minute = table.day[first], table.minute[first]
        last = min(n - 1, first + DAY - 1 - minute)
        if table.at[last] - table.at[first] == last - first:
            found.append(of_day(day)[minute : minute + last - first + 1])
        else:
            last = next((m - 1 for m in range(first, last + 1) if table.day[m] != day), last)
            found.append(bytes(map(of_day(day).__getitem__, table.minute[first : last + 1])))
        first = last + 1
    return b"".join(found)


def _every_day(minutes: bytes) -> Callable[[int], bytes]:
    return lambda day: minutes


def _both_open(q: Question, n: int, stretch: int, gone: frozenset[str]) -> bytearray:
    """Whether each of the first n minutes is open for both."""
    if (n, stretch, gone) not in q.open:
        opens = [_open(member, walls(member.zone, q.base, n), n, stretch, gone) for member in (q.mentor, q.mentee)]
        mentor, mentee = (int.from_bytes(one, "little") for one in opens)
        q.open[n, stretch, gone] = (mentor & mentee).to_bytes(n, "little")
    return bytearray(q.open[n, stretch, gone])


def _usual(member: Member) -> list[tuple[int, int]]:
    if member.hours.usual is not None:
        return [(_clock(member.hours.usual[0]), _clock(member.hours.usual[1]))]
    start, end = _clock(member.hours.start), _clock(member.hours.end)
    parts = [(max(start, a), min(end, b)) for a, b in ((600, 720), (840, 1020))]
    return [(a, b) for a, b in parts if a < b] or [(start, end)]


def _feasible(q: Question, level: Level, gone: frozenset[str] = frozenset()) -> list[Start]:
    """Quarters of an hour at which a meeting may begin."""
    if (level, gone) not in q.found:
        q.found[level, gone] = list(_tried(q, level, gone))
    return q.found[level, gone]


def _tried(q: Question, level: Level, gone: frozenset[str]) -> Iterator[Start]:
    stretch, times, across = level
    n = (times * q.days + 4) * DAY
    tables = [walls(member.zone, q.base, n) for member in (q.mentor, q.mentee)]
    free = _both_open(q, n, stretch, gone & {"hours", "weekdays", "leave", "holiday"})
    if not any(free):
        return
    for calendar in q.calendars.values():
        intervals = [] if "busy" in gone else list(calendar.busy)
        intervals += [] if "meeting" in gone else list(calendar.meetings)
        for start, end in intervals:
            if start >= end:
                continue
            first = max(0, int((start - q.base) // timedelta(minutes=1)))
            last = min(n, -int((q.base - end) // timedelta(minutes=1)))
            if first < last:
                free[first:last] = bytes(last - first)
    until = q.earliest + timedelta(days=times * q.days)
    refused = () if "refused" in gone else q.avoid
    for minute in range(0, n - q.minutes, 15):
        if free.count(1, minute, minute + q.minutes) < q.minutes:
            continue
        at = q.base + timedelta(minutes=minute)
        if at < q.earliest or at in refused:
            continue
        first_quarter = q.earliest + timedelta(minutes=14, seconds=59, microseconds=999_999)
        first_quarter -= (first_quarter - q.base) % timedelta(minutes=15)
        if at >= first_quarter + (until - q.earliest):
            continue
        here, there = tables[0].at[minute], tables[1].at[minute]
        ends = tables[0].at[minute + q.minutes - 1], tables[1].at[minute + q.minutes - 1]
        if here // DAY != ends[0] // DAY or there // DAY != ends[1] // DAY:
            continue
        apart = abs(here // DAY - there // DAY)
        if apart == (1 if across else 0):
            yield minute, here, there, min(here // DAY, there // DAY)


class Cost(NamedTuple):
    """A start with what it costs."""

    cost: int
    minute: int
    day: int
    parts: tuple[int, int]
    """Of the day, by the clock of each of the two."""


@dataclass
class Person:
    """What one of the two likes, minute by minute; 1 where it is so."""

    member: Member
    unusual: bytes
    odd: bytes
    price: int
    wished: bytes
    """Within what they have said they like and accept; empty if they have not said."""
    reachable: Callable[[int], int]
    """How many minutes of that there are on a local day."""


def _costs(q: Question, level: Level) -> Iterator[Cost]:
    """What every start costs."""
    found = _feasible(q, level)
    if not found:
        return
    n = found[-1][0] + DAY
    gap = q.burden.get(Role.MENTOR, 0) - q.burden.get(Role.MENTEE, 0)
    people = [_person(q, member, ahead, n) for member, ahead in ((q.mentor, gap), (q.mentee, -gap))]
    refused = [at for at in set(q.avoid) if at >= q.earliest]
    weeks = [_first_day(q, at) for at in refused]
    ideal = _ideal(q)
    for minute, here, there, day in found:
        cost = 30 * (day - ideal) if day >= ideal else 50 * (ideal - day)
        over, missed = minute + q.minutes, False
        for person, wall in zip(people, (here, there), strict=True):
            cost += person.unusual.count(1, minute, over)
            cost += person.odd.count(1, minute, over) * person.price
            cost += {0: 0, 30: 4}.get(wall % 60, 20)
            if _day_off(person.member, date.fromordinal(EPOCH_DAY + wall // DAY), ("estimated",)):
                cost += 240
            if person.wished and person.wished.count(1, minute, over) < min(q.minutes, person.reachable(wall // DAY)):
                missed = True
        at = q.base + timedelta(minutes=minute)
        if any(abs(at - other) < timedelta(hours=2) for other in refused):
            cost += 240
        cost += 150 * missed + 120 * (day in weeks)
        cost += 60 * max(0, sum(_monday(other) == _monday(day) for other in weeks) - 1)
        yield Cost(cost, minute, day, (_part(here), _part(there)))


def _person(q: Question, member: Member, ahead: int, n: int) -> Person:
    table, hours = walls(member.zone, q.base, n), member.hours
    start, end = _clock(hours.start), _clock(hours.end)
    liked = {minute for a, b in _usual(member) for minute in range(a, b)}
    accepted = set(range(max(0, start - hours.edge), min(DAY, end + hours.edge))) if start < end else set()
    wished = liked & accepted if hours.usual is not None else set()
    at_ease = (set(range(start, end)) | wished) if start < end else set()
    shown = [_spread(table, n, _every_day(bytes(m in some for m in range(DAY)))) for some in (liked, at_ease, wished)]
    unusual, odd = (bytes(1 - one for one in minutes) for minutes in shown[:2])

    @cache
    def reachable(day: int) -> int:
        first, last = bisect_left(table.day, day, 0, n), bisect_right(table.day, day, 0, n)
        return shown[2].count(1, first, last)

    return Person(member, unusual, odd, 2 + max(0, ahead) // 15, shown[2] if wished else b"", reachable)


def _part(wall: int) -> int:
    return 0 if wall % DAY < 720 else 1 if wall % DAY < 900 else 2


def _monday(day: int) -> int:
    return day - date.fromordinal(EPOCH_DAY + day).weekday()


def _first_day(q: Question, at: datetime) -> int:
    """The local day of an instant, of whoever's is earlier."""
    return min(at.astimezone(ZoneInfo(one.zone)).toordinal() for one in (q.mentor, q.mentee)) - EPOCH_DAY


def _ideal(q: Question) -> int:
    return q.ideal.toordinal() - EPOCH_DAY if q.ideal else _first_day(q, q.earliest)


def _cheapest(costs: list[Cost], taken: list[tuple[int, tuple[int, int]]]) -> Cost | None:
    """The cheapest on a day of its own, and rather at a part of the day of its own for each of the two."""
    days, here, there = {day for day, _ in taken}, {p[0] for _, p in taken}, {p[1] for _, p in taken}
    left = [
        (one.cost + 60 * (one.parts[0] in here) + 60 * (one.parts[1] in there), one.minute, one)
        for one in costs
        if one.day not in days
    ]
    return min(left)[2] if left else None


def ask(q: Question) -> Best:
    """Three dates, tried level by level; where all are far from the cadence, one nearer by at an edge instead of the third."""
    taken = _kept(q)
    found: list[tuple[Cost, Level]] = []
    for level in LEVELS:
        costs = list(_costs(q, level)) if len(taken) < 3 else []
        while len(taken) < 3 and (one := _cheapest(costs, taken)):
            found.append((one, level))
            taken.append((one.day, one.parts))
    minutes = [one.minute for one, _ in found]
    edge = _nearer(q, found)
    if edge is not None:
        minutes[-1] = edge
    slots = sorted([*q.keep, *(q.base + timedelta(minutes=minute) for minute in minutes)])
    if not found:
        return Best(slots, None, 0, None)
    best, level = found[0]
    return Best(
        slots,
        q.base + timedelta(minutes=best.minute),
        best.cost,
        level,
        max(_beyond(q, one.minute, level) for one, level in found),
        None if edge is None else q.base + timedelta(minutes=edge),
    )


def _nearer(q: Question, found: list[tuple[Cost, Level]]) -> int | None:
    """The minute of a date at an edge, at most a week from the cadence, if three suit without widening and none is so near."""
    due = max(_ideal(q), _first_day(q, q.earliest))
    if q.keep or len(found) < 3 or any(level != (0, 1, False) or abs(one.day - due) <= 7 for one, level in found):
        return None
    taken = [(one.day, one.parts) for one, _ in found[:2]]
    for hours in (1, 2):
        one = _cheapest([one for one in _costs(q, (hours, 1, False)) if abs(one.day - due) <= 7], taken)
        if one is not None:
            return one.minute
    return None


def _kept(q: Question) -> list[tuple[int, tuple[int, int]]]:
    """The day, and the parts of the day, of what is on offer already."""
    found = []
    for at in q.keep:
        here, there = (at.astimezone(ZoneInfo(member.zone)) for member in (q.mentor, q.mentee))
        found.append((_first_day(q, at), (_part(here.hour * 60 + here.minute), _part(there.hour * 60 + there.minute))))
    return found


def _beyond(q: Question, minute: int, level: Level) -> int:
    """The fewest hours of stretch with which this start fits."""
    _, times, across = level
    return next(hours for hours in range(7) if any(m == minute for m, *_ in _feasible(q, (hours, times, across))))


PASSING = {"leave", "holiday", "busy", "meeting", "refused"}
LASTING = {"hours", "weekdays", "apart"}


def in_the_way(q: Question) -> list[str]:
    """Each limit that, were it alone gone, would leave a date within the usual days; or `several`.

    What their weeks are like counts only if it alone leaves none, and then it alone.
    """

    def leaves_any(gone: set[str]) -> bool:
        levels: list[Level] = [(0, 1, False), *([(0, 1, True)] if "apart" in gone else [])]
        return any(_feasible(q, level, frozenset(gone)) for level in levels)

    if leaves_any(PASSING):
        return [name for name in sorted(PASSING) if leaves_any({name})] or ["several"]
    return [name for name in sorted(LASTING) if leaves_any(PASSING | {name})] or ["several"]
