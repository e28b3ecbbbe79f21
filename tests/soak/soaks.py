"""The soaks by name. Each does one turn of work for a seed, in seconds to a minute, and says what it did."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from benchmarks import chaos
from benchmarks._databases import KINDS
from tests.copying import HERE, copy_tree
from tests.engine.scheduling.test_oracle import WEEKS, agrees
from tests.engine.test_rules import AnySeason
from tests.mutations.bank import BANK
from tests.mutations.trial import Workbench, run_tests
from tests.recipes.labels import labels, relabel
from tests.recipes.test_label import LANGUAGES
from tests.scenarios.slack import fuzz as slack
from tests.scenarios.teams.test_fuzz import fuzz as teams
from tests.soak.seasons import random_season
from tests.soak.turns import Nothing, Run

SEASONS = 40
EXAMPLES = 100
PAIRS = 150
BODIES = 400
EVENING = chaos.Plan(messages=600, pairs=60, leavers=12, lease=5, patience=300)


def seasons(seed: int) -> str:
    """Whole seasons of two random people, every step held to the rules."""
    steps = sum(random_season(random.Random(f"{seed}/{n}")) for n in range(SEASONS))
    return f"{SEASONS} seasons, {steps} steps"


def rules(seed: int) -> str:
    """Hypothesis looks for a way around the rules, from any moment of a season."""
    deep = settings(
        max_examples=EXAMPLES,
        stateful_step_count=50,
        deadline=None,
        derandomize=False,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )

    class Seeded(AnySeason):
        """A class of this turn's own, for Hypothesis writes the seed on it."""

    run_state_machine_as_test(seeded(seed)(Seeded), settings=deep)
    return f"{EXAMPLES} examples of up to 50 steps"


def dates(seed: int) -> str:
    """The date search against its oracle, a week after the other."""
    name = list(WEEKS)[seed % len(WEEKS)]
    agrees(random.Random(f"{name}/{seed}"), WEEKS[name], PAIRS)
    return f"{PAIRS} pairs in {name}"


def slack_bodies(seed: int) -> str:
    """Bent bodies through Slack's edge, signed as Slack would: never a 500."""
    with TemporaryDirectory() as folder:
        seen = slack.fuzz(Path(folder), slack.Bodies(BODIES, BODIES // 2, BODIES // 2), seed)
    return f"answers by status: {dict(sorted(seen.items()))}"


def teams_bodies(seed: int) -> str:
    """Bent activities through Teams' endpoint, with a valid token: never a 500."""
    seen = asyncio.run(teams(random.Random(seed), BODIES))
    return f"answers by status: {dict(sorted(seen.items()))}"


def evenings(seed: int) -> str:
    """An evening of `benchmarks.chaos`, on each database by turns: nothing is lost or shown twice."""
    kind = list(KINDS)[seed % len(KINDS)]
    with KINDS[kind]() as new:
        result = chaos.run(new(), replace(EVENING, seed=seed))
    faults = (result.lost, result.twice, result.once_twice, result.held, result.buried, result.out_of_order)
    assert not any(faults), result
    assert not result.crashes, result.crashes
    return f"{kind}: {result.owed} messages owed, {sum(result.kills.values())} processes killed"


def mutations(seed: int) -> str:
    """One mutation after another, each caught by its room's own tests."""
    mutation = BANK[seed % len(BANK)]
    with Workbench() as bench:
        trial = bench.try_out(mutation)
    assert trial.caught, f"{mutation.name}: {trial.verdict}\n{trial.output}"
    return f"{mutation.name} was caught"


def recipes(seed: int) -> str:
    """Every recipe of `CONTRIBUTING.md`, at length, on a copy of the tree."""
    if not (HERE / "tests" / "recipes").is_dir():
        raise Nothing("there is no tests/recipes")
    with TemporaryDirectory(prefix="together-soak-") as folder:
        tree = copy_tree(HERE, Path(folder) / "tree")
        done = run_tests(tree, ["tests/recipes"], ["-x", f"--hypothesis-seed={seed}"])
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout.strip().splitlines()[-1]


def all_labels(seed: int) -> str:
    """Every label of a language in other words, and the tests of one room: nothing but transcripts reads them aloud."""
    room, language = LABELLED[seed % len(LABELLED)]
    with TemporaryDirectory(prefix="together-soak-") as folder:
        tree = copy_tree(HERE, Path(folder) / "tree")
        found = labels(tree / "content" / language)
        relabel(tree / "content" / language, found)
        done = run_tests(tree, [room], [])
    assert done.returncode == 0, done.stdout[-6000:]
    return f"{len(found)} labels in {language}, {room}: {done.stdout.strip().splitlines()[-1]}"


LABELLED = [
    (f"tests/{room}", language)
    for room in (
        "dialogues",
        "application",
        "test_play.py",
        "engine",
        "adapters",
        "scenarios/slack",
        "scenarios/teams",
        "browser",
    )
    for language in LANGUAGES
]
"""The rooms whose tests press buttons or read cards, and the language whose labels change; a turn takes one of each."""


SOAKS: Mapping[str, Run] = {
    "seasons": seasons,
    "rules": rules,
    "dates": dates,
    "slack-bodies": slack_bodies,
    "teams-bodies": teams_bodies,
    "chaos": evenings,
    "mutations": mutations,
    "recipes": recipes,
    "labels": all_labels,
}
