"""A reminder moved to two working days before the meeting: one line of `content/programme.yaml`. Nothing else is touched."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.app.sentences import declared
from bot.engine.people import DaysOff, Member, Place
from bot.engine.programme import Programme, Timing
from bot.engine.timers import timers
from content.check import check
from tests.content.copies import copied, line_of, put
from tests.engine.simulator import Season
from tests.engine.walking import booked, meeting, through
from tests.recipes.tree import changes, prints
from tests.values import AWA, CAMILLE, DAY, PROGRAMME, member, pair

FILE = "programme.yaml"
RECIPE = {f"content/{FILE}"}
LINE = "reminder: 1 "
"""As it stands in the programme."""


def workdays(at: datetime) -> list[date]:
    """Those before a meeting, the nearest first: Friday before a Monday."""
    return [day for n in range(1, 15) if AWA.works_on(day := (at - n * DAY).date())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def moved(folder: Path) -> Programme:
    """The recipe, applied to a copy of the programme; the code is this tree's own."""
    before = prints(folder)
    put(FILE, LINE, "reminder: 2 ")(folder)
    assert {f"content/{file}" for file in changes(before, prints(folder))} == RECIPE
    content, faults = check(folder, declared())
    assert faults == []
    return content.programme


def agreed(programme: Programme, mentee: Member = CAMILLE) -> Season:
    """A pair with a date for its second séance, well ahead."""
    return booked(through(Season(pair(AWA, mentee), programme=programme), 1))


def due(season: Season) -> datetime:
    """When the reminder of the séance under way is due."""
    (at,) = (at for id, at in timers(season.programme, season.journey).items() if id == "s2.reminder.1")
    return at


def test_the_timer_shows_it(moved: Programme) -> None:
    assert (PROGRAMME.timing.reminder, moved.timing.reminder) == (1, 2)
    before, after = agreed(PROGRAMME), agreed(moved)
    at = meeting(after).at
    assert at == meeting(before).at
    assert due(before).date() == workdays(at)[0]
    assert due(after).date() == workdays(at)[1]
    assert due(before).time() == due(after).time() == at.time()


def test_it_is_delivered_then_and_once(moved: Programme) -> None:
    season = agreed(moved)
    at = due(season)
    season.wait(meeting(season).at)
    (one,) = [shown for shown in season.shown if getattr(shown.effect, "key", "") == "s2.reminder"]
    assert one.at == at
    assert (Place.PAIR, "s2.reminder") in season.cards


def test_the_days_are_those_on_which_both_work(moved: Programme) -> None:
    at = meeting(agreed(moved)).at
    eve = (at - DAY).date()
    away = agreed(moved, member("Camille", off=(DaysOff(eve, eve),)))
    assert meeting(away).at == at
    assert due(away).date() == [day for day in workdays(at) if day != eve][1]


def test_a_pair_under_way_follows_at_once(moved: Programme) -> None:
    """Timers are derived: what is stored of a pair names no day."""
    season = agreed(PROGRAMME)
    assert due(season).date() == workdays(meeting(season).at)[0]
    season.programme = moved
    assert due(season).date() == workdays(meeting(season).at)[1]


def test_without_the_line_it_is_as_it_was(folder: Path) -> None:
    put(FILE, "  reminder: 1 ", "  # ")(folder)
    content, faults = check(folder, declared())
    assert faults == []
    assert content.programme.timing == Timing() == PROGRAMME.timing


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("remainder: 2 ", "remainder"),
        ("reminder: 0 ", "reminder"),
        ("reminder: 11 ", "reminder"),
        ("reminder: soon ", "reminder"),
        ("reminder: 1.5 ", "reminder"),
        ("reminder: true ", "reminder"),
    ],
)
def test_what_it_cannot_be_is_a_fault_with_file_and_line(folder: Path, line: str, what: str) -> None:
    put(FILE, LINE, line)(folder)
    faults = check(folder, declared())[1]
    assert [(fault.file, fault.line) for fault in faults] == [(folder / FILE, line_of(folder / FILE, line))]
    assert what in faults[0].what
