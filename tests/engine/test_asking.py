"""What cannot be undone asks first: every button of every conversation is known, and those that count for good ask."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.engine.flows import FLOWS
from tests.asking import ELSEWHERE, FINAL, UNDONE
from tests.copying import HERE

EVERY = {*FLOWS.presses, *FLOWS.submits, *FLOWS.outside, *ELSEWHERE}
HOW = ("again", "it is read", "it is asked for", "it waits for a good moment", "the question whether they met")
CODE = sorted((HERE / "bot").rglob("*.py"))


def test_of_everything_that_can_be_pressed_it_is_known_whether_it_can_be_undone() -> None:
    """A new button is listed in `tests.asking`: with what undoes it, or among those that ask."""
    assert sorted(map(str, EVERY)) == sorted((*map(str, FINAL), *UNDONE))
    assert {how for how in UNDONE.values() if how not in HOW} <= {str(action) for action in EVERY}


def test_whatever_counts_for_good_asks_and_nothing_else_does() -> None:
    asking = {True: set[str](), False: set[str]()}
    for path in CODE:
        for action, asks in _buttons(path):
            asking[asks].add(action)
    assert asking[True] == set(map(str, FINAL))
    assert asking[False].isdisjoint(map(str, FINAL))
    assert len(asking[False]) > 50


@pytest.mark.parametrize("action", FINAL, ids=str)
def test_it_is_asked_once_before_it_is_done(action: str) -> None:
    """A form is filled in and then counts: what is final is no form, and no row of answers."""
    assert action not in FLOWS.submits


def _buttons(path: Path) -> Iterator[tuple[str, bool]]:
    """The actions of the buttons that a file makes, each with whether it asks."""
    tree = ast.parse(path.read_text("utf-8"))
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    made = [one for one in calls if isinstance(one.func, ast.Name) and one.func.id == "Button"]
    if not made:
        return
    module = importlib.import_module(".".join(path.relative_to(HERE).with_suffix("").parts))
    for call in made:
        asks = len(call.args) > 5 or any(word.arg == "confirm" for word in call.keywords)
        for action in _actions(call.args[0], vars(module)):
            yield action, asks


def _actions(said: ast.expr, names: Mapping[str, object]) -> Iterator[str]:
    """The action that is written there; of one that is looked up by what is known only later, all."""
    if isinstance(said, ast.Subscript):
        table = _value(said.value, names)
        key = _value(said.slice, names) if not isinstance(said.slice, ast.Name) else None
        assert isinstance(table, Mapping), ast.unparse(said)
        yield from map(str, table.values() if key is None else [table[key]])
    else:
        value = _value(said, names)
        assert isinstance(value, str), f"{ast.unparse(said)} is no action"
        yield value


def _value(said: ast.expr, names: Mapping[str, object]) -> object:
    if isinstance(said, ast.Attribute):
        return getattr(_value(said.value, names), said.attr)
    assert isinstance(said, ast.Name), f"{ast.unparse(said)} cannot be read: name the action where the button is made"
    return names[said.id]
