"""Who only reads takes no lock: held over every transaction that is begun in the tree.

1. What `Store.run` is given writes something: a lambda, or a function of its module, that calls nothing of its unit but what is
   known to read is `Store.read`'s.
2. What is read of many pairs (a list, a week, the export) is read by `Store.read` alone, whoever asks for it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache

from tests.copying import HERE

ROOTS = ("bot", "adapters", "storage", "content")
READS = frozenset(
    {
        *("announcements.is_due", "inquiries.is_due"),
        *("contents.going", "dead_letters.all", "facts.get", "facts.starting", "journeys.all", "journeys.of"),
        *("erasures.ended", "erasures.withdrawals", "outbox.backlog", "outbox.next_due", "outbox.owes"),
        *("people.at", "people.coordinators", "people.coordinators_of", "people.every_membership"),
        *("people.memberships", "people.names", "people.of_id", "people.of_pair", "people.pairs_at"),
        *("programmes.all", "programmes.at", "programmes.of", "programmes.of_coordinator", "programmes.of_pair"),
        *("seen.is_claimed", "session.row", "session.rows", "weeks.is_frozen", "weeks.last", "weeks.of"),
        *("standings.batch", "standings.count", "standings.of", "standings.page", "standings.stages"),
        *("standings.tracks", "standings.version", "standings.week"),
    }
)
"""What locks and writes nothing, of the parts of a unit."""
WRITES_AND_TELLS = frozenset({"NEXT_REVISION"})
"""Statements that give a row of what they write."""
LOCKS_ANYWAY = frozenset({"bot/application/delivery/worker.py"})
"""A worker asks whether its database can be written again."""


@cache
def sources() -> Mapping[str, ast.Module]:
    files = (path for root in ROOTS for path in sorted((HERE / root).rglob("*.py")))
    return {path.relative_to(HERE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def only_reading(tree: ast.Module) -> Iterator[int]:
    """The lines on which something that only reads is run by a store as if it wrote."""
    functions = _functions(tree)
    for scope in (node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)):
        near = functions | _functions(scope)
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call) and node.args):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "run" and _is_store(call.func.value):
                work = call.args[0]
                found = work if isinstance(work, ast.Lambda) else near.get(_name(work))
                if found is not None and _reads(found, near):
                    yield call.lineno


def _functions(tree: ast.AST) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _is_store(value: ast.expr) -> bool:
    return _name(value).endswith("store")


def _name(value: ast.AST) -> str:
    """The last of it."""
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _reads(work: ast.Lambda | ast.FunctionDef, functions: Mapping[str, ast.FunctionDef]) -> bool:
    """Whether each call that has to do with the unit is known to read, and there is one."""
    first = next((one.arg for one in work.args.args if one.arg != "self"), "")
    used = [node for node in ast.walk(work) if isinstance(node, ast.Call) and _uses(node, first)]
    return bool(used) and all(_is_reading(one, first, functions) for one in used)


def _uses(call: ast.Call, unit: str) -> bool:
    """Whether something is asked of the unit, or the unit is handed on."""
    return _asked(call, unit) != "" or any(isinstance(one, ast.Name) and one.id == unit for one in call.args)


def _asked(call: ast.Call, unit: str) -> str:
    """`people.at` of `unit.people.at(…)`."""
    words = ast.unparse(call.func)
    return words.removeprefix(f"{unit}.") if words.startswith(f"{unit}.") else ""


def _is_reading(call: ast.Call, unit: str, functions: Mapping[str, ast.FunctionDef]) -> bool:
    if asked := _asked(call, unit):
        return asked in READS and not any(_name(one) in WRITES_AND_TELLS for one in call.args)
    function = functions.get(_name(call.func))
    return function is not None and _reads(function, functions)


def test_what_only_reads_is_not_run_as_if_it_wrote() -> None:
    found = [
        f"{name}:{line}" for name, tree in sources().items() if name not in LOCKS_ANYWAY for line in only_reading(tree)
    ]
    assert found == [], "`Store.read` is enough"


def test_it_is_noticed() -> None:
    source = """
class One:
    async def all(self):
        await self.store.run(lambda unit: unit.facts.get("a"))
        await self.store.run(lambda unit: unit.facts.put("a", "b"))
        await self._store.run(lambda unit: self._of(unit))
        await store.run(noted)
        await store.run(elsewhere)
        await store.read(lambda unit: unit.facts.get("a"))

    def _of(self, unit):
        return [unit.people.at(one) for one in _every(unit)]

def _every(unit):
    return unit.people.coordinators()

def noted(unit):
    if unit.facts.get("a"):
        unit.facts.drop("a")
"""
    assert list(only_reading(ast.parse(source))) == [4, 6]
