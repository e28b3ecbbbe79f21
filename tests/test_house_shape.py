"""The shape of the house: functions are short and take few arguments, folders are small, imports make a tree."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("bot", "adapters", "content", "storage")
SOURCES = {path.relative_to(ROOT): path for name in OURS for path in sorted((ROOT / name).rglob("*.py"))}

MOST_ARGUMENTS = 5
LONGEST_FUNCTION = 50
MOST_MODULES = 14
CROWDED = ("bot/engine/flows", "storage/migrations/versions")
"""One module a conversation, or a migration, however many there are."""

DATED = "storage/migrations/versions/"
"""A migration is one long function, and stays as it was on its day; their folder grows with every one."""


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
    """Migrations come one after another, and are read one at a time."""
    found = (path for path in SOURCES if path.parts[0] in ("bot", "storage") and path.parent.name != "versions")
    assert too_full(found) == []


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
