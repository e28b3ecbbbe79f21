"""The house rules: nothing in `bot/engine` can touch the world, functions are short, folders small, imports a tree."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[1] / "bot" / "engine"

PURE = frozenset(
    {
        *("__future__", "bisect", "collections", "collections.abc", "dataclasses", "datetime", "difflib", "enum"),
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


# The shape of the house ------------------------------------------------------------------------------------------------

ROOT = Path(__file__).parents[1]
OURS = ("bot", "adapters", "content", "storage")
SOURCES = {path.relative_to(ROOT): path for name in OURS for path in sorted((ROOT / name).rglob("*.py"))}

MOST_ARGUMENTS = 5
LONGEST_FUNCTION = 50
MOST_MODULES = 14
CROWDED = ("bot/engine/flows",)
"""One module a conversation, however many there are."""

DATED = "storage/migrations/versions/"
"""A migration is one long function, and stays as it was on its day."""


def too_many_arguments(source: str) -> list[str]:
    """Functions that need more than five arguments: `self`, `*args` and keyword-only ones with a default are not counted."""
    return [
        f"{function.lineno}: {function.name} takes {count} arguments"
        for function in _functions(source)
        if (count := _needed(function.args)) > MOST_ARGUMENTS
    ]


def too_long(source: str) -> list[str]:
    """Functions of more than fifty lines, their signature and docstring included."""
    return [
        f"{function.lineno}: {function.name} has {lines} lines"
        for function in _functions(source)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]


def too_full(paths: Iterable[Path]) -> list[str]:
    """Folders with more than fourteen modules, `__init__` not counted."""
    counts = Counter(path.parent.as_posix() for path in paths if path.name != "__init__.py")
    return [
        f"{folder} holds {count} modules"
        for folder, count in sorted(counts.items())
        if count > MOST_MODULES and folder not in CROWDED
    ]


def import_cycle(sources: Mapping[str, str]) -> list[str]:
    """Modules that import one another in a ring when they are loaded, the first again at the end; empty if none do.

    What is imported inside a function, or for the type checker alone, does not count.
    """
    imports = {name: _imported(name, source, sources) for name, source in sources.items()}
    done: set[str] = set()
    for start in sorted(imports):
        if found := _ring(start, imports, [], done):
            return found
    return []


def _functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def _needed(args: ast.arguments) -> int:
    plain = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    plain = plain[1:] if plain[:1] in (["self"], ["cls"]) else plain
    return len(plain) + sum(default is None for default in args.kw_defaults)


def _imported(name: str, source: str, known: Mapping[str, str]) -> list[str]:
    """The modules of ours that are loaded before `name` is ready."""
    found: list[str] = []
    for node in _loaded(ast.parse(source).body):
        match node:
            case ast.Import(names=names):
                found += [alias.name for alias in names]
            case ast.ImportFrom(module=str(module), names=names):
                modules = [f"{module}.{alias.name}" for alias in names]
                found += [one if one in known else module for one in modules]
            case _:
                pass
    return [one for one in dict.fromkeys(found) if one in known and one != name]


def _loaded(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is loaded."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from _loaded(node.orelse)
            continue
        yield node
        for inner in ("body", "orelse", "finalbody"):
            yield from _loaded(getattr(node, inner, []))


def _ring(name: str, imports: Mapping[str, list[str]], path: list[str], done: set[str]) -> list[str]:
    if name in path:
        return [*path[path.index(name) :], name]
    if name not in done:
        for other in imports[name]:
            if found := _ring(other, imports, [*path, name], done):
                return found
        done.add(name)
    return []


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", SOURCES, ids=Path.as_posix)
def test_functions_are_short_and_take_few_arguments(path: Path) -> None:
    source = SOURCES[path].read_text(encoding="utf-8")
    assert too_many_arguments(source) == []
    assert path.as_posix().startswith(DATED) or too_long(source) == []


def test_no_folder_is_too_full() -> None:
    assert too_full(path for path in SOURCES if path.parts[0] in ("bot", "storage")) == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert import_cycle({_module(path): file.read_text(encoding="utf-8") for path, file in SOURCES.items()}) == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("def f(a, b, c, d, e, f): ...", 6),
        ("async def f(a, b, c, d, e, f=1): ...", 6),
        ("def f(a, b, c, /, d, *, e, f): ...", 6),
        ("class C:\n    def f(self, a, b, c, d, e, f): ...", 6),
        ("def outer():\n    def f(a, b, c, d, e, f, g): ...", 7),
    ],
)
def test_too_many_arguments_are_noticed(source: str, count: int) -> None:
    (found,) = too_many_arguments(source)
    assert found.endswith(f": f takes {count} arguments")


@pytest.mark.parametrize(
    "source",
    [
        "def f(a, b, c, d, e): ...",
        "def f(a, b, c, d, e, *more, g=1, h=2, **rest): ...",
        "class C:\n    def f(self, a, b, c, d, e): ...",
        "class C:\n    @classmethod\n    def f(cls, a, b, c, d, e): ...",
    ],
)
def test_five_arguments_pass(source: str) -> None:
    assert too_many_arguments(source) == []


def test_a_long_function_is_noticed() -> None:
    body = "\n    pass" * LONGEST_FUNCTION
    assert too_long(f"def f():{body}") == ["1: f has 51 lines"]
    assert too_long(f"class C:\n  async def f():{body}") == ["2: f has 51 lines"]
    assert too_long(f"def f():{body.removesuffix('pass')}") == []


def test_a_full_folder_is_noticed() -> None:
    full = [Path(f"bot/app/{n}.py") for n in range(MOST_MODULES)]
    assert too_full([*full, Path("bot/app/__init__.py"), Path("bot/app/inner/more.py")]) == []
    assert too_full([*full, Path("bot/app/more.py")]) == ["bot/app holds 15 modules"]


@pytest.mark.parametrize(
    "sources",
    [
        {"a": "import b", "b": "from c import d", "c": "import a"},
        {"a": "from p import b", "p": "", "p.b": "import a"},
        {"a": "class A:\n    import b", "b": "try:\n    import a\nexcept ImportError:\n    pass"},
        {"a": "if True:\n    import b", "b": "import a.c", "a.c": "from a import d"},
    ],
)
def test_a_ring_of_imports_is_noticed(sources: dict[str, str]) -> None:
    found = import_cycle(sources)
    assert len(found) > 2
    assert found[0] == found[-1]


def test_late_imports_and_those_for_types_make_no_ring() -> None:
    late = "def f():\n    import b"
    typed = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import c"
    assert import_cycle({"a": late, "b": typed, "c": "import a, b"}) == []
