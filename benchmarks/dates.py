"""Measures the date search: one hard question beside a plain scan of it, and ten thousand pairs on one core.

Times are of the processor, not of the clock on the wall: it is one core's work, whoever else is busy.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from benchmarks.figures import Figure
from bot.engine.people import DaysOff, Hours, Member, Off, Role
from bot.engine.scheduling.model import Calendar, DateQuestion
from bot.engine.scheduling.search import suggest

EARLIEST = datetime(2026, 3, 18, 9, 12, tzinfo=UTC)
"""Both clocks change within the 35 days that follow: in Europe, and in New Zealand."""
DAYS, MINUTES = 35, 60
BUSY = 500
PAIRS = 10_000
QUARTER = timedelta(minutes=15)

ZONES = (
    "Europe/Paris", "Europe/London", "Africa/Dakar", "Africa/Nairobi", "America/New_York", "America/Sao_Paulo",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Pacific/Auckland", "America/St_Johns", "Asia/Beirut",
)  # fmt: skip


def measure() -> dict[str, Figure]:
    mentor, mentee = _member("a", "Europe/Paris"), _member("b", "Africa/Nairobi")
    some, never = _busy(BUSY), _longer(_busy(BUSY), timedelta(hours=3))
    hard = _asked(mentor, mentee, some)
    return {
        "suggest_ms": Figure(hard, "ms", _milliseconds(lambda: _scan(mentor, mentee, some), 5)),
        "suggest_nothing_ms": Figure(_asked(mentor, mentee, never), "ms"),
        "suggest_50_ms": Figure(_asked(mentor, mentee, _busy(50)), "ms"),
        "suggest_5000_ms": Figure(_asked(mentor, mentee, _busy(10 * BUSY)), "ms", 10 * hard),
        "pairs_10k_s": Figure(_times(_pairs, 1)[0], "s"),
    }


def _asked(mentor: Member, mentee: Member, calendars: dict[Role, Calendar]) -> float:
    ideal = (EARLIEST + timedelta(days=12)).date()
    return _milliseconds(
        lambda: suggest(DateQuestion(mentor, mentee, EARLIEST, MINUTES, ideal=ideal, calendars=calendars))
    )


def _member(name: str, zone: str, n: int = 0) -> Member:
    easter = DaysOff((EARLIEST + timedelta(days=19)).date(), (EARLIEST + timedelta(days=19)).date(), Off.HOLIDAY)
    leave = DaysOff((EARLIEST + timedelta(days=n)).date(), (EARLIEST + timedelta(days=n + 4)).date())
    return Member(
        person=name, name=name, languages=("fr",), zone=zone, hours=Hours(edge=30 * (n % 3)), off=(easter, leave)
    )


def _busy(count: int) -> dict[Role, Calendar]:
    """Returns so many busy times over 35 days, half of them each one's, spread evenly and in no order."""
    step = timedelta(days=DAYS) / count
    length = min(step * 0.8, timedelta(minutes=50))
    starts = [EARLIEST + step * (n * 7919 % count) for n in range(count)]
    every = [(start, start + length) for start in starts]
    return {Role.MENTOR: Calendar(tuple(every[::2])), Role.MENTEE: Calendar(tuple(every[1::2]))}


def _longer(calendars: dict[Role, Calendar], length: timedelta) -> dict[Role, Calendar]:
    """Returns the same busy times, each so long that nothing is left between them."""
    return {role: Calendar(tuple((a, a + length) for a, _ in one.busy)) for role, one in calendars.items()}


def _scan(mentor: Member, mentee: Member, calendars: dict[Role, Calendar]) -> list[datetime]:
    """Tries every quarter of an hour against the hours and the busy times of both."""
    found = []
    busy = sorted(span for calendar in calendars.values() for span in calendar.busy)
    length = timedelta(minutes=MINUTES)
    first = EARLIEST + (-EARLIEST.minute % 15) * timedelta(minutes=1)
    for n in range(DAYS * 96):
        start = first + n * QUARTER
        end = start + length
        if not all(member.works_at(start) and member.works_at(end - QUARTER) for member in (mentor, mentee)):
            continue
        if any(a < end and start < b for a, b in busy):
            continue
        found.append(start)
    return found


def _pairs() -> None:
    for n in range(PAIRS):
        mentor = _member("a", ZONES[n % len(ZONES)], n % 30)
        mentee = _member("b", ZONES[(n // 5 + n % 4) % len(ZONES)], n // 7 % 30)
        earliest, ideal = EARLIEST + timedelta(minutes=n), (EARLIEST + timedelta(days=n % 25)).date()
        suggest(DateQuestion(mentor, mentee, earliest, MINUTES, ideal=ideal))


def _milliseconds(work: Callable[[], object], rounds: int = 15) -> float:
    work()
    return 1000 * statistics.median(_times(work, rounds))


def _times(work: Callable[[], object], rounds: int) -> Sequence[float]:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return times
