"""A worker that waits hears of due work, whoever owes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from storage.database.notifier import Notifier
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import DAY, NOW, SECOND, do, enrol, journey, owed

Opened = Callable[[], SqlStore]
LONG = 30
"""Seconds that no test waits: one that does has missed the news."""


def save(wake_in: timedelta) -> Callable[[SqlUnit], None]:
    def work(unit: SqlUnit) -> None:
        unit.seen.mark(f"e{wake_in}", "p1", NOW)
        unit.journeys.save(journey(), NOW + wake_in)

    return work


async def _hears(worker: SqlStore, other: SqlStore, work: Callable[[SqlUnit], object]) -> bool:
    async with asyncio.timeout(5):
        await worker.wait(0.3)  # the first sight of the database may count as news
        await worker.wait(0.3)
    waiting = asyncio.ensure_future(worker.wait(LONG))
    await other.run(work)
    done, _ = await asyncio.wait({waiting}, timeout=1)
    waiting.cancel()
    return bool(done)


@pytest.mark.parametrize(
    "work", [lambda unit: unit.outbox.enqueue([owed()]), save(SECOND)], ids=["a post", "a wake-up"]
)
def test_the_news_comes_from_another_process(opened: Opened, work: Callable[[SqlUnit], object]) -> None:
    worker, other = opened(), opened()
    do(other, enrol())
    assert asyncio.run(_hears(worker, other, work))


@pytest.mark.parametrize(
    "work", [lambda unit: unit.outbox.enqueue([owed()]), save(SECOND)], ids=["a post", "a wake-up"]
)
def test_the_news_comes_from_this_process(store: SqlStore, work: Callable[[SqlUnit], object]) -> None:
    do(store, enrol())
    assert asyncio.run(_hears(store, store, work))


@pytest.mark.postgres
def test_what_is_not_due_soon_wakes_nobody(opened: Opened, url: str) -> None:
    if url.startswith("sqlite"):
        pytest.skip("on SQLite every commit of another process wakes a worker")
    worker, other = opened(), opened()
    do(other, enrol())
    assert not asyncio.run(_hears(worker, other, save(DAY)))


def test_without_news_it_returns_in_time(store: SqlStore) -> None:
    async def wait() -> None:
        async with asyncio.timeout(5):
            for _ in range(3):
                await store.wait(0)

    asyncio.run(wait())


def test_a_bell_rung_between_two_waits_is_heard_once() -> None:
    async def wait() -> tuple[float, float]:
        bell, clock = Notifier(), asyncio.get_running_loop().time
        bell.notify()
        bell.notify()
        start = clock()
        await bell.wait(LONG)
        heard = clock()
        await bell.wait(0.05)
        return heard - start, clock() - heard

    heard, silent = asyncio.run(wait())
    assert heard < 1
    assert silent > 0.04


def test_everybody_who_waits_hears_the_bell() -> None:
    async def wait() -> None:
        bell = Notifier()
        waiting = [asyncio.ensure_future(bell.wait(LONG)) for _ in range(3)]
        await asyncio.sleep(0)
        bell.notify()
        async with asyncio.timeout(5):
            await asyncio.gather(*waiting)

    asyncio.run(wait())
