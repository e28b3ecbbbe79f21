"""The suggestion of dates once more, minute by minute: slow, plain, and sharing no code with the engine.

Of every minute it knows what a clock on the wall shows in each zone; every quarter of an hour is tried. Only the types
(`Member`, `Calendar`) are the engine's.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
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


def _costs(q: Question, level: Level) -> Iterator[tuple[int, int, int, int]]:
    """Cost, minute, day and part of the day of every start."""
    found = _feasible(q, level)
    if not found:
        return
    n = found[-1][0] + q.minutes
    today = [q.earliest.astimezone(ZoneInfo(member.zone)).toordinal() for member in (q.mentor, q.mentee)]
    ideal = (q.ideal.toordinal() if q.ideal else min(today)) - EPOCH_DAY
    gap = q.burden.get(Role.MENTOR, 0) - q.burden.get(Role.MENTEE, 0)
    sides = []
    for member, ahead in ((q.mentor, gap), (q.mentee, -gap)):
        table = walls(member.zone, q.base, n)
        usual, hours = _usual(member), (_clock(member.hours.start), _clock(member.hours.end))
        liked = {minute for a, b in usual for minute in range(a, b)}
        disliked = bytes(minute not in liked for minute in range(DAY))
        outside = bytes(not hours[0] <= minute < hours[1] for minute in range(DAY))
        unusual = _spread(table, n, _every_day(disliked))
        odd = _spread(table, n, _every_day(outside))
        sides.append((member, unusual, odd, 2 + max(0, ahead) // 15))
    refused = [at for at in q.avoid if at >= q.earliest]
    for minute, here, there, day in found:
        cost = 30 * (day - ideal) if day >= ideal else 50 * (ideal - day)
        for (member, unusual, odd, price), wall in zip(sides, (here, there), strict=True):
            cost += unusual.count(1, minute, minute + q.minutes)
            cost += odd.count(1, minute, minute + q.minutes) * price
            cost += {0: 0, 30: 4}.get(wall % 60, 20)
            if _day_off(member, date.fromordinal(EPOCH_DAY + wall // DAY), ("estimated",)):
                cost += 240
        at = q.base + timedelta(minutes=minute)
        if any(abs(at - other) < timedelta(hours=2) for other in refused):
            cost += 240
        middle = (here % DAY + there % DAY) // 2
        yield cost, minute, day, 0 if middle < 720 else 1 if middle < 930 else 2


def ask(q: Question) -> Best:
    """Three dates, tried level by level: each time the cheapest on a day, and rather a part of the day, of its own."""
    slots, days, parts = _kept(q)
    hours = [0]
    best: tuple[int, datetime, Level] | None = None
    for level in LEVELS:
        costs = list(_costs(q, level))
        while len(slots) < 3:
            left = [(cost + 120 * (part in parts), minute, cost, day, part) for cost, minute, day, part in costs]
            left = [option for option in left if option[3] not in days]
            if not left:
                break
            _, minute, cost, day, part = min(left)
            slots.append(q.base + timedelta(minutes=minute))
            hours.append(_beyond(q, minute, level))
            best = best or (cost, slots[-1], level)
            days.add(day)
            parts.add(part)
        if len(slots) >= 3:
            break
    if best is None:
        return Best(sorted(slots), None, 0, None)
    return Best(sorted(slots), best[1], best[0], best[2], max(hours))


def _kept(q: Question) -> tuple[list[datetime], set[int], set[int]]:
    """What is on offer already, with the days and the parts of the day that it takes."""
    days, parts = set(), set()
    for at in q.keep:
        here, there = (at.astimezone(ZoneInfo(member.zone)) for member in (q.mentor, q.mentee))
        days.add(min(here.toordinal(), there.toordinal()) - EPOCH_DAY)
        middle = (here.hour * 60 + here.minute + there.hour * 60 + there.minute) // 2
        parts.add(0 if middle < 720 else 1 if middle < 930 else 2)
    return list(q.keep), days, parts


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
