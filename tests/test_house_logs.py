"""No log call says what an exception says, nor names a pair: held over every call in the tree.

1. A message is one literal, and what varies stands beside it, so that what may be said is decided by `bot.infra.logs`.
2. An exception is handed over itself, or as its type's name, or by one of its codes. Never as text: `str`, `repr`, an f-string or
   `%r` would say what it says, and so would its `args`.
3. The pair is in no call: it stands beside every line by its name in the log (`logs.about`).
4. A kind of exception that may say more than its type (`Logged`) is made of no other exception's text.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from tests.copying import HERE

ROOTS = ("bot", "adapters", "storage", "content", "benchmarks")
LEVELS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log"})
LOGGERS = frozenset({"log", "logger", "logging", "top"})

CODES = frozenset({"reason", "status", "errno", "strerror", "why", "code", "logged"})
"""Attributes of exceptions that hold one of a few values."""
SAYS_A_CODE = frozenset({"type", "_told", "code", "said_of", "cure_of", "_where"})
"""Functions that make something of an exception that may be said: its type, Slack's word, the database's and its cure, a field."""
TEXT = frozenset({"text"})
"""In the place of an exception's types: it is what one says."""
PERSONAL = frozenset({"pair", "key", "name", "person", "sender"})
"""What is said of somebody, as an attribute of a message, a person or an event."""
NAMES_A_THING = frozenset(
    {("bot/application/coordination/channel_troubles.py", "name"), ("adapters/calendars/sign_in.py", "name")}
)
"""The name of a channel, and of a calendar service."""


@cache
def sources() -> Mapping[str, ast.Module]:
    files = (path for root in ROOTS for path in sorted((HERE / root).rglob("*.py")))
    return {path.relative_to(HERE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in files}


@cache
def kinds() -> Mapping[str, frozenset[str]]:
    """Every class of exception, ours and Python's, by name: the names of what it is made from."""
    found = {
        name: frozenset(one.__name__ for one in kind.__mro__)
        for name, kind in vars(builtins).items()
        if isinstance(kind, type) and issubclass(kind, BaseException)
    }
    classes = {
        node.name: {ast.unparse(base).rpartition(".")[2] for base in node.bases}
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    grown = True
    while grown:
        grown = False
        for name, bases in classes.items():
            if name not in found and (known := bases & found.keys()):
                found[name] = frozenset({name}).union(*(found[base] for base in known))
                grown = True
    return found


def faults(tree: ast.Module, path: str = "") -> list[str]:
    """What is wrong with the log calls of a module, and with its errors that may say more than their type."""
    return [f"{path}:{line}: {told}" for line, told in sorted({*_of_calls(tree, path), *_of_raised(tree)})]


def _of_calls(tree: ast.Module, path: str) -> Iterator[tuple[int, str]]:
    for call, errors in _calls(tree):
        if not _is_log(call):
            continue
        if not call.args:
            yield call.lineno, "says nothing"
            continue
        message, *rest = call.args
        if not isinstance(message, ast.Constant) or not isinstance(message.value, str):
            yield call.lineno, "the message is no literal"
        elif "%r" in message.value and any(_named(one) & errors.keys() for one in rest):
            yield call.lineno, "%r of an exception"
        for one in rest:
            for name in _bare(one, errors, handed=True):
                yield call.lineno, f"what {name} says"
            for word in _personal(one):
                if (path, word) not in NAMES_A_THING:
                    yield call.lineno, f"somebody's {word}"


def _of_raised(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for call, errors in _calls(tree):
        name = ast.unparse(call.func).rpartition(".")[2]
        if "Logged" not in kinds().get(name, ()) or name in _overridden():
            continue
        foreign = {error: types for error, types in errors.items() if not _all_logged(types)}
        for one in call.args:
            for error in _bare(one, foreign, handed=False):
                yield call.lineno, f"{name} says what {error} says"


@cache
def _overridden() -> frozenset[str]:
    """Kinds that say something else in a log than their text, and those made from them."""
    own = {
        node.name
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and node.name != "Logged"
        and any(getattr(one, "name", "") == "logged" for one in node.body)
    }
    return frozenset(name for name, made_from in kinds().items() if own & made_from)


def _all_logged(types: frozenset[str]) -> bool:
    return bool(types) and all("Logged" in kinds().get(one, ()) and one not in _overridden() for one in types)


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, Mapping[str, frozenset[str]]]]:
    """Each call, with the exceptions that have a name there, and their types."""

    def walk(
        node: ast.AST, errors: Mapping[str, frozenset[str]]
    ) -> Iterator[tuple[ast.Call, Mapping[str, frozenset[str]]]]:
        match node:
            case ast.ExceptHandler(name=str(name), type=types):
                errors = {**errors, name: frozenset(_types(types))}
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                errors = dict(errors)
                for one in given:
                    types_of = frozenset(_types(one.annotation)) & kinds().keys()
                    errors.pop(one.arg, None)
                    if types_of:
                        errors[one.arg] = types_of
                for name in _taken(node):
                    errors[name] = frozenset({"BaseException"})
                for name in _spelt(node, errors):
                    errors[name] = TEXT
            case ast.Call():
                yield node, errors
        for child in ast.iter_child_nodes(node):
            yield from walk(child, errors)

    yield from walk(tree, {})


def _taken(function: ast.AST) -> Iterator[str]:
    """`error = task.exception()`, in either form."""
    for node in ast.walk(function):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Attribute(attr="exception"), args=[]))
                | ast.NamedExpr(target=ast.Name(id=name), value=ast.Call(func=ast.Attribute(attr="exception"), args=[]))
            ):
                yield name


