"""Works that come at once are committed together, and one that fails takes no other with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.infra.batching import LONG, MOST, BatchingStore
from bot.ports import Store, Unavailable, UnitOfWork
from storage.database.schema import migrate
from storage.store import open_store
from tests.seals import SEAL

T = TypeVar("T")


class Counting:
    """A store that counts transactions."""

    def __init__(self, store: Store) -> None:
        self.store, self.runs, self.away = store, 0, False

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        self.runs += 1
        if self.away:
            raise Unavailable("away")
        return await self.store.run(work)

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self.store.read(work)

    async def wait(self, seconds: float) -> None: ...
    async def close(self) -> None: ...


def play(url: str, story: Callable[[Counting, BatchingStore], object]) -> None:
    async def told() -> None:
        migrate(url)
        store = open_store(url, seal=SEAL)
        counting = Counting(store)
        await story(counting, BatchingStore(counting, now=lambda: 0.0))  # type: ignore[misc]
        await store.close()

    asyncio.run(told())


def putting(name: str) -> Callable[[UnitOfWork], str]:
    def work(unit: UnitOfWork) -> str:
        unit.facts.put(name, name)
        return name

    return work


def failing(unit: UnitOfWork) -> str:
    unit.facts.put("bad", "bad")
    raise KeyError("mistake")


def test_what_comes_at_once_is_committed_together(sqlite_url: str) -> None:
    async def story(store: Counting, gathered: BatchingStore) -> None:
        names = [f"n{n}" for n in range(50)]
        assert await asyncio.gather(*(gathered.run(putting(name)) for name in names)) == names
        assert store.runs <= 50 / MOST + 1
        for name in names:
            assert await store.store.run(lambda unit, name=name: unit.facts.get(name)) == name  # type: ignore[misc]

    play(sqlite_url, story)


def test_one_that_fails_is_undone_alone(sqlite_url: str) -> None:
    async def story(store: Counting, gathered: BatchingStore) -> None:
        works = [putting("a"), failing, putting("b"), failing]
        results = await asyncio.gather(*map(gathered.run, works), return_exceptions=True)
        assert [str(result) for result in results] == ["a", "'mistake'", "b", "'mistake'"]
        kept = [await store.store.run(lambda unit, n=n: unit.facts.get(n)) for n in ("a", "b", "bad")]  # type: ignore[misc]
        assert kept == ["a", "b", None]
        assert await gathered.run(putting("c")) == "c"

    play(sqlite_url, story)


def test_without_the_database_each_is_told(sqlite_url: str) -> None:
    async def story(store: Counting, gathered: BatchingStore) -> None:
        store.away = True
        results = await asyncio.gather(*(gathered.run(putting("a")) for _ in range(5)), return_exceptions=True)
        assert all(isinstance(result, Unavailable) for result in results)
        assert store.runs <= 2

    play(sqlite_url, story)


def test_one_who_went_away_keeps_nobody_waiting(sqlite_url: str) -> None:
    async def story(store: Counting, gathered: BatchingStore) -> None:
        gone = asyncio.create_task(gathered.run(putting("a")))
        await asyncio.sleep(0)
        gone.cancel()
        assert await gathered.run(putting("b")) == "b"
        with pytest.raises(asyncio.CancelledError):
            await gone

    play(sqlite_url, story)


def test_a_transaction_takes_in_no_more_once_it_lasts_long(sqlite_url: str) -> None:
    """Somebody else waits for it: what is left comes in the next one, in its order."""
    ticks = iter(range(1000))

    async def story(store: Counting, _: BatchingStore) -> None:
        gathered = BatchingStore(store, now=lambda: next(ticks) * LONG * 0.6)
        names = [f"n{n}" for n in range(12)]
        assert await asyncio.gather(*(gathered.run(putting(name)) for name in names)) == names
        assert store.runs == 6

    play(sqlite_url, story)


def test_rows_are_locked_in_order(sqlite_url: str) -> None:
    """Two processes that lock the same two the other way round would wait for each other."""

    async def story(store: Counting, gathered: BatchingStore) -> None:
        locked: list[str] = []
        pairs = ["p3", "p1", "p2", "p1"]
        await asyncio.gather(*(gathered.run(lambda _, pair=pair: locked.append(pair), locks=pair) for pair in pairs))  # type: ignore[misc]
        assert locked == sorted(pairs)

    play(sqlite_url, story)
