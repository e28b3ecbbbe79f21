"""The soak's machinery: it takes turns, fails when a soak fails, and says how to run that turn again."""

from __future__ import annotations

import random
import subprocess
import sys

from tests.copying import HERE
from tests.engine.scheduling.test_oracle import WEEKS, agrees
from tests.soak.seasons import random_season
from tests.soak.soaks import BODIES, LEAST, SOAKS
from tests.soak.turns import Limits, Nothing, Ran, Run, take_turns


class Ticks:
    """A clock that stands still but for the work that is done."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at

    def soak(self, seconds: float, seen: list[int] | None = None) -> Run:
        def run(seed: int) -> str:
            self.at += seconds
            if seen is not None:
                seen.append(seed)
            return "done"

        return run


def quiet(line: str) -> None:
    """Says nothing."""


def test_each_soak_gets_its_share_of_the_time_and_seeds_that_rise() -> None:
    ticks, seeds = Ticks(), list[int]()
    ran = take_turns({"short": ticks.soak(1, seeds), "long": ticks.soak(10)}, Limits(60, seed=7), quiet, ticks)
    assert ran.status == 0
    assert ran.turns["long"] == 3
    assert ran.turns["short"] == len(seeds) == 30
    assert seeds == list(range(7, 37))
    assert 60 <= ticks.at < 71


def test_a_failing_soak_makes_it_fail_and_names_the_way_back() -> None:
    def wrong(seed: int) -> str:
        assert seed < 3, "it broke"
        return "done"

    ticks, lines = Ticks(), list[str]()
    ran = take_turns({"fine": ticks.soak(5), "wrong": wrong}, Limits(20), lines.append, ticks)
    assert ran.status == 1
    assert [(one.soak, one.seed) for one in ran.failures] == [("wrong", 3)]
    assert "it broke" in ran.failures[0].trace
    again = "python -m tests.soak --only wrong --seed 3 --turns 1"
    assert any(again in line for line in lines)
    assert any(again in line for line in ran.summary())
    assert ran.turns["fine"] == 4  # the others go on


def test_what_cannot_be_run_here_is_left_out_and_said_so() -> None:
    def nothing(seed: int) -> str:
        raise Nothing("there is nothing")

    ticks = Ticks()
    ran = take_turns({"nothing": nothing, "fine": ticks.soak(1)}, Limits(3), quiet, ticks)
    assert ran.left_out == {"nothing": "there is nothing"}
    assert ran.status == 0
    assert Ran().status == 1, "nothing ran, and so nothing was shown"


def test_it_is_run_by_name_with_a_time() -> None:
    command = [sys.executable, "-m", "tests.soak", "--only", "dates", "--minutes", "0.001", "--seed", "5"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "dates: seed 5: " in done.stdout
    assert "dates: 1 turns" in done.stdout


def test_what_a_soak_is_owed_it_gets_when_the_time_is_up() -> None:
    ticks = Ticks()
    soaks = {"owed": ticks.soak(10), "fine": ticks.soak(10), "short": ticks.soak(1)}
    ran = take_turns(soaks, Limits(30, least={"owed": 5, "short": 2}), quiet, ticks)
    assert ran.turns["owed"] == 5
    assert ran.turns["fine"] == 1
    assert take_turns({"owed": ticks.soak(10)}, Limits(30, turns=1, least={"owed": 5}), quiet, ticks).turns["owed"] == 1


def test_what_it_runs_can_be_run() -> None:
    """A little of each of its own kinds of work; the rest of it is tests that stand in the suite already."""
    assert random_season(random.Random("a season")) > 50
    week = next(iter(WEEKS))
    assert sum(agrees(random.Random(1), WEEKS[week], 10).values()) == 10
    assert LEAST.keys() < SOAKS.keys()
    assert all(turns * BODIES >= 100_000 for turns in LEAST.values())
    assert set(SOAKS) == {
        "seasons", "rules", "curious", "attacker", "dates", "slack-bodies", "teams-bodies",
        "chaos", "impatient", "mutations", "recipes", "labels",
    }  # fmt: skip


def test_the_same_seed_plays_the_same_season() -> None:
    assert random_season(random.Random("x")) == random_season(random.Random("x"))