def _spelt(function: ast.AST, given: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """`told = str(error)`: names of what an exception says, unless it may say it."""
    handlers = (node for node in ast.walk(function) if isinstance(node, ast.ExceptHandler) and node.name)
    caught = {str(one.name): frozenset(_types(one.type)) for one in handlers}
    errors = {name: types for name, types in {**given, **caught}.items() if not _all_logged(types)}
    for node in ast.walk(function):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.NamedExpr(target=ast.Name(id=name), value=value)
            ) if any(_bare(value, errors, handed=True)):
                yield name


def _types(node: ast.AST | None) -> Iterator[str]:
    for one in ast.walk(node) if node is not None else ():
        match one:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name


def _is_log(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr=level, value=ast.Name(id=name)):
            return level in LEVELS and name in LOGGERS
        case ast.Attribute(attr=level, value=ast.Attribute(attr=name)):
            return level in LEVELS and name.lstrip("_") in LOGGERS
        case ast.Attribute(attr=level, value=ast.Call(func=made)):
            return level in LEVELS and ast.unparse(made).endswith("getLogger")
    return False


def _named(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _bare(node: ast.AST, errors: Mapping[str, frozenset[str]], *, handed: bool) -> Iterator[str]:
    """Exceptions of which more is said than their type or a code; `handed`: one may be handed over as it is."""
    match node:
        case ast.Name(id=name) if name in errors:
            if not handed or errors[name] is TEXT:
                yield name
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if name in errors:
            if attr not in CODES:
                yield f"{name}.{attr}"
        case ast.Call(func=ast.Name(id=name)) if name in SAYS_A_CODE:
            pass
        case ast.Call(func=ast.Attribute(attr=name)) if name in SAYS_A_CODE:
            pass
        case ast.Tuple() | ast.Starred() | ast.IfExp() | ast.BoolOp():
            for child in ast.iter_child_nodes(node):
                yield from _bare(child, errors, handed=handed)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _bare(child, errors, handed=False)


def _personal(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        match one:
            case ast.Name(id="pair"):
                yield "pair"
            case ast.Attribute(attr=word, value=value) if word in PERSONAL and not ast.unparse(value).startswith(
                "type("
            ):
                yield word


def test_the_calls_are_found() -> None:
    found = [call for tree in sources().values() for call, _ in _calls(tree) if _is_log(call)]
    assert len(found) > 80
    assert {"Unavailable", "Refused", "SlackApiError", "TimeoutError"} - {"SlackApiError"} <= kinds().keys()


@pytest.mark.parametrize("path", sorted(sources()))
def test_no_log_call_says_what_an_exception_says_or_whom_it_is_about(path: str) -> None:
    assert faults(sources()[path], path) == []


@pytest.mark.parametrize(
    "call",
    [
        'log.error(f"it failed: {error}")',
        'log.error("it failed: " + str(error))',
        'log.error("it failed: %s" % error)',
        'log.error("it failed: %s".format(error))',
        "log.error(error)",
        'log.error("it failed: %s", str(error))',
        'log.error("it failed: %s", repr(error))',
        'log.error("it failed: %s", f"{error}")',
        'log.error("it failed: %r", error)',
        'log.error("it failed: %s", error.args)',
        'log.error("it failed: %s", error.args[0])',
        'log.error("it failed: %s", error.__cause__)',
        'self._log.error("it failed: %s", str(error))',
        'logging.getLogger("x").error("it failed: %s", str(error))',
        'log.log(30, f"{error}")',
        'log.error("%s failed", event.pair)',
        'log.error("%s failed", pair)',
        'log.error("%s failed", post.key)',
        'log.error("%s failed", person.name)',
        'raise Unavailable(f"it failed: {error}")',
        "raise Unavailable(str(error))",
        'raise LedgerTrouble("it failed: " + repr(error))',
    ],
)
def test_what_would_say_it_is_noticed(call: str) -> None:
    inside = f"try:\n    f()\nexcept KeyError as error:\n    {call}\n"
    assert len(faults(ast.parse(inside))) >= 1


@pytest.mark.parametrize(
    "function",
    [
        'def told(error: Exception):\n    log.error("it failed: %s", str(error))',
        'def told(error: OSError | None):\n    log.error("it failed: %s", f"{error}")',
        'def told(task):\n    if (error := task.exception()) is not None:\n        log.error("it failed: %s", str(error))',
        'def told(error: Exception):\n    words = str(error)\n    log.error("it failed: %s", words)',
        'def told():\n    try:\n        f()\n    except OSError as error:\n        words = f"{error}"\n    log.error("%s", words)',
        'def told(task):\n    error = task.exception()\n    log.error("it failed: %s", str(error))',
    ],
)
def test_however_the_exception_got_there(function: str) -> None:
    assert len(faults(ast.parse(function))) == 1


@pytest.mark.parametrize(
    "call",
    [
        'log.error("it failed: %s", error)',
        'log.error("it failed: %s", type(error).__name__)',
        'log.error("it failed", exc_info=error)',
        'log.exception("it failed")',
        'log.error("it failed: %s", error.errno)',
        'raise Unavailable(f"it failed: {type(error).__name__}")',
        "raise Refused(Reason.FAULTY, str(error))",
        'print(f"it failed: {error}")',
    ],
)
def test_what_says_nothing_of_it_is_let_through(call: str) -> None:
    assert faults(ast.parse(f"try:\n    f()\nexcept OSError as error:\n    {call}\n")) == []
