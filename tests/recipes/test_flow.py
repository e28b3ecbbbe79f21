"""A conversation is a folder, a line, and its words; an activity has a second line, and a séance names it. Nothing else is touched.

The sample in `tests/recipes/sample_flow` has a command, a private form, a card that both share, and a timer. It is copied into
a copy of the tree, where the house's tests, its own, `content check` and `play` are run.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.engine.flows import FLOWS as FLOWS_NOW
from tests.content.copies import put
from tests.copying import HERE
from tests.recipes.tree import Tree

SAMPLE = HERE / "tests" / "recipes" / "sample_flow"
FOLDER = "bot/engine/flows/sample"
FLOWS = "bot/engine/flows/__init__.py"
ACTIVITIES = "bot/engine/flows/activities.py"
TESTS = "tests/engine/test_sample.py"
ASKING = "tests/asking.py"
SEANCE = "content/mentoring/1.yaml"
WALK = "walk.py"
FILES = tuple(sorted(path.name for path in SAMPLE.glob("*.py") if path.name != WALK))

WORDS = {
    "en": """\
# A sample.

sample-title = A wish each
sample-lead = You have each written down a wish for this mentoring.
sample-agree = I agree
sample-waiting = One of you has agreed.
sample-agreed = You have both agreed.
sample-mine = Your wish, which you alone can read: { $wish }
sample-wish-lead = What you wish for stays with you.
sample-wish = What you wish for
sample-keep = Keep it
sample-kept = It is kept.
sample-not-now = This is not part of this session.
sample-recall = A few days ago you wrote: { $wish }
""",
    "fr": """\
# Un échantillon.

sample-title = Un souhait chacun
sample-lead = Vous avez chacun écrit un souhait pour ce mentorat.
sample-agree = J'en suis d'accord
sample-waiting = L'un de vous a donné son accord.
sample-agreed = Vous en êtes d'accord tous les deux.
sample-mine = Votre souhait, que personne d'autre ne lit : { $wish }
sample-wish-lead = Ce que vous souhaitez reste entre nous.
sample-wish = Ce que vous souhaitez
sample-keep = Garder
sample-kept = C'est gardé.
sample-not-now = Cela ne fait pas partie de cette séance.
sample-recall = Il y a quelques jours, vous avez écrit : { $wish }
""",
}
HELP = """
from bot.engine.events import Commanded
from bot.engine.people import Place
from bot.engine.step import step
from tests.values import MENTOR, PROGRAMME, at, pair, reply
print(reply(step(PROGRAMME, pair(), Commanded("e", at("2026-01-05 10:00"), "p1", MENTOR, "help", Place.MENTOR))))
"""
COMMAND = {
    "en": ("help-sample = sample – a wish each\nrun-sample = Write a wish\n", "sample, wish"),
    "fr": ("help-sample = échantillon – un souhait chacun\nrun-sample = Écrire un souhait\n", "échantillon, souhait"),
}


def apply_recipe(tree: Tree) -> None:
    for name in FILES:
        tree.put(f"{FOLDER}/{name}", at_home(name))
    settings = "from bot.engine.flows.settings"
    tree.edit(FLOWS, settings, f"from {home()}.flow import FLOW as SAMPLE\n{settings}")
    tree.edit(FLOWS, "        SETTINGS,\n", "        SAMPLE,\n        SETTINGS,\n")
    ids = "from bot.engine.ids import Command\n"
    tree.edit(ACTIVITIES, ids, f"from {home()}.activity import ACTIVITY as SAMPLE\n{ids}")
    tree.edit(ACTIVITIES, "        PACT,\n", "        PACT,\n        SAMPLE,\n")
    for language, words in WORDS.items():
        tree.put(f"content/{language}/sample.ftl", words)
        spoken, typed = COMMAND[language]
        tree.add(f"content/{language}/talk.ftl", spoken)
        tree.add(f"content/{language}/commands.ftl", f"command-sample-words = {typed}\n")
    tree.edit(SEANCE, "activities: [", "activities: [sample, ")
    after = '    "settings.away":'
    tree.edit(ASKING, after, f'    "sample.agree": "again",\n    "sample.keep": "again",\n{after}')
    tree.put(TESTS, at_home(WALK))


def home() -> str:
    return FOLDER.replace("/", ".")


def at_home(name: str) -> str:
    """A file of the sample as it stands in the bot."""
    return (SAMPLE / name).read_text(encoding="utf-8").replace("tests.recipes.sample_flow", home())


RECIPE = {
    *(f"{FOLDER}/{name}" for name in FILES),
    FLOWS,
    ACTIVITIES,
    *(f"content/{language}/{name}.ftl" for language in WORDS for name in ("sample", "talk", "commands")),
    SEANCE,
    ASKING,
    TESTS,
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    tree = Tree.copied(tmp_path_factory.mktemp("recipe"))
    apply_recipe(tree)
    assert tree.changed == RECIPE
    return tree


def test_the_house_takes_it_in_and_a_pair_goes_through_it(tree: Tree) -> None:
    house = sorted(path.relative_to(tree.root).as_posix() for path in (tree.root / "tests").glob("test_house*.py"))
    assert len(house) >= 2
    tree.tests(*house, "tests/engine/test_flows.py", "tests/engine/test_asking.py", TESTS)
    assert tree.changed == RECIPE


def test_all_is_well_with_the_content(tree: Tree) -> None:
    checked = tree.bot("content", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "all well" in checked.stdout


def test_a_season_is_still_played(tree: Tree) -> None:
    played = tree.bot("play", "--track", "networking", "--lang", "en")
    assert played.returncode == 0, played.stderr
    assert "Ended: 1" in played.stdout
    helped = tree.python("-c", HELP)
    assert "sample – a wish each" in helped.stdout, helped.stderr


def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, tree: Tree) -> None:
    """A sentence that is missing, a name that no conversation has, and one of a conversation that is no activity."""
    content = tmp_path / "content"
    shutil.copytree(tree.root / "content", content, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    put("en/sample.ftl", "sample-agreed = You have both agreed.\n", "")(content)
    put("mentoring/1.yaml", "[sample, ", "[smaple, status, ")(content)
    checked = tree.bot("content", "check", str(content))
    assert checked.returncode == 1
    words, activities = tree.line_of("content/en/sample.ftl", "sample-agreed"), tree.line_of(SEANCE, "activities:")
    assert f"{content}/en/sample.ftl:{words - 1}: «sample-agreed» is missing in «en»" in checked.stderr
    known = ", ".join(sorted({"sample", *FLOWS_NOW.activities}))
    for wrong in ("smaple", "status"):
        no_activity = f"{content}/mentoring/1.yaml:{activities}: «{wrong}» is no activity. Use some of: {known}"
        assert no_activity in checked.stderr
