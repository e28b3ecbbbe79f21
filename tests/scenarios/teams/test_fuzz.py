"""Whatever comes in with a valid token, the answer is never a 500."""

from __future__ import annotations

import asyncio
import copy
import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.adapters.teams.fakes import AWA, BOT, CAMILLE, Json, button
from tests.scenarios.teams.house import CHAT, House, house

ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    2**63,
    2**70,
    1.5,
    "",
    "x" * 5000,
    "\0",
    "\u202e",
    "\ud83d\ude00",
    [],
    {},
    [None],
    [[]],
    {"id": None},
    [{"id": 3}],
    {"together": None},
    {"together": {"pair": "\0", "card": "x", "action": "date.tap", "values": ["\0"]}},
    {"action": {"data": {"together": {"action": "pair", "values": ["nobody prep"]}}}},
]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths(inner, (*path, key))


def changed(activity: Json, chance: random.Random) -> Json:
    value: Any = copy.deepcopy(activity)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        every = list(paths(value))
        *way, last = chance.choice(every)
        if way and way[0] == "channelData" and chance.random() < 0.7:
            continue  # else it is only another tenant
        inside = value
        for step in way:
            inside = inside[step]
        if chance.random() < 0.2 and isinstance(inside, dict):
            del inside[last]
        else:
            inside[last] = copy.deepcopy(chance.choice(ODD))
    found: Json = value
    return found


async def fuzz(chance: random.Random, count: int) -> Counter[int]:
    """Sends so many bent activities, and returns how often each status was the answer; a 500 is an AssertionError."""
    seen: Counter[int] = Counter()
    async with house() as one:
        await one.install(AWA, CAMILLE)
        await one.gather()
        one.clock.at = one.clock.at.replace(hour=9)
        await one.settle()
        models = list(_models(one))
        for number in range(count):
            activity = changed(chance.choice(models), chance)
            if chance.random() < 0.9:
                activity["serviceUrl"] = one.cloud.service
                activity["id"] = f"fuzz-{number}"
            status, _ = await one.post(activity)
            assert status < 500, (status, json.dumps(activity))
            seen[status] += 1
    return seen


@pytest.mark.parametrize("seed", range(3))
def test_fuzzed_activities_are_never_a_500(seed: int) -> None:
    seen = asyncio.run(fuzz(random.Random(seed), 150))
    assert seen[200] > 30, seen
    assert seen[400] > 5, seen


def _models(one: House) -> Iterator[Json]:
    pen = one.pen
    date = next(post for post in one.cloud.at(CHAT) if post.key == "s1.date")
    tap = button(date.card, "date.tap")
    yield pen.says(AWA, "prep")
    yield pen.says(AWA, "{bot} prep", CHAT)
    yield pen.slash(CAMILLE, "date", CHAT)
    yield pen.presses(AWA, date, tap, {"choice:x": "1"})
    yield pen.submits(CAMILLE, date, tap)
    yield pen.installs(AWA)
    yield pen.joins(AWA, CHAT, BOT)
    yield pen.leaves(AWA, CHAT, CAMILLE.member)
