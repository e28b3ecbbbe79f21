"""Many pairs that are enrolled in one go get their first messages over several working days; few begin as they were enrolled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest

from adapters.slack.plugin import PLUGIN
from bot import app
from bot.application.enrolment.enrol import Enrolling
from bot.application.enrolment.report import Report
from bot.application.enrolment.spreading import AT_ONCE, Group, Room, turns_of
from bot.engine.effects import Post
from bot.engine.scheduling.programme_calendar import Closure, ProgrammeCalendar
from bot.ports import ProgrammeRecord, UnitOfWork
from tests.dialogues.stage import HEADER, Stage, line
from tests.engine.simulator import Season
from tests.values import PROGRAMME, at, pair

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 1, 5 + nth) for nth in range(5))
HERE = Group("slack", "T1", MONDAY)


def pairs(number: int, first: int = 0, week: str = "2026-01-05") -> str:
    lines = (line(f"Mentor{nth}", f"Mentee{nth}", zones="Europe/Paris,Europe/Paris") for nth in range(first, number))
    return "".join(lines).replace("2026-01-05", week)


def enrols(stage: Stage, text: str, at_once: int = 2, *, asks: bool = False) -> Report:
    return stage.run(app.imported(stage.app, HEADER + text, Enrolling(at_once=at_once, asks=asks)))


def sets(stage: Stage, calendar: ProgrammeCalendar) -> None:
    record = ProgrammeRecord(calendar=calendar)
    stage.run(stage.app.store.run(lambda unit: unit.programmes.put(record)))


def first_days(stage: Stage) -> Mapping[date, int]:
    """How many pairs may begin on each day, as it is stored."""

    def counted(unit: UnitOfWork) -> Counter[date]:
        found = (unit.journeys.of(one.pair) for one in unit.journeys.all())  # with the days of their programme
        return Counter(one.first_day for one in found if one is not None)

    return dict(sorted(stage.run(stage.app.store.run(counted)).items()))


def told(stage: Stage, until: str) -> Mapping[date, int]:
    """How many mentors got their first message on each day."""
    stage.wait(at(until))
    days = dict[str, date]()
    for when, name, _ in stage.chats.sent:
        days.setdefault(name, when.date())
    return dict(sorted(Counter(day for name, day in days.items() if name.startswith("mentor")).items()))


# How many begin when -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "days"),
    [(AT_ONCE, []), (AT_ONCE + 1, [301, 300]), (3_000, [600] * 5), (10_000, [2_000] * 5)],
)
def test_they_are_parted_evenly_over_as_few_days_as_will_do(number: int, days: list[int]) -> None:
    waits = turns_of([(HERE, f"p{nth}") for nth in range(number)], Room(AT_ONCE, PROGRAMME.timing.spread))
    assert list(Counter(waits.values()).values()) == days
    assert list(waits.values()) == sorted(waits.values()), "in the order of their lines"


def test_each_workspace_takes_as_many_and_so_does_each_day() -> None:
    elsewhere = [HERE, HERE._replace(workspace="T2"), HERE._replace(first=date(2026, 1, 12))]
    assert turns_of([(group, f"p{nth}") for nth in range(2) for group in elsewhere], Room(2, 5)) == {}


def test_a_programme_may_have_them_begin_together() -> None:
    assert turns_of([(HERE, f"p{nth}") for nth in range(3_000)], Room(AT_ONCE, 1)) == {}


# What is stored, and what people get -------------------------------------------------------------------------------


def test_so_many_as_fit_into_a_day_begin_as_they_were_enrolled(url: str) -> None:
    with Stage(url) as stage:
        report = enrols(stage, pairs(4), at_once=4)
        assert report.spread is None
        assert first_days(stage) == {MONDAY: 4}


def test_more_begin_on_several_days_and_whoever_enrols_them_is_told(url: str) -> None:
    with Stage(url) as stage:
        report = enrols(stage, pairs(6))
        assert report.spread == (MONDAY, WEDNESDAY)
        assert "first messages go from 2026-01-05 to 2026-01-07" in str(report)
        assert first_days(stage) == {MONDAY: 2, TUESDAY: 2, WEDNESDAY: 2}
        assert told(stage, "2026-01-16 20:00") == {MONDAY: 2, TUESDAY: 2, WEDNESDAY: 2}


def test_the_same_lines_again_change_nothing_and_few_new_ones_do_not_wait(url: str) -> None:
    with Stage(url) as stage:
        enrols(stage, pairs(6))
        assert enrols(stage, pairs(6)).spread is None
        assert enrols(stage, pairs(8)).spread is None
        assert first_days(stage) == {MONDAY: 4, TUESDAY: 2, WEDNESDAY: 2}


def test_who_is_asked_first_is_asked_on_several_days(url: str) -> None:
    """The first week is near, so that the questions would all go on the Monday."""
    with Stage(url) as stage:
        assert enrols(stage, pairs(6), asks=True).spread == (MONDAY, WEDNESDAY)
        assert told(stage, "2026-01-16 20:00") == {MONDAY: 2, TUESDAY: 2, WEDNESDAY: 2}


def test_who_is_asked_long_before_the_first_week_is_so_too(url: str) -> None:
    with Stage(url) as stage:
        report = enrols(stage, pairs(6, week="2026-02-02"), asks=True)
        assert report.spread == (date(2026, 1, 19), date(2026, 1, 21))
        assert told(stage, "2026-01-22 20:00") == {date(2026, 1, 19 + nth): 2 for nth in range(3)}


def test_days_off_do_not_count(url: str) -> None:
    """The organisation is closed on Tuesday and on Friday."""
    with Stage(url) as stage:
        sets(stage, ProgrammeCalendar(closures=(Closure(TUESDAY, TUESDAY), Closure(FRIDAY, FRIDAY))))
        report = enrols(stage, pairs(10))
        assert report.spread == (MONDAY, date(2026, 1, 13))
        evenly = {MONDAY: 2, WEDNESDAY: 2, THURSDAY: 2, date(2026, 1, 12): 2, date(2026, 1, 13): 2}
        assert told(stage, "2026-01-16 20:00") == evenly


def test_a_public_holiday_does_not_count(url: str) -> None:
    """Easter Monday."""
    with Stage(url) as stage:
        stage.clock.at = at("2026-04-01 12:00")
        assert enrols(stage, pairs(4, week="2026-04-06")).spread == (date(2026, 4, 7), date(2026, 4, 8))


def test_in_the_middle_of_their_week_it_is_from_that_day_on(url: str) -> None:
    """Whoever enrols on a Thursday evening, when the first week has begun."""
    with Stage(url) as stage:
        stage.clock.at = at("2026-01-08 19:00")
        assert enrols(stage, pairs(6)).spread == (FRIDAY, date(2026, 1, 13))
        assert told(stage, "2026-01-20 20:00") == {FRIDAY: 2, date(2026, 1, 12): 2, date(2026, 1, 13): 2}


# Where the programme begins later ----------------------------------------------------------------------------------


def test_the_beginning_of_a_programme_is_spread_and_stays_so_when_it_is_moved(url: str) -> None:
    with Stage(url) as stage:
        sets(stage, ProgrammeCalendar(starts=date(2026, 2, 5)))
        report = enrols(stage, pairs(6))
        assert report.spread == (date(2026, 2, 5), date(2026, 2, 9))
        assert first_days(stage) == {date(2026, 2, 5): 2, date(2026, 2, 6): 2, date(2026, 2, 9): 2}
        sets(stage, ProgrammeCalendar(starts=date(2026, 1, 20)))
        assert first_days(stage) == {date(2026, 1, 20): 2, date(2026, 1, 21): 2, date(2026, 1, 22): 2}
        sets(stage, ProgrammeCalendar())
        assert first_days(stage) == {MONDAY: 2, TUESDAY: 2, WEDNESDAY: 2}


def test_a_beginning_that_is_put_off_is_spread_as_their_week_was(url: str) -> None:
    with Stage(url) as stage:
        enrols(stage, pairs(6))
        closed = Closure(date(2026, 1, 13), date(2026, 1, 13))
        sets(stage, ProgrammeCalendar(starts=date(2026, 1, 12), closures=(closed,)))
        assert first_days(stage) == {date(2026, 1, 12): 2, date(2026, 1, 14): 2, date(2026, 1, 15): 2}


def test_ten_minutes_are_enough_for_one_day() -> None:
    """What rule 1 says: four posts a pair, four a second in a workspace of Slack."""
    walk = Season(pair())
    walk.wait(at("2026-01-05 20:00"))
    posted = [one for one in walk.shown if isinstance(one.effect, Post) and not one.effect.refresh]
    assert AT_ONCE * len(posted) / PLUGIN.rate.scope_per_second == 600
