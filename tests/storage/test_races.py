"""Two stores at once, as two processes would be: each has threads and connections of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.engine.ids import TimerId
from bot.ports import OutboxMessage
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.seals import SEAL
from tests.storage.server import Server
from tests.storage.values import MINUTE, NOW, claim, do, enrol, keys, owed

Opened = Callable[[], SqlStore]
WAIT = 10
"""Seconds after which a thread that should have been let on counts as stuck."""


def hear(event: str) -> Callable[[SqlUnit], bool]:
    return lambda unit: unit.seen.mark(event, "p1", NOW)


def test_an_event_is_first_for_one_of_two(opened: Opened) -> None:
    one, two = opened(), opened()
    events = [f"e{number}" for number in range(40)]

    async def race() -> list[bool]:
        return await asyncio.gather(*(store.run(hear(event)) for event in events for store in (one, two)))

    results = asyncio.run(race())
    assert [sum(pair) for pair in zip(results[::2], results[1::2], strict=True)] == [1] * len(events)


def test_a_pair_is_enrolled_by_one_of_two(opened: Opened) -> None:
    one, two = opened(), opened()

    async def race() -> list[bool]:
        tries = [store.run(enrol(f"p{number}", wake=NOW)) for number in range(20) for store in (one, two)]
        return await asyncio.gather(*tries)

    results = asyncio.run(race())
    assert [sum(pair) for pair in zip(results[::2], results[1::2], strict=True)] == [1] * 20


def settle(post: OutboxMessage, owner: str) -> Callable[[SqlUnit], bool]:
    return lambda unit: unit.outbox.delivered(post, owner, "C", "m")


def test_two_workers_share_the_posts(opened: Opened) -> None:
    one, two = opened(), opened()
    do(
        one,
        lambda unit: unit.outbox.enqueue(
            [owed(f"{place}.{n}", f"dm:{place}") for n in range(5) for place in range(12)]
        ),
    )

    async def worker(store: SqlStore, owner: str) -> list[OutboxMessage]:
        done: list[OutboxMessage] = []
        while posts := await store.run(lambda unit: claim(unit, limit=3, owner=owner)):
            for post in posts:
                assert await store.run(settle(post, owner))
            done += posts
        return done

    async def race() -> tuple[list[OutboxMessage], list[OutboxMessage]]:
        return await asyncio.gather(worker(one, "one"), worker(two, "two"))

    first, second = asyncio.run(race())
    rest = asyncio.run(worker(one, "rest"))  # one may have found everything leased by two, and gone home
    everything = [post.key for post in (*first, *second, *rest)]
    assert sorted(everything) == sorted(f"{place}.{n}" for n in range(5) for place in range(12))


def test_two_workers_share_the_wake_ups(opened: Opened) -> None:
    one, two = opened(), opened()
    do(one, lambda unit: [enrol(f"p{n:02}", wake=NOW)(unit) for n in range(30)])

    async def worker(store: SqlStore, owner: str) -> list[str]:
        done: list[str] = []
        while wakes := await store.run(lambda unit: unit.outbox.claim_wakes(NOW, 4, owner, MINUTE)):
            assert len(wakes) <= 4
            done += [wake.pair for wake in wakes]
        return done

    async def race() -> tuple[list[str], list[str]]:
        return await asyncio.gather(worker(one, "one"), worker(two, "two"))

    first, second = asyncio.run(race())
    assert sorted(first + second) == [f"p{n:02}" for n in range(30)]


def test_a_journey_is_locked_while_it_is_worked_on(opened: Opened) -> None:
    one, two = opened(), opened()
    do(one, enrol())

    def step(unit: SqlUnit) -> None:
        now = unit.journeys.of("p1")
        assert now is not None
        unit.journeys.save(replace(now, done=(*now.done, TimerId("step"))), None)

    async def race() -> None:
        await asyncio.gather(*(store.run(step) for _ in range(25) for store in (one, two)))

    asyncio.run(race())
    after = do(one, lambda unit: unit.journeys.of("p1"))
    assert after is not None
    assert len(after.done) == 50


@pytest.fixture
def two_on_postgres(postgres: Server) -> tuple[SqlStore, SqlStore]:
    url = postgres.new_database(migrated=True)
    return open_store(url, seal=SEAL), open_store(url, seal=SEAL)


async def _both(
    first: SqlStore, work: Callable[[SqlUnit], object], second: SqlStore, meanwhile: Callable[[SqlUnit], object]
) -> object:
    """Runs `meanwhile` to its end while `work` is done and not yet committed; returns what it returned."""
    done, go = threading.Event(), threading.Event()

    def held(unit: SqlUnit) -> None:
        work(unit)
        done.set()
        assert go.wait(WAIT)

    running = asyncio.ensure_future(first.run(held))
    assert await asyncio.to_thread(done.wait, WAIT)
    try:
        return await second.run(meanwhile)
    finally:
        go.set()
        await running


@pytest.mark.postgres
def test_a_claim_that_is_not_committed_blocks_its_lane_and_nobody_else(
    two_on_postgres: tuple[SqlStore, SqlStore],
) -> None:
    one, two = two_on_postgres
    do(one, lambda unit: unit.outbox.enqueue([owed("a1"), owed("a2"), owed("b1", "dm:bo"), owed("b2", "dm:bo")]))

    async def race() -> object:
        found = await _both(one, lambda unit: claim(unit, limit=1), two, lambda unit: keys(claim(unit, owner="two")))
        await one.close()
        await two.close()
        return found

    assert asyncio.run(race()) == ["b1"]


@pytest.mark.postgres
def test_transactions_in_each_others_way_are_run_again(two_on_postgres: tuple[SqlStore, SqlStore]) -> None:
    one, two = two_on_postgres
    do(one, lambda unit: [enrol(pair)(unit) for pair in ("p1", "p2")])
    both = threading.Barrier(2, timeout=WAIT)
    tries: list[str] = []

    def crossing(first: str, second: str) -> Callable[[SqlUnit], None]:
        def work(unit: SqlUnit) -> None:
            unit.journeys.of(first)
            tries.append(first)
            if len(tries) <= 2:
                both.wait()
            unit.journeys.of(second)
            unit.facts.put(first, "done")

        return work

    async def race() -> list[str | None]:
        await asyncio.gather(one.run(crossing("p1", "p2")), two.run(crossing("p2", "p1")))
        facts = await one.run(lambda unit: [unit.facts.get("p1"), unit.facts.get("p2")])
        await one.close()
        await two.close()
        return facts

    assert asyncio.run(race()) == ["done", "done"]
    assert len(tries) > 2  # one of them had to begin again
