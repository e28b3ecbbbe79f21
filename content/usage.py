"""Which sentences the bot says, and with which variables: read from its own source, so that no list can go stale."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import bot

SAYERS = {"say", "text", "quiet"}
_SOURCE = Path(bot.__file__).parent


@dataclass(frozen=True)
class Use:
    """A call of `say("date-booked", when=…)`; `pattern` also covers ids with a varying part."""

    pattern: re.Pattern[str]
    id: str
    """The id itself, or empty if a part of it varies."""
    variables: frozenset[str]
    place: str


@cache
def uses() -> tuple[Use, ...]:
    """Every sentence said in the code of the bot; those of séances and items come from the programme instead."""
    found = ((path, use) for path in sorted(_SOURCE.rglob("*.py")) for use in _uses(path))
    return tuple(use for path, use in found if use.id or path.name != "programme.py")


def _uses(path: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYERS):
            continue
        if not node.args:
            continue
        variables = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
        place = f"{path.relative_to(_SOURCE.parent)}:{node.lineno}"
        match node.args[0]:
            case ast.Constant(value=str(id)):
                yield Use(re.compile(re.escape(id)), id, variables, place)
            case ast.JoinedStr(values=values):
                parts = (re.escape(str(v.value)) if isinstance(v, ast.Constant) else "[a-z0-9]+" for v in values)
                yield Use(re.compile("".join(parts)), "", variables, place)
            case _:
                pass


def typed_words() -> re.Pattern[str]:
    """The lists of what people type."""
    return re.compile(r"(command|language)-[a-z]+-words")
