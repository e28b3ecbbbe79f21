"""The decisions: numbered without gaps, each under the same headings, and naming only what is there."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.copying import HERE

DECISIONS = sorted((HERE / "docs" / "decisions").glob("*.md"))
HEADINGS = ("What", "Why", "What was refused", "How it is checked")
ROOTS = ("bot", "adapters", "content", "storage", "tests", "benchmarks")

NOT_OURS = frozenset({"botbuilder-core", "refresh.userIds", "requests", "verb", "404", "str"})
"""Names in backticks that belong to a platform or a library."""

_QUOTED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.*-]+(/[\w.*-]*)+|[\w-]+\.(py|md|toml|yaml|ics)")
_SYMBOL = re.compile(r"(?P<name>[A-Za-z_][\w.-]*)(\(.*)?")


def test_they_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert len(DECISIONS) > 10


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_each_has_a_title_and_the_same_headings(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert tuple(re.findall(r"^## (.*)$", text, re.MULTILINE)) == HEADINGS


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_what_it_names_is_there(path: Path) -> None:
    quoted = _QUOTED.findall(path.read_text(encoding="utf-8"))
    assert [name for name in quoted if not is_there(name)] == []


def is_there(name: str) -> bool:
    """Whether a file, a module, a command or a symbol of that name is in this tree."""
    if name in NOT_OURS or name.startswith(("together-bot ", "make ", "--", ".")):
        return True
    if found := re.fullmatch(r"python -m ([\w.]+).*", name):
        return (HERE / found[1].replace(".", "/")).exists() or find_spec(found[1]) is not None
    if _PATH.fullmatch(name):
        return any(any(root.glob(name.rstrip("/"))) for root in (HERE, HERE / "docs" / "decisions"))
    found = _SYMBOL.match(name)
    return found is not None and re.split(r"[.]", found["name"].rstrip("."))[-1] in words()


@cache
def words() -> frozenset[str]:
    """Every word of the sources, file names included."""
    found: set[str] = set()
    for root in ROOTS:
        for path in (HERE / root).rglob("*.py"):
            if path.name != "test_decisions.py":
                found |= {path.stem, *re.findall(r"[\w-]+|\w+", path.read_text(encoding="utf-8"))}
    return frozenset(found)


def test_what_is_not_there_is_noticed() -> None:
    assert is_there("bot/engine/step.py")
    assert is_there("python -m benchmarks chaos")
    assert is_there("bot.engine.steps.views.view(programme, journey, key, role)")
    assert not is_there("bot/engine/no_such_room.py")
    assert not is_there("tests/no_such_folder/")
    assert not is_there("NoSuchSymbolAnywhere")
    assert not is_there("python -m benchmarks_of_nothing")
