"""Thousands of random pairs: the engine and the oracle agree on what fits, what is best, all three options, and why not."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest

from bot.engine.people import DaysOff, Hours, Member, Off, Role
from bot.engine.scheduling.model import Calendar, DateQuestion
from bot.engine.scheduling.search import suggest
from tests.engine.scheduling.oracle import Question, ask, forget, in_the_way

PAIRS = 150
"""For each week below; `make soak` asks about more, and others each time."""

WEEKS = {
    "summer in America": datetime(2026, 3, 6, tzinfo=UTC),
    "summer in Europe": datetime(2026, 3, 27, tzinfo=UTC),
    "autumn in Australia": datetime(2026, 4, 3, tzinfo=UTC),
    "an even week": datetime(2026, 6, 12, tzinfo=UTC),
    "spring in New Zealand": datetime(2026, 9, 25, tzinfo=UTC),
    "spring in Australia": datetime(2026, 10, 2, tzinfo=UTC),
    "winter in Europe": datetime(2026, 10, 23, tzinfo=UTC),
    "winter in America": datetime(2026, 10, 30, tzinfo=UTC),
}

NEAR = ("Europe/Paris", "Europe/London", "UTC", "Africa/Nairobi", "America/St_Johns", "Asia/Kathmandu", "Asia/Kolkata")
FAR = ("America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago")

HOURS = (
    Hours(),
    Hours(time(8, 30), time(16), (0, 1, 2, 3), edge=45),
    Hours(time(9), time(12), (1, 3), edge=20),
    Hours(time(7), time(21, 10), (0, 1, 2, 3, 4, 5)),
    Hours(time(0, 30), time(4, 15), (0, 4, 5, 6)),  # when clocks change
    Hours(time(1, 10), time(23, 50), (5, 6), edge=30),
    Hours(usual=(time(11), time(12, 30))),
    Hours(time(13), time(18), usual=(time(8), time(10)), edge=60),
    Hours(time(10), time(11)),
    Hours(days=()),
    Hours(time(17), time(9)),
)


FULL = 10
"""Days on which somebody is busy from morning to evening, so that only edges are left near the cadence."""


def question(chance: Random, week: datetime) -> Question:
    earliest = week + timedelta(seconds=chance.randrange(2 * 86_400))
    if chance.random() < 0.06:
        return _only_edges(chance, week, earliest)
    days = chance.randint(3, 5)
    return Question(
        _member(chance, week, "a"),
        _member(chance, week, "b"),
        earliest,
        chance.choice((30, 45, 60, 60, 90)),
        tuple(_quarter(earliest + timedelta(hours=chance.randrange(100))) for _ in range(chance.choice((0, 0, 2, 6)))),
        chance.choice((None, (week + timedelta(days=chance.randint(-3, 9))).date())),
        {role: _calendar(chance, earliest, days) for role in Role if chance.random() < 0.7},
        {role: chance.choice((0, 40, 200)) for role in Role},
        tuple(
            _quarter(earliest + timedelta(hours=chance.randrange(90))) for _ in range(chance.choice((0, 0, 0, 1, 2)))
        ),
        days,
        week,
    )


def _only_edges(chance: Random, week: datetime, earliest: datetime) -> Question:
    hours = Hours(days=tuple(range(7)), edge=chance.choice((0, 15)), usual=chance.choice((None, (time(8), time(10)))))
    zones = chance.choice((("UTC", "Europe/London"), ("Europe/Paris", "Europe/Paris"), ("UTC", "Africa/Nairobi")))
    mentor, mentee = (
        Member(person=name, name=name, languages=("fr",), zone=zone, hours=hours)
        for name, zone in zip("ab", zones, strict=True)
    )
    full = [
        (at, at + timedelta(hours=12)) for n in range(FULL) for at in (week + timedelta(days=n, hours=6, minutes=30),)
    ]
    calendars = {chance.choice(list(Role)): Calendar(tuple(full))}
    ideal = (week + timedelta(days=chance.randint(-6, 2))).date()
    return Question(mentor, mentee, earliest, 30, ideal=ideal, calendars=calendars, days=FULL + 5, base=week)


def _quarter(at: datetime) -> datetime:
    return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)


def _member(chance: Random, week: datetime, name: str) -> Member:
    zone = chance.choice(NEAR if chance.random() < 0.85 else FAR)
    hours = chance.choice(HOURS[:4] if chance.random() < 0.85 else HOURS)
    off = tuple(_off(chance, week) for _ in range(chance.choice((0, 0, 1, 2))))
    return Member(person=name, name=name.upper(), languages=("fr",), zone=zone, hours=hours, off=off)


KINDS = (Off.LEAVE, Off.HOLIDAY, Off.ESTIMATED)
"""Of days that are somebody's own; the programme's are its calendar's."""


def _off(chance: Random, week: datetime) -> DaysOff:
    first = (week + timedelta(days=chance.randint(-2, 6))).date()
    length = chance.choice((0, 0, 1, 3)) if chance.random() < 0.95 else 20
    return DaysOff(first, first + timedelta(days=length), chance.choice(KINDS))


def _calendar(chance: Random, earliest: datetime, days: int) -> Calendar:
    def spans(count: int, longest: int) -> tuple[tuple[datetime, datetime], ...]:
        starts = [earliest + timedelta(seconds=chance.randrange(-3600, days * 86_400)) for _ in range(count)]
        return tuple((start, start + timedelta(seconds=chance.randrange(longest))) for start in starts)

    count, longest = chance.choice(((0, 1), (8, 7200), (30, 7200), (60, 14_400), (2, 90_000)))
    return Calendar(spans(count, longest), spans(chance.choice((0, 0, 1)), 5400))


def agrees(chance: Random, week: datetime, pairs: int) -> Counter[str]:
    """Asks both about so many random pairs, and returns how many of each kind there were; raises where they differ."""
    seen: Counter[str] = Counter()
    for n in range(pairs):
        q = question(chance, week)
        mine = suggest(
            DateQuestion(
                q.mentor,
                q.mentee,
                q.earliest,
                q.minutes,
                q.avoid,
                ideal=q.ideal,
                calendars=q.calendars,
                burden=q.burden,
                keep=q.keep,
                days=q.days,
            )
        )
        its = ask(q)
        assert list(mine.slots) == its.slots, (n, q)
        assert (mine.best, mine.cost) == (its.best, its.cost), (n, q)
        assert mine.widened == its.hours, (n, q)
        assert mine.edge == its.edge, (n, q)
        seen["edge"] += mine.edge is not None
        if q.keep:
            seen["kept"] += 1
            assert mine.why == (), (n, q)
        elif its.level == (0, 1, False):
            seen["as is"] += 1
            assert mine.why == (), (n, q)
        else:
            seen["widened"] += 1
            assert sorted(mine.why) == sorted(in_the_way(q)), (n, q)
    forget()
    return seen


@pytest.mark.parametrize("name", WEEKS)
def test_the_oracle_agrees(name: str) -> None:
    seen = agrees(Random(name), WEEKS[name], PAIRS)
    assert seen["as is"] > PAIRS // 6
    assert seen["widened"] > PAIRS // 20
    assert seen["kept"] > PAIRS // 4
    assert seen["edge"] > 0
