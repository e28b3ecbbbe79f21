"""CONTRIBUTING.md names the very files that each recipe takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pytest

from tests.copying import HERE
from tests.recipes import (
    test_channel,
    test_flow,
    test_language,
    test_people_column,
    test_question,
    test_reminder,
    test_seance,
)

TEXT = (HERE / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES: Mapping[str, set[str]] = {
    "A tenth séance": test_seance.RECIPE,
    "A language": test_language.RECIPE,
    "A conversation: a private form, a shared card, a command and a timer": test_flow.RECIPE,
    "A channel": test_channel.RECIPE,
    "The evaluation's questions": test_question.RECIPE,
    "When reminders go": test_reminder.RECIPE,
    "A column of people": test_people_column.RECIPE,
}


def told(text: str) -> Mapping[str, list[str]]:
    """The files that each recipe names in its first line, `Files: …`, by its heading."""
    recipes = text.partition("\n## Recipes\n")[2].partition("\n## ")[0]
    found = re.findall(r"^### (.+)\n\nFiles: (.+)$", recipes, re.MULTILINE)
    assert len(found) == recipes.count("### "), "every recipe has its files"
    return {heading: re.findall(r"`([^`]+)`", files) for heading, files in found}


def differences(named: Iterable[str], taken: set[str]) -> list[str]:
    """What is named and not taken, or taken and not named; a folder stands for what it holds."""
    patterns = {one: _pattern(one) for one in named}
    idle = [one for one, pattern in patterns.items() if not any(pattern.fullmatch(file) for file in taken)]
    more = [file for file in sorted(taken) if not any(pattern.fullmatch(file) for pattern in patterns.values())]
    return [*(f"{one} is not needed" for one in idle), *(f"{file} is not named" for file in more)]


def _pattern(named: str) -> re.Pattern[str]:
    pattern = re.escape(named).replace("LANG", "[a-z]{2}").replace("NAME", r"\w+")
    return re.compile(f"{pattern}[^/]+" if named.endswith("/") else pattern)


def test_every_recipe_is_tried() -> None:
    assert told(TEXT).keys() == RECIPES.keys()


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_names_the_files_that_it_takes(recipe: str) -> None:
    assert differences(told(TEXT)[recipe], RECIPES[recipe]) == []


def test_a_file_too_many_or_too_few_would_be_noticed() -> None:
    taken = {"adapters/irc/plugin.py", "content/fr/talk.ftl", "bot/app/work.py"}
    named = ["adapters/NAME/", "content/LANG/talk.ftl", "bot/app/web.py"]
    assert differences(named, taken) == ["bot/app/web.py is not needed", "bot/app/work.py is not named"]
    assert differences(["content/"], {"content/fr/talk.ftl"}) != [], "a folder does not stand for its folders"


def test_every_path_of_this_tree_that_is_named_is_there() -> None:
    outside = re.sub(r"^Files: .*$", "", TEXT, flags=re.MULTILINE)
    paths = set(re.findall(r"`((?:bot|adapters|content|storage|tests|docs)/[\w./-]+)`", outside))
    gone = {one for one in paths if "NAME" not in one and not (HERE / one).exists()}
    assert len(paths) > 10
    assert gone == {"content/es/"}, "which is to be made"
