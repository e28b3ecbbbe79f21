"""All but two of the people are the attacker's, and each honest answer keeps at least two possible values.

`docs/privacy/totals.md` says what this means, and what it does not.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, combinations_with_replacement, product

import pytest

from bot.application import totals as adding
from bot.engine.flows.digest import fits as fit_counting
from bot.engine.flows.digest import totals as counting
from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.totals import Added, Level, levels, told, totals
from bot.engine.flows.evaluation.questions import CHIPS, HELPED, SCALE
from bot.engine.flows.fit.answers import Feeling
from tests.application import attacker
from tests.application.attacker import ANSWERED, Answers, arranged
from tests.values import MONDAY

SEASONS, EACH = 12, 10
"""`make soak` plays hundreds more each turn."""
VALUES: Sequence[tuple[str, ...]] = ((), *((one,) for one in SCALE))
ASKED = ("useful", "shared")
FEW = ("listening", "advice", "other")
"""Enough chips to try all of them together."""


def box(everybody: Iterable[Answers]) -> list[Added]:
    """Two a pair; everybody has answered something else too."""
    return [
        Added(f"person{n}", f"pair{n // 2}", MONDAY, filled=True, ratings=levels(ASKED, answers), helped=told(answers))
        for n, answers in enumerate(everybody)
    ]


def told_for_certain(accomplices: Sequence[Answers], honest: Sequence[Sequence[Answers]]) -> list[Answers]:
    """The answers that somebody gave away: what is shown leaves them no other, whatever the others may have said."""
    possible: Mapping[object, list[tuple[Answers, ...]]] = defaultdict(list)
    for theirs in product(*honest):
        possible[repr(totals(box([*theirs, *accomplices])))].append(theirs)
    return [
        worlds[0][nth]
        for worlds in possible.values()
        for nth in range(len(honest))
        if len({repr(w[nth]) for w in worlds}) < 2
    ]


# Exhaustively ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [6, 7])
@pytest.mark.parametrize("honest", [1, 2], ids=["the other's closed in another week", "both closed in one week"])
def test_no_rating_can_be_told(people: int, honest: int) -> None:
    """Whatever the others answer."""
    theirs = [[{"useful": value} for value in VALUES]] * honest
    for others in combinations_with_replacement(VALUES, people - honest):
        assert told_for_certain([{"useful": value} for value in others], theirs) == [], others


@pytest.mark.parametrize("people", [6, 7])
@pytest.mark.parametrize("honest", [1, 2])
def test_nobodys_list_of_what_helped_can_be_told(people: int, honest: int) -> None:
    """Whichever of the chips none, one, two or three of the others name."""
    theirs = [[{HELPED: chips} for chips in subsets(FEW)]] * honest
    for counts in product(range(4), repeat=len(FEW)):
        others = [
            {HELPED: tuple(c for c, n in zip(FEW, counts, strict=True) if nth < n)} for nth in range(people - honest)
        ]
        assert told_for_certain(others, theirs) == [], counts


def subsets(chips: Sequence[str]) -> list[tuple[str, ...]]:
    return [some for size in range(len(chips) + 1) for some in combinations(chips, size)]


# How it goes -----------------------------------------------------------------------------------------------------


def feeling(answers: Iterable[str]) -> list[Added]:
    """Two a pair."""
    return [
        Added(f"person{n}", f"pair{n // 2}", MONDAY, False, {}, tone=fit_counting.tone(answer))
        for n, answer in enumerate(answers)
    ]


def felt_for_certain(accomplices: Sequence[str], honest: int) -> list[str]:
    """The answers to how it goes that the figures leave no other for, whatever the others may have said."""
    possible: Mapping[object, list[tuple[str, ...]]] = defaultdict(list)
    for theirs in product(ANSWERED, repeat=honest):
        possible[repr(fit_counting.fits(feeling([*theirs, *accomplices])))].append(theirs)
    return [
        worlds[0][nth] for worlds in possible.values() for nth in range(honest) if len({w[nth] for w in worlds}) < 2
    ]


@pytest.mark.parametrize("people", [6, 7])
@pytest.mark.parametrize("honest", [1, 2])
def test_nobodys_answer_to_how_it_goes_can_be_told(people: int, honest: int) -> None:
    """Whatever the others answer."""
    for others in combinations_with_replacement(ANSWERED, people - honest):
        assert felt_for_certain(others, honest) == [], others


def an_answer_for_itself(patch: pytest.MonkeyPatch) -> None:
    """« It has begun well » is counted alone, as a count in threes alone would have it."""

    def alone(answer: str) -> str:
        return Tone.WELL if answer == Feeling.WELL else Tone.OPEN if answer == Feeling.EARLY else "neither"

    patch.setattr(fit_counting, "tone", alone)
    patch.setattr(adding, "tone", alone)


def test_counted_in_threes_alone_an_answer_could_be_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who say that it has begun well make the third one show."""
    an_answer_for_itself(monkeypatch)
    assert felt_for_certain([Feeling.WELL, Feeling.WELL, Feeling.EARLY, Feeling.EARLY, ""], 1) == [
        Feeling.WELL,
        Feeling.EARLY,
    ]


