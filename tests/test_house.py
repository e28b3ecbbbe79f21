"""The house rules: nothing in `bot/engine` can read a clock, wait, roll a die, or touch the world; nothing outside a
channel's own folder decides by a channel's name; and no code names a language.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.channels import CHANNELS

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "bot" / "engine"

PURE = frozenset(
    {
        *(
            "__future__",
            "bisect",
            "collections",
            "collections.abc",
            "dataclasses",
            "datetime",
            "difflib",
            "enum",
            "hashlib",
        ),
        *("functools", "heapq", "itertools", "math", "operator", "re", "string", "types", "typing", "unicodedata"),
        "zoneinfo",
    }
)
"""What the engine may import besides itself."""

CLOCKS = frozenset({"now", "utcnow", "today"})
DOORS = frozenset({"open", "print", "input", "eval", "exec", "compile", "breakpoint", "__import__"})


def complaints(source: str) -> list[str]:
    """What breaks the rules in one module's source: `line: what`, in the order of the lines."""
    tree = ast.parse(source)
    dates = set(_dates(tree))
    nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.stmt, ast.expr))]
    found = [(node.lineno, what) for node in nodes for what in _wrong(node, dates)]
    return [f"{line}: {what}" for line, what in sorted(found)]


def _dates(tree: ast.Module) -> Iterator[str]:
    """The names by which a module knows `datetime`, its classes included."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.asname or name.name for name in names if name.name == "datetime")
            case ast.ImportFrom(module="datetime", names=names):
                yield from (name.asname or name.name for name in names)


def _wrong(node: ast.stmt | ast.expr, dates: set[str]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (f"imports {name.name}" for name in names if not _welcome(name.name))
        case ast.ImportFrom(level=level, module=module) if level or not _welcome(module or ""):
            yield f"imports from {'.' * level}{module or ''}"
        case ast.AsyncFunctionDef() | ast.AsyncFor() | ast.AsyncWith():
            yield "is async"
        case ast.Await():
            yield "awaits"
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            yield from ("is async" for loop in node.generators if loop.is_async)
        case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCKS:
            yield f"reads a clock: {name}()"
        case ast.Attribute(value=value, attr=name) if name in CLOCKS and _root(value) in dates:
            yield f"reaches for a clock: {ast.unparse(node)}"
        case ast.Name(id=name) if name in DOORS:
            yield f"uses {name}"


def _welcome(module: str) -> bool:
    return module in PURE or module == "bot.engine" or module.startswith("bot.engine.")


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


MODULES = sorted(ENGINE.rglob("*.py"))


def test_there_is_an_engine() -> None:
    assert ENGINE / "__init__.py" in MODULES
    assert len(MODULES) > 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_the_engine_is_pure(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("import os", "1: imports os"),
        ("import time", "1: imports time"),
        ("import datetime, random", "1: imports random"),
        ("import collections.abc, os.path", "1: imports os.path"),
        ("from pathlib import Path", "1: imports from pathlib"),
        ("from bot import ports", "1: imports from bot"),
        ("import bot.engineering", "1: imports bot.engineering"),
        ("from bot.infra.clock import Clock", "1: imports from bot.infra.clock"),
        ("from storage.tables import Pair", "1: imports from storage.tables"),
        ("from . import people", "1: imports from ."),
        ("from ..clock import Clock", "1: imports from ..clock"),
        ("import msgspec", "1: imports msgspec"),
        ("def f():\n    import sqlite3", "2: imports sqlite3"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import uuid", "3: imports uuid"),
        ("from datetime import UTC, datetime\nat = datetime.now(UTC)", "2: reads a clock: now()"),
        ("from datetime import datetime\nat = datetime.utcnow()", "2: reads a clock: utcnow()"),
        ("from datetime import date\nday = date.today()", "2: reads a clock: today()"),
        ("import datetime as d\nat = d.datetime.now()", "2: reads a clock: now()"),
        ("def f(clock):\n    return clock.now()", "2: reads a clock: now()"),
        ("from datetime import datetime as D\nf = D.now", "2: reaches for a clock: D.now"),
        ("import datetime\nf = datetime.date.today", "2: reaches for a clock: datetime.date.today"),
        ("async def f(): ...", "1: is async"),
        ("async def f(x):\n    await x", "2: awaits"),
        ("async def f(x):\n    async with x: ...", "2: is async"),
        ("async def f(x):\n    async for y in x: ...", "2: is async"),
        ("async def f(x):\n    return [y async for y in x]", "2: is async"),
        ("open('letter')", "1: uses open"),
        ("print('hello')", "1: uses print"),
        ("say = print", "1: uses print"),
        ("__import__('os')", "1: uses __import__"),
    ],
)
def test_what_is_not_pure_is_noticed(source: str, complaint: str) -> None:
    assert complaint in complaints(source)


@pytest.mark.parametrize(
    "source",
    [
        "from __future__ import annotations",
        "import bot.engine",
        "from bot.engine.people import Role",
        "from collections.abc import Iterator",
        "from datetime import UTC, datetime\nat = datetime(2026, 3, 2, tzinfo=UTC)",
        "def f(journey):\n    return journey.now",
        "def f(page):\n    return page.open",
    ],
)
def test_what_is_pure_passes(source: str) -> None:
    assert complaints(source) == []


# No condition on a channel's name --------------------------------------------------------------------------------

NAMES = frozenset(channel.name for channel in CHANNELS)
LOOKING_UP = frozenset(
    {"get", "pop", "setdefault", "startswith", "endswith", "removeprefix", "index", "count", "partition"}
)
"""Methods whose first argument is compared with something."""

OWN = frozenset({"bot/app/demo.py", "bot/app/playground.py"})
"""What shows one channel by nature: the local page, and Teams' Playground. They may import it, and still not name it."""


