"""The soaks by name. Each does one turn of work for a seed, in seconds to a minute, and says what it did."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from benchmarks import chaos
from benchmarks._databases import KINDS
from bot.engine.people import Role
from tests.application.attacker import arranged, told
from tests.copying import HERE, copy_tree
from tests.engine.curious import History, spy
from tests.engine.scheduling.test_oracle import WEEKS, agrees
from tests.engine.test_rules import AnySeason
from tests.fuzz import EDGES
from tests.fuzz.watch import fuzz
from tests.impatient.season import play as play_impatient
from tests.impatient.test_impatient import AFTER_TAPS
from tests.mutations.bank import BANK
from tests.mutations.trial import Workbench, run_tests
from tests.recipes import test_flow
from tests.recipes.labels import labels, relabel
from tests.recipes.test_label import LANGUAGES
from tests.recipes.tree import Tree
from tests.soak.seasons import random_season
from tests.soak.turns import Run

SEASONS = 40
EXAMPLES = 100
HISTORIES = 250
PLOTS = 500
PAIRS = 150
BODIES = 10_000
MOMENTS = 2000
WITH_ONE_MORE = (
    "tests/engine/test_rules.py",
    "tests/engine/test_walk.py",
    "tests/engine/test_views.py",
    "tests/infra",
    "tests/test_play.py",
)
"""What holds for every conversation, whichever there are."""
EVENING = chaos.Plan(messages=600, pairs=60, leavers=12, lease=5, patience=600, absences=("database", "platform"))


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


def curious(seed: int) -> str:
    """The partner who wants to know what the other answered in private, over other histories each turn."""
    tally = Counter[str]()
    for n in range(HISTORIES):
        for observer in Role:
            spy(History(f"{seed}/{n}", observer), tally)
    return ", ".join(f"{count} {what}" for what, count in tally.items())


def attacker(seed: int) -> str:
    """Everybody but two, who want to know what these two answered, over seasons of twelve weeks."""
    known = [(n, answer) for n in range(PLOTS) for answer in told(arranged(random.Random(f"{seed}/{n}")))]
    assert known == []
    return f"{PLOTS} seasons, nothing told"


def dates(seed: int) -> str:
    """The date search against its oracle, a week after the other."""
    name = list(WEEKS)[seed % len(WEEKS)]
    agrees(random.Random(f"{name}/{seed}"), WEEKS[name], PAIRS)
    return f"{PAIRS} pairs in {name}"


def slack_bodies(seed: int) -> str:
    """Bent bodies to Slack's address, signed as Slack signs."""
    return _bodies("slack", seed)


def teams_bodies(seed: int) -> str:
    """Bent activities to the address for Teams, with tokens that hold."""
    return _bodies("teams", seed)


def _bodies(edge: str, seed: int) -> str:
    seen = asyncio.run(fuzz(EDGES[edge], seed, range(BODIES)))
    return f"{BODIES} bodies, answers by status: {dict(sorted(seen.items()))}"


def evenings(seed: int) -> str:
    """An evening of `benchmarks.chaos`, on each database by turns: nothing is lost or shown twice."""
    kind = list(KINDS)[seed % len(KINDS)]
    with KINDS[kind]() as new:
        result = chaos.run(new(), replace(EVENING, seed=seed))
    assert (result.faults, result.twice, result.held) == (0, 0, 0), result
    assert result.finished, result
    return f"{kind}: {result.owed} messages owed, {sum(result.kills.values())} processes killed"


def impatient(seed: int) -> str:
    """Impatient people over a whole season, by the local page's `/api`: nothing lost, nothing un-held, no dead button."""
    with TemporaryDirectory() as folder:
        return str(play_impatient(Path(folder), seed, MOMENTS, AFTER_TAPS))


def mutations(seed: int) -> str:
    """One mutation after another, each caught by its room's own tests."""
    mutation = BANK[seed % len(BANK)]
    with Workbench() as bench:
        trial = bench.try_out(mutation)
    assert trial.caught, f"{mutation.name}: {trial.verdict}\n{trial.output}"
    return f"{mutation.name} was caught"


def recipes(seed: int) -> str:
    """Every recipe of `CONTRIBUTING.md` on a copy of the tree; then the rules of the engine with the sample conversation in it."""
    with TemporaryDirectory(prefix="together-soak-") as folder:
        tree = Tree.copied(Path(folder))
        done = run_tests(tree.root, ["tests/recipes"], ["-x", f"--hypothesis-seed={seed}"])
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
        test_flow.apply_recipe(tree)
        done = run_tests(tree.root, WITH_ONE_MORE, ["-x", f"--hypothesis-seed={seed}"])
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return f"every recipe, and a conversation more: seed {seed}"


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
    "curious": curious,
    "attacker": attacker,
    "dates": dates,
    "slack-bodies": slack_bodies,
    "teams-bodies": teams_bodies,
    "chaos": evenings,
    "impatient": impatient,
    "mutations": mutations,
    "recipes": recipes,
    "labels": all_labels,
}

LEAST: Mapping[str, int] = {"slack-bodies": 10, "teams-bodies": 10}
"""So many turns some get at the least, whatever time it takes: 100,000 bodies an edge."""