# Over seasons ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(SEASONS))
def test_nothing_can_be_told_from_a_season(seed: int) -> None:
    for nth in range(EACH):
        assert attacker.told(arranged(random.Random(f"totals/{seed}/{nth}"))) == [], nth


def test_the_attacker_sees_totals_at_all() -> None:
    """Otherwise nothing would be shown by their finding nothing."""
    plots = [arranged(random.Random(f"totals/{n}/{nth}")) for n in range(SEASONS) for nth in range(2)]
    seen = [look for plot in plots for look in attacker.played(plot)]
    shown = [frozen.totals for frozen, _ in seen if frozen.totals is not None]
    assert len(shown) > len(seen) / 5
    assert {(tone, count) for frozen, _ in seen for tone, count in frozen.fits.items()} >= {
        *((tone, count) for tone in Tone for count in (3, 6))
    }
    assert {level for frozen in shown for level in frozen.ratings.values()} == set(Level)
    assert any(frozen.helped for frozen in shown)


# What the attacker finds where a rule is missing -----------------------------------------------------------------

Break = Callable[[pytest.MonkeyPatch], None]


def nothing_apart_from_three(patch: pytest.MonkeyPatch) -> None:
    """An empty question counts for nothing, so that the word in the middle means 3."""
    whole = counting.levels

    def bare(asked: Sequence[str], answers: Answers) -> Mapping[str, Level]:
        return {name: level for name, level in whole(asked, answers).items() if answers.get(name)}

    patch.setattr(adding, "levels", bare)
    patch.setitem(globals(), "levels", bare)
    patch.setattr(counting, "are_enough", lambda counted, threshold: len(counted) > 0)


def something_else_is_named(patch: pytest.MonkeyPatch) -> None:
    def all_of_it(answers: Answers) -> tuple[str, ...]:
        return answers.get(HELPED, ())

    patch.setattr(adding, "told", all_of_it)
    patch.setitem(globals(), "told", all_of_it)


@pytest.mark.parametrize("missing", [nothing_apart_from_three, something_else_is_named, an_answer_for_itself])
def test_without_each_rule_the_attacker_knows_answers(missing: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    missing(monkeypatch)
    seasons = (arranged(random.Random(f"totals/{seed}/{nth}")) for nth in range(3) for seed in range(SEASONS))
    assert any(attacker.told(season) for season in seasons)


def test_with_a_word_for_three_alone_one_answer_could_be_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two below and three above put the sixth in the middle."""
    nothing_apart_from_three(monkeypatch)
    others: list[Answers] = [{"useful": (value,)} for value in "11555"]
    assert told_for_certain(others, [[{"useful": value} for value in VALUES]]) == [{"useful": ("3",)}]


def test_with_something_else_named_what_helped_could_be_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who name every chip make whatever a third names appear."""
    something_else_is_named(monkeypatch)
    others: list[Answers] = [{HELPED: CHIPS}, {HELPED: CHIPS}, {}, {}]
    both = [[{HELPED: chips} for chips in subsets(CHIPS)]] * 2
    assert {} in [dict(one) if one[HELPED] else {} for one in told_for_certain(others, both)]