def channel_complaints(source: str) -> list[str]:
    """Where a module compares something with a channel's name, or keeps something under it: `line: what`."""
    found = [(lineno, what) for node in ast.walk(ast.parse(source)) for lineno, what in _keyed(node)]
    return [f"{line}: {what}" for line, what in sorted(found)]


def _keyed(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Module(body=body):
            for line in body:
                if isinstance(line, ast.Assign) and not isinstance(line.value, ast.Call):
                    yield from ((line.lineno, f"has a constant for {name!r}") for name in _named([line.value]))
        case ast.Compare(left=left, comparators=others):
            for one in _named([left, *others]):
                yield node.lineno, f"compares with {one!r}"
        case ast.Dict(keys=keys):
            for one in _named([key for key in keys if key is not None]):
                yield node.lineno, f"keeps something under {one!r}"
        case ast.Subscript(slice=key):
            for one in _named([key]):
                yield node.lineno, f"looks up {one!r}"
        case ast.MatchValue(value=value):
            for one in _named([value]):
                yield node.lineno, f"compares with {one!r}"
        case ast.Call(func=ast.Attribute(attr=method), args=[first, *_]) if method in LOOKING_UP:
            for one in _named([first]):
                yield node.lineno, f"looks up {one!r}"


def _named(nodes: list[ast.expr]) -> Iterator[str]:
    """The channels' names among constants, `slack/…` and `slack:…` too; also within tuples, lists and sets of them."""
    for node in nodes:
        match node:
            case ast.Constant(value=str(text)) if re.split("[/:]", text)[0].lower() in NAMES:
                yield text
            case ast.Tuple(elts=some) | ast.List(elts=some) | ast.Set(elts=some):
                yield from _named(some)
            case ast.Call(args=some):
                yield from _named(some)


def imported_channels(source: str) -> list[str]:
    """Which channels' folders a module imports from."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found += [name.name for name in names]
            case ast.ImportFrom(module=str(module), names=names):
                found += [module, *(f"{module}.{name.name}" for name in names)]
    parts = [one.split(".") for one in found if one.startswith("adapters.")]
    return sorted({part[1] for part in parts if part[1] in NAMES})


def _outside() -> Iterator[Path]:
    """All that runs, without the channels' own folders and the list of them."""
    for top in ("bot", "storage", "content", "adapters"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if not (top == "adapters" and (path.parent.name in NAMES or path.parent == ROOT / "adapters")):
                yield path


OUTSIDE = list(_outside())


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_decides_by_a_channels_name(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert channel_complaints(source) == []
    if path.relative_to(ROOT).as_posix() not in OWN:
        assert imported_channels(source) == []


def test_there_are_channels_and_what_may_import_one_is_there() -> None:
    assert {"slack", "teams", "local"} <= NAMES
    assert all(imported_channels((ROOT / path).read_text(encoding="utf-8")) for path in OWN)
    assert {path.name for path in OUTSIDE} >= {"verbs.py", "channels.py", "pace.py", "feed.py", "voice.py"}


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('if channel == "slack": ...', "1: compares with 'slack'"),
        ('if "teams" != channel: ...', "1: compares with 'teams'"),
        ('def f(settings):\n    return "local" in settings.channels', "2: compares with 'local'"),
        ('on = channel in ("slack", "teams")', "1: compares with 'slack'"),
        ('on = channel in {"irc", "teams"}', "1: compares with 'teams'"),
        ('on = channel in frozenset(["slack"])', "1: compares with 'slack'"),
        ('on = scope == "slack/T1"', "1: compares with 'slack/T1'"),
        ('rates = {"slack": 1}', "1: keeps something under 'slack'"),
        ('found["teams"] = 1', "1: looks up 'teams'"),
        ('rate = rates.get("slack")', "1: looks up 'slack'"),
        ('on = str(address).startswith("teams:")', "1: looks up 'teams:'"),
        ('PAGE = "local"\nif channel == PAGE: ...', "1: has a constant for 'local'"),
        ('match channel:\n    case "slack": ...', "2: compares with 'slack'"),
        ('match channel:\n    case "irc" | "local": ...', "2: compares with 'local'"),
    ],
)
def test_a_condition_on_a_channels_name_is_noticed(source: str, complaint: str) -> None:
    assert complaint in channel_complaints(source)


@pytest.mark.parametrize(
    "source",
    [
        'channels: tuple[str, ...] = ("local",)',
        'where = Address("local", "awa")',
        "on = channel.name in settings.channels",
        'print("listening for slack and teams")',
        'kind = "slacker" == word',
    ],
)
def test_what_decides_nothing_passes(source: str) -> None:
    assert channel_complaints(source) == []


@pytest.mark.parametrize(
    ("source", "channels"),
    [
        ("from adapters.slack.settings import SlackSettings", ["slack"]),
        ("def f():\n    from adapters import teams", ["teams"]),
        ("import adapters.local.server", ["local"]),
        ("from adapters.channels import CHANNELS\nfrom adapters.calendars import oauth", []),
    ],
)
def test_an_import_from_a_channels_folder_is_noticed(source: str, channels: list[str]) -> None:
    assert imported_channels(source) == channels


# No code names a language ----------------------------------------------------------------------------------------

CODES = frozenset(path.parent.name for path in (ROOT / "content").glob("*/language.yaml"))
"""A language is a folder of `content/`: whatever depends on one stands in its `language.yaml`."""

_ANY = "|".join(sorted(CODES))
_IN_A_PAGE = re.compile(rf"""["'`](?:{_ANY})["'`]|[{{,]\s*(?:{_ANY})\s*:""", re.MULTILINE)


def languages(source: str) -> list[str]:
    """The strings of a module that name a language, alone or in a list; its docstrings may."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose]
    strings = [(node.lineno, node.value) for node in constants if isinstance(node.value, str)]
    named = [(line, text) for line, text in strings if _is_named(text)]
    return [f"{line}: names a language: {text!r}" for line, text in sorted(named)]


def _is_named(text: str) -> bool:
    """Whether one of the cells of a text is a code, or several: `Awa,fr en,Europe/Paris`."""
    cells = [set(re.split(r"[\s+]+", cell.strip())) for cell in re.split(r"[,;|\n]", text)]
    return any(cell <= CODES for cell in cells)


CODE = sorted(path for part in ("bot", "adapters", "storage", "content") for path in (ROOT / part).rglob("*.py"))
PAGES = sorted(path for end in ("js", "html") for path in (ROOT / "adapters").rglob(f"*.{end}"))


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_names_a_language(path: Path) -> None:
    assert languages(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_names_a_language(path: Path) -> None:
    assert _IN_A_PAGE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'if voice.language == "fr": ...',
        'AT = {"fr": " à ", "en": " at "}',
        'AT["fr"]',
        'match language:\n    case "en": ...',
        'if language in ("en", other): ...',
        'def f(language: str = "fr"): ...',
        'ROSTER = f"Awa,Camille,{week},fr en,fr,Africa/Dakar"',
    ],
)
def test_a_language_that_is_named_is_noticed(source: str) -> None:
    assert languages(source) != []


@pytest.mark.parametrize("source", ['const AT = { fr: " à " };', 'if (language === "fr") go();', '<html lang="en">'])
def test_a_language_that_a_page_names_is_noticed(source: str) -> None:
    assert _IN_A_PAGE.search(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Says « 2 mars » if `fr` it is."""',
        "def f():\n    'en, fr'",
        "text = 'write it like claire fr Europe/Paris'",
        "code = language",
    ],
)
def test_what_names_no_language_passes(source: str) -> None:
    assert languages(source) == []
