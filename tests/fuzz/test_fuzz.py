"""Some thousands of bent bodies for each edge, and that the watch would notice. `make soak` sends a hundred thousand."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.fuzz import EDGES
from tests.fuzz.bend import WAYS, at, bent, dumped, pick, torn, twice
from tests.fuzz.slack import SlackEdge, slack
from tests.fuzz.watch import CHUNK, Body, Edge, Fault, fuzz

SEED = 1


@pytest.mark.parametrize("chunk", range(2))
@pytest.mark.parametrize("edge", EDGES)
def test_no_body_however_bent_breaks_an_edge(edge: str, chunk: int) -> None:
    seen = asyncio.run(fuzz(EDGES[edge], SEED, range(chunk * CHUNK, (chunk + 1) * CHUNK)))
    assert seen.total() == CHUNK
    assert min(seen[200], seen[400]) > CHUNK // 5, "it goes deep, and it is noticed"


@pytest.mark.parametrize("edge", EDGES)
def test_a_seed_and_a_number_make_the_same_body_again(edge: str) -> None:
    async def bodies() -> list[Body]:
        with TemporaryDirectory() as folder:
            async with EDGES[edge](Path(folder)) as one:
                return [one.body(random.Random(f"{SEED}/{n}"), n) for n in range(300)]

    first, again = asyncio.run(bodies()), asyncio.run(bodies())
    assert first == again
    assert len(set(first)) > 295


# The watch would notice --------------------------------------------------------------------------------------------

Send = Callable[[SlackEdge, Body], Awaitable[int]]


async def _as_500(edge: SlackEdge, body: Body) -> int:
    return 500


async def _in_the_log(edge: SlackEdge, body: Body) -> int:
    logging.getLogger("adapters.slack").warning("an answer could not be shown", exc_info=ValueError("ours"))
    return 200


async def _late(edge: SlackEdge, body: Body) -> int:
    edge.patience = 0.0
    return 200


async def _half(edge: SlackEdge, body: Body) -> int:
    await edge.container.store.run(lambda unit: unit.seen.claim_once(str(id(body)), edge.clock.now()))
    return 400


async def _anew(edge: SlackEdge, body: Body) -> int:
    with closing(sqlite3.connect(edge.container.settings.database_url.removeprefix("sqlite:///"))) as database:
        database.execute("UPDATE pair SET track = track || '+'")
        database.commit()
    return 200


@pytest.mark.parametrize(
    ("send", "what"),
    [
        (_as_500, "the answer was 500"),
        (_in_the_log, "ValueError: ours"),
        (_late, "the answer took"),
        (_half, "refused with 400, and something was stored"),
        (_anew, "it came again, and changed something"),
    ],
)
def test_what_an_edge_owes_and_does_not_keep_is_said_with_the_way_back(send: Send, what: str) -> None:
    class Broken(SlackEdge):
        async def send(self, body: Body) -> int:
            return await send(self, body)

    @asynccontextmanager
    async def broken(folder: Path) -> AsyncIterator[Edge]:
        async with slack(folder) as one:
            one.__class__ = Broken
            yield one

    with pytest.raises(Fault, match=what) as fault:
        asyncio.run(fuzz(broken, 3, range(2)))
    assert "python -m tests.fuzz slack --seed 3 --body 0" in str(fault.value)


# The ways to bend --------------------------------------------------------------------------------------------------

MODEL = {"type": "message", "user": {"id": "U1", "tags": ["a", "b"]}, "value": '["first"]', "count": 3, "on": None}


def test_a_model_is_bent_in_every_way_and_stays_as_it_was() -> None:
    before = json.dumps(MODEL)
    seen = [bent(random.Random(n), MODEL, 1) for n in range(3000)]
    assert json.dumps(MODEL) == before
    found = Counter(_how(one) for one in seen)
    for way in ("dropped", "null", "as another type", "more", "in the text", "vast", "inside a text"):
        assert found[way] > 5, (way, found)


def _how(one: dict[str, object]) -> str:
    text = dumped(one)
    if len(text) > 50_000:
        return "vast"
    if len(one) < len(MODEL):
        return "dropped"
    if len(one) > len(MODEL):
        return "more"
    changed = next((name for name in MODEL if one.get(name) != MODEL[name]), "")
    match changed, one.get(changed):
        case _, None:
            return "null"
        case "value", str(held) if held.startswith("[") and held not in ("[]", MODEL["value"]):
            return "inside a text"
        case "type", str():
            return "in the text"
        case "type" | "value", _:
            return "as another type"
    return "otherwise"


def test_every_way_leaves_something_that_can_be_sent() -> None:
    for n in range(3000):
        chance = random.Random(n)
        text = dumped(bent(chance, MODEL))
        assert isinstance(json.loads(twice(chance, text)), (dict, list))
        assert isinstance(torn(chance, text.encode()), bytes)


def test_each_part_is_found_where_it_stands() -> None:
    found = {pick(random.Random(n), MODEL) for n in range(500)}
    assert {("user",), ("user", "tags", 1), ("value",), ("on",)} < found
    assert at(MODEL, ("user", "tags", 1)) == "b"
    assert len(WAYS) > 10
