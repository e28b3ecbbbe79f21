"""What closed evaluations come to: over enough people and pairs, in three words, each person once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.totals import LEAST_PEOPLE, Added, Level, levels, lower_median, told, totals
from bot.engine.flows.evaluation.questions import CHIPS, NAMES, SCALE, UNTOLD
from tests.values import HOUR, at

SUNDAY = date(2026, 1, 11)
ASKED = ("useful", "shared")


def added(
    person: int | str, answers: Mapping[str, tuple[str, ...]], pair: int = 0, asked: tuple[str, ...] = ASKED
) -> Added:
    return Added(f"{person}", f"p{pair}", SUNDAY, bool(answers), levels(asked, answers), told(answers))


def rating(*useful: str) -> list[Added]:
    """So many people, two a pair, who rate the usefulness alone."""
    return [added(n, {"useful": (value,)}, n // 2) for n, value in enumerate(useful)]


def useful(*values: str) -> Level:
    found = totals(rating(*values))
    assert found is not None
    return found.ratings["useful"]


def test_a_total_takes_enough_people() -> None:
    assert totals(rating(*"44444"), threshold=3) is None
    assert totals(rating(*"444444"), threshold=3) is not None
    assert totals(rating(*"444444"), threshold=7) is None
    found = totals(rating(*"4444444"), threshold=7)
    assert found is not None
    assert found.people == 7


def test_a_total_takes_enough_pairs() -> None:
    two = [replace(one, pair=f"p{n % 2}") for n, one in enumerate(rating(*"444444"))]
    assert totals(two) is None
    assert totals([*two, added(9, {"useful": ("4",)}, 2)]) is not None


def test_each_question_takes_as_many_whom_it_was_asked() -> None:
    """Whom it was asked is a fact. So few would tell of these few."""
    few = [added(n, {"closer": ("5",)}, n // 2, ("useful", "closer")) for n in range(5)]
    found = totals([*few, *(replace(one, person=f"x{one.person}") for one in rating(*"333"))])
    assert found is not None
    assert set(found.ratings) == {"useful"}


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ("111444", Level.LOW),
        ("222333", Level.LOW),
        ("114444", Level.HIGH),
        ("133345", Level.MIDDLE),
        ("555555", Level.HIGH),
    ],
)
def test_a_question_is_told_by_its_lower_median(answers: str, level: Level) -> None:
    assert useful(*answers) is level


def test_unanimity_is_not_held_back() -> None:
    assert [useful(*value * 6) for value in SCALE] == [Level.LOW] * 2 + [Level.MIDDLE] + [Level.HIGH] * 2


def test_a_question_left_empty_counts_in_the_middle() -> None:
    assert levels(ASKED, {"useful": ("5",)}) == {"useful": Level.HIGH, "shared": Level.MIDDLE}
    assert levels(ASKED, {"useful": (), "closer": ("5",)}) == {"useful": Level.MIDDLE, "shared": Level.MIDDLE}


def test_a_person_in_several_pairs_counts_once_with_what_was_closed_first() -> None:
    same = [added("awa", {"useful": ("1",)}, n) for n in range(9)]
    assert totals(same) is None
    found = totals([*same, *rating(*"44444")])
    assert found is not None
    assert found.people == 6
    twice = [added("awa", {"useful": ("1",), "helped": ("advice",)}), added("awa", {"useful": ("5",), "helped": CHIPS})]
    others = [added(n, {"helped": ("contacts", "advice")}, n) for n in range(2)]
    more = [added(n, {"useful": ("4",)}, n) for n in range(2, 5)]
    found = totals([*twice, *others, *more])
    assert found is not None
    assert found.helped == ("advice",)


def test_what_was_never_answered_counts_for_nothing_and_does_not_take_a_persons_place() -> None:
    empty = [added(n, {}, n) for n in range(6)]
    assert totals(empty) is None
    found = totals([*empty, *rating(*"555555")])
    assert found is not None
    assert (found.people, found.ratings["useful"]) == (6, Level.HIGH)


def test_what_helped_is_named_once_three_people_do_unordered_and_uncounted() -> None:
    often: Mapping[str, tuple[str, ...]] = {"helped": ("questions", "advice")}
    seldom = {"helped": ("advice", "listening")}
    people = [
        added(n, answers, n // 2)
        for n, answers in enumerate((often, often, often, seldom, seldom, {"helped": ("advice",)}))
    ]
    named = {found.helped for order in permutations(people) if (found := totals(order)) is not None}
    assert named == {("questions", "advice")}


def test_what_helped_takes_as_many_people_as_any_total() -> None:
    assert totals([added(n, {"helped": ("questions",)}, n // 2) for n in range(5)]) is None


def test_something_else_is_never_named() -> None:
    found = totals([added(n, {"helped": CHIPS}, n // 2) for n in range(LEAST_PEOPLE)])
    assert found is not None
    assert set(CHIPS) - set(found.helped) == UNTOLD == {"other"}


@given(st.lists(st.sampled_from(list(Level)), min_size=1, max_size=9))
def test_the_lower_median_is_one_of_the_two_in_the_middle(found: list[Level]) -> None:
    order = list(Level)
    middle = lower_median(found)
    below = sum(order.index(one) < order.index(middle) for one in found)
    above = sum(order.index(one) > order.index(middle) for one in found)
    assert below <= (len(found) - 1) // 2
    assert above <= len(found) // 2


@given(st.integers(0, 60 * 24), st.sampled_from(["UTC", "Europe/Paris", "Pacific/Auckland", "America/New_York"]))
def test_no_answer_is_in_two_weeks(hours: int, zone: str) -> None:
    closed = at("2026-02-20 00:00") + hours * HOUR
    weeks = [Week.ended(date(2026, 2, 15 + 7 * n) if n < 2 else date(2026, 3, 1 + 7 * (n - 2)), zone) for n in range(5)]
    around = [week for week in weeks if closed in week]
    assert around in ([Week.of(closed, zone)], [])
    assert closed in Week.of(closed, zone)
    assert Week.before(closed, zone).end == Week.of(closed, zone).start


def test_every_question_has_a_total() -> None:
    people = [added(n, dict.fromkeys(NAMES, ("2",)), n // 2, NAMES) for n in range(6)]
    found = totals(people)
    assert found is not None
    assert tuple(found.ratings) == NAMES
