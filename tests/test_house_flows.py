"""House rules for conversations: what a flow declares is named nowhere else, and every sentence is declared."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.flows import FLOWS

ROOT = Path(__file__).parents[1]
FLOWS_FOLDER = ROOT / "bot" / "engine" / "flows"
ACTIONS = frozenset(map(str, (*FLOWS.presses, *FLOWS.submits, *FLOWS.outside)))
MAKERS = frozenset({"card", "timer", "action", "actions", "rule", "command"})
"""The functions of `bot.engine.ids` that make an id out of names."""
TYPES = frozenset({"CardId", "TimerId", "Action", "Rule", "Command"})
SAYERS = frozenset({"say", "text", "quiet", "Say"})

ROUTER = "bot/application/interaction_router.py"
MAY_MAKE = frozenset({"bot/engine/ids.py", "bot/engine/words.py", "bot/engine/flows/common.py", ROUTER})
"""What makes ids besides the `actions.py` of each flow: the button that stands for a command, and the question for which pair."""
MAY_SAY = frozenset({"bot/engine/words.py", "bot/engine/messages.py", "bot/engine/programme.py"})
"""What says sentences by their id: the declarations themselves, what people typed, and the items of the content."""


def complaints(source: str, *, makes: bool = False, says: bool = False) -> list[str]:
    """What a module names that only a flow may name, or says without having declared it: `line: what`."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [
        (line, what) for node in ast.walk(tree) if id(node) not in prose for line, what in _wrong(node, makes, says)
    ]
    return [f"{line}: {what}" for line, what in sorted(found)]


def _wrong(node: ast.AST, makes: bool, says: bool) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Constant(value=str(text)) if text in ACTIONS and "." in text and not makes:
            yield node.lineno, f"names the action {text!r}"
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="ids"), attr=name), args=[first, *_]):
            literal = isinstance(first, (ast.Constant, ast.JoinedStr))
            if name in MAKERS and literal and not makes:
                yield node.lineno, f"makes an id of its own: {ast.unparse(node)}"
            elif name in TYPES and literal and not makes:
                yield node.lineno, f"writes an id: {ast.unparse(node)}"
            elif name in SAYERS and literal and not says:
                yield node.lineno, f"says what is not declared: {ast.unparse(node)}"
        case ast.Call(func=ast.Attribute(attr="card"), args=[ast.Constant(value=str(text))]):
            yield node.lineno, f"names the card {text!r}"
        case _:
            pass


def _modules() -> Iterator[Path]:
    for top in ("bot", "adapters", "content"):
        yield from sorted((ROOT / top).rglob("*.py"))


MODULES = list(_modules())


def _checked(path: Path) -> list[str]:
    name = path.relative_to(ROOT).as_posix()
    is_flows_own = path.is_relative_to(FLOWS_FOLDER) and path.name == "actions.py"
    return complaints(path.read_text(encoding="utf-8"), makes=is_flows_own or name in MAY_MAKE, says=name in MAY_SAY)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_a_flow_names_what_is_its_own(path: Path) -> None:
    assert _checked(path) == []


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_a_flow_s_actions_are_made_in_its_own_folder(flow) -> None:  # type: ignore[no-untyped-def]
    folder = FLOWS_FOLDER / flow.name
    assert (folder / "flow.py").is_file()
    assert (folder / "words.py").is_file()
    for action in (*flow.presses, *flow.submits, *flow.outside):
        assert action.partition(".")[0] == flow.name


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('if event.action == "date.tap": ...', "1: names the action 'date.tap'"),
        ('TABLE = {"held.yes": 1}', "1: names the action 'held.yes'"),
        ('key = ids.card("date", 3)', "1: makes an id of its own: ids.card('date', 3)"),
        ('id = timer(f"s{n}.date")', "1: makes an id of its own: timer(f's{n}.date')"),
        ('go = Action("date.go")', "1: writes an id: Action('date.go')"),
        ('key = now.card("agenda")', "1: names the card 'agenda'"),
        ('part = text("date-booked", when=at)', "1: says what is not declared: text('date-booked', when=at)"),
        ('part = say(f"stage-{stage}")', "1: says what is not declared: say(f'stage-{stage}')"),
    ],
)
def test_what_a_flow_alone_may_name_is_noticed(source: str, complaint: str) -> None:
    assert complaint in complaints(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""A press on `date.tap`."""',
        "if event.action == actions.TAP: ...",
        "key = ids.card(actions.CARD, 3)",
        "part = words.BOOKED.text(when=at)",
        'voice.say(chat, "hello")',
    ],
)
def test_what_names_nothing_passes(source: str) -> None:
    assert complaints(source) == []
