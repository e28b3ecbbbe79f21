"""Bends what a platform sends, along its structure: fields are dropped, emptied, turned into another type, doubled, swapped.

Body number `n` of a seed is the work of `random.Random(f"{seed}/{n}")` and of nothing else, so that it can be made again.
Strings that hold a structure of their own (a button's value, a view's metadata) are bent inside as well.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Sequence
from typing import Any

Json = Any
Path = tuple[Any, ...]

LONG = 3000
VAST = 60_000
"""The length of a text that is longer than a platform's own limits, and of one that is longer than anything."""

STRINGS = (
    "", " ", "\0", "a\0b", "\u202egnirts", "\ud83d", "\udc00\ud800", "😀", "e\u0301\u0301\u0301", "\u200b", "\ufeff",
    "null", "-1", "1e400", "9" * 400, "../../etc/passwd", "' OR 1=1 --", "%s %n {0} {bot}", "p|a|b|1", "|||", "#", "[]",
    "{}", '["\\u0000"]', "<@U00000011>", "<!channel>", "&amp;&lt;", "<at></at>", "prep", "aide", "status", "stop",
    "2026-02-30", "2026-01-15", "25:61", "10:00", "9999-12-31", "home", "im", "T000000001", "E0ORG", "personal",
    "groupChat", "view", "x" * LONG,
)  # fmt: skip
NUMBERS = (0, -1, 1, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 2**70, 1.5, -0.0, 1e308, float("inf"), float("nan"))
OTHERS: tuple[Json, ...] = (
    None, True, False, [], {}, [None], [[]], [{}], {"": ""}, {"id": None}, {"id": 3}, [{"id": []}],
    {"together": None}, {"together": {"pair": "\0", "card": "x", "action": "date.tap", "values": ["\0"]}},
    {"action": {"data": {"together": {"action": "pair", "values": ["nobody prep"]}}}},
)  # fmt: skip


def odd(chance: random.Random) -> Json:
    """A value that nobody sends on purpose; now and then a vast or a deep one."""
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(STRINGS)
    if kind < 0.65:
        return chance.choice(NUMBERS)
    if kind < 0.97:
        return copy.deepcopy(chance.choice(OTHERS))
    if kind < 0.98:
        return chance.choice(("x", "é", "😀", "a,", "<at>", "&")) * VAST
    return _deep(chance.choice((60, 300)), chance.choice(([], {})))


def _deep(levels: int, shape: Json) -> Json:
    value: Json = "in the end"
    for _ in range(levels):
        value = [value] if isinstance(shape, list) else {"id": value}
    return value


def pick(chance: random.Random, value: Json) -> Path:
    """The way to some part of a value, the nearer to the outermost the likelier; empty if it has none."""
    path: list[Any] = []
    while isinstance(value, (dict, list)) and value and not (path and chance.random() < 0.3):
        step = chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
        path.append(step)
        value = value[step]
    return tuple(path)


def at(value: Json, path: Path) -> Json:
    for step in path:
        value = value[step]
    return value


# The ways to bend; each changes what is `inside` at `key`, or around it ------------------------------------------------


def drop(chance: random.Random, inside: Json, key: Any, whole: Json) -> None:
    del inside[key]


def nullify(chance: random.Random, inside: Json, key: Any, whole: Json) -> None:
    inside[key] = None


def replace(chance: random.Random, inside: Json, key: Any, whole: Json) -> None:
    inside[key] = odd(chance)


def retype(chance: random.Random, inside: Json, key: Any, whole: Json) -> None:
    """The same thing as another type: a text as a number, one value as a list of it, a list as its first."""
    match inside[key]:
        case str(text):
            inside[key] = chance.choice(
                ([text], {"id": text}, len(text), text.encode("utf-8", "replace").hex(), bool(text))
            )
        case list(several):
            inside[key] = chance.choice(
                ({str(n): one for n, one in enumerate(several)}, several[0] if several else "", json.dumps(several))
            )
        case dict(fields):
            inside[key] = chance.choice((list(fields.values()), [fields], json.dumps(fields), list(fields)))
        case other:
            inside[key] = chance.choice((str(other), [other], {"value": other}))


def double(chance: random.Random, inside: Json, key: Any, whole: Json) -> None:
    """Once more, or many times; a field under its name in other letters."""
    again = copy.deepcopy(inside[key])
    if isinstance(inside, list):
        inside[key:key] = [again] * chance.choice((1, 1, 2, 60))
    else:
        inside[chance.choice((key.upper(), f"{key} ", f"{key}2", key[::-1]))] = again


def rename(chance: random.Random, inside: Json, key: Any, whole: Json) -> None:
    if isinstance(inside, dict):
        inside[chance.choice((key.upper(), key.replace("_", ""), f"{key}s", ""))] = inside.pop(key)
    else:
        inside.reverse()


def swap(chance: random.Random, inside: Json, key: Any, whole: Json) -> None:
    """What stands somewhere else stands here too."""
    inside[key] = copy.deepcopy(at(whole, pick(chance, whole)))


def scratch(chance: random.Random, inside: Json, key: Any, whole: Json) -> None:
    """A text with some characters gone, doubled or strange; in a text that is JSON, a part of that."""
    text = inside[key]
    if not isinstance(text, str) or not text:
        inside[key] = odd(chance)
    elif (held := _held(text)) is not None:
        inside[key] = dumped(bent(chance, held, 1))
    else:
        start, stop = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        inside[key] = text[:start] + chance.choice(("", text[start:stop] * 2, *STRINGS[:20])) + text[stop:]


def _held(text: str) -> Json:
    try:
        held = json.loads(text) if text[0] in "[{" else None
    except ValueError:
        return None
    return held or None


WAYS: Sequence[Callable[[random.Random, Json, Any, Json], None]] = (
    drop, drop, nullify, nullify, replace, replace, replace, retype, retype, double, rename, swap, scratch, scratch,
)  # fmt: skip


def bent(chance: random.Random, model: Json, times: int = 0) -> Json:
    """A copy of the model that is bent in one place, or in some."""
    value = copy.deepcopy(model)
    for _ in range(times or chance.choice((1, 1, 1, 2, 4))):
        path = pick(chance, value)
        if not path:
            break
        chance.choice(WAYS)(chance, at(value, path[:-1]), path[-1], value)
    return value


# As bytes --------------------------------------------------------------------------------------------------------------


def dumped(value: Json) -> str:
    """As JSON; what is infinite is written as JavaScript would."""
    return json.dumps(value, default=str)


def twice(chance: random.Random, text: str) -> str:
    """The same JSON with a field that comes twice in an object, first as something else."""
    starts = [place for place in range(len(text) - 1) if text.startswith('{"', place)]
    if not starts:
        return text
    start = chance.choice(starts) + 1
    name = text[start : text.find('"', start + 1) + 1]
    return f"{text[:start]}{name}: {dumped(odd(chance))}, {text[start:]}"


def torn(chance: random.Random, body: bytes) -> bytes:
    """Bytes that were cut, mixed up or written by another rule."""
    start, stop = sorted((chance.randrange(len(body) + 1), chance.randrange(len(body) + 1)))
    return chance.choice(
        (
            b"",
            body[:start],
            body[:start] + body[stop:],
            body[:start] + chance.randbytes(4) + body[start:],
            body[:start] + body[start:stop] * 2 + body[stop:],
            b"\xef\xbb\xbf" + body,
            body.decode("utf-8", "replace").encode("utf-16"),
            b"[" * 100_000,
            b'{"a":' * 20_000,
            chance.randbytes(200),
        )
    )
