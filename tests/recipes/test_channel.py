"""A channel is a folder and a line; its driver and a line put it through the suite. Nothing else is touched.

The sample in `tests/recipes/sample_channel` is copied into a copy of the tree, where the suite is run over it.
"""

from __future__ import annotations

import pytest

from tests.copying import HERE
from tests.recipes.tree import Tree

SAMPLE = HERE / "tests" / "recipes" / "sample_channel"
FOLDER = "adapters/sample"
CHANNELS = "adapters/channels.py"
DRIVER = "tests/ports/channels/sample.py"
DRIVERS = "tests/ports/channels/__init__.py"
FILES = tuple(sorted(path.name for path in SAMPLE.glob("*.py") if path.name != "driver.py"))
RECIPE = {*(f"{FOLDER}/{name}" for name in FILES), CHANNELS, DRIVER, DRIVERS}


def apply_recipe(tree: Tree) -> None:
    for name in FILES:
        tree.put(f"{FOLDER}/{name}", at_home(name))
    slack = "from adapters.slack.plugin import PLUGIN as SLACK\n"
    tree.edit(CHANNELS, slack, f"from adapters.sample.plugin import PLUGIN as SAMPLE\n{slack}")
    tree.edit(CHANNELS, "(LOCAL, SLACK, TEAMS)", "(LOCAL, SAMPLE, SLACK, TEAMS)")
    tree.put(DRIVER, at_home("driver.py"))
    slack = "from tests.ports.channels.slack import slack\n"
    tree.edit(DRIVERS, slack, f"from tests.ports.channels.sample import sample\n{slack}")
    tree.edit(DRIVERS, '    "slack": slack,\n', '    "sample": sample,\n    "slack": slack,\n')


def at_home(name: str) -> str:
    """A file of the sample as it stands in the bot."""
    return (SAMPLE / name).read_text(encoding="utf-8").replace("tests.recipes.sample_channel", "adapters.sample")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    tree = Tree.copied(tmp_path_factory.mktemp("recipe"))
    apply_recipe(tree)
    assert tree.changed == RECIPE
    return tree


def test_it_passes_the_suite_and_nothing_decides_by_its_name(tree: Tree) -> None:
    chosen = "sample or no_channel_is_left_out or channels_name or imports_itself"
    suites = (
        "tests/ports/test_channel.py",
        "tests/ports/test_channel_people.py",
        "tests/test_house.py",
        "tests/test_house_shape.py",
    )
    tree.tests(*suites, more=["-k", chosen])


def test_a_condition_on_its_name_would_be_noticed(tree: Tree) -> None:
    """The house's rule follows the list of channels."""
    done = tree.python("-c", CONDITION)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["1: compares with 'sample'"]


CONDITION = """
from tests.test_house import channel_complaints

print(*channel_complaints("on = channel == 'sample'"), sep="\\n")
"""


def test_its_settings_are_read_if_it_is_on(tree: Tree) -> None:
    done = tree.python("-c", SETTINGS)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["TOGETHER_SAMPLE_TOKEN is missing", "hush", "none"]


SETTINGS = """
from adapters.sample.plugin import SampleSettings
from bot.app.settings import parse
from bot.settings import SettingsBroken
from tests.seals import KEY

ON = {"TOGETHER_CHANNELS": "sample", "TOGETHER_SECRET_KEYS": KEY}
try:
    parse(ON)
except SettingsBroken as broken:
    print(broken)
print(parse({**ON, "TOGETHER_SAMPLE_TOKEN": "hush"}).sections.of(SampleSettings).token)
print(parse({}).sections.get(SampleSettings) or "none")
"""
