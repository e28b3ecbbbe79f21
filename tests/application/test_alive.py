"""Workers note that they live, so that others can tell whether anybody is at work."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.application.delivery import alive
from bot.application.delivery.alive import EVERY, FRESH, KEPT, Seen
from bot.application.delivery.worker import Worker
from bot.application.event_handler import EventHandler
from bot.infra.clock import SetClock
from bot.ports import Store
from storage.store import SqlStore
from tests.application.test_worker import Fickle, Platform, worker
from tests.storage.values import NOW, do, owed
from tests.values import CONTENT


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


def seen(store: SqlStore) -> Sequence[Seen]:
    return do(store, alive.seen)


def test_notes_are_read_back_by_name(store: SqlStore) -> None:
    notes = [Seen("b:2:ff", NOW, ("local", "slack")), Seen("a:1:00", NOW + EVERY)]
    for one in notes:
        do(store, lambda unit, one=one: alive.note(unit, one))  # type: ignore[misc]
    assert seen(store) == notes[::-1]
    do(store, lambda unit: alive.forget(unit, "a:1:00"))
    assert seen(store) == notes[:1]


def test_a_note_is_good_for_a_minute_and_gone_after_a_day(store: SqlStore) -> None:
    crashed = Seen("crashed", NOW)
    ages = (timedelta(0), FRESH, FRESH + timedelta(seconds=1))
    assert [crashed.lives(NOW + age) for age in ages] == [True, True, False]
    do(store, lambda unit: alive.note(unit, crashed))
    for age, names in ((KEPT, ["crashed", "other"]), (KEPT + timedelta(seconds=1), ["other"])):
        do(store, lambda unit, at=NOW + age: alive.note(unit, Seen("other", at)))  # type: ignore[misc]
        assert [one.name for one in seen(store)] == names


def test_a_note_of_a_later_release_can_be_read(store: SqlStore) -> None:
    do(store, lambda unit: unit.facts.put("worker:w9", f'{{"at": "{NOW.isoformat()}", "speaks": ["more"]}}'))
    assert seen(store) == [Seen("w9", NOW)]


class Watched(Worker):
    """A worker that one can wait for."""

    idle: asyncio.Event

    async def _until_news(self, seconds: float) -> None:
        self.idle.set()
        await super()._until_news(seconds)

    async def _pause(self, seconds: float) -> None:
        self.idle.set()
        await super()._pause(seconds)

    async def turns(self, count: int = 2) -> None:
        """It has looked at everything anew: the first turn may be one that was under way."""
        for _ in range(count):
            async with asyncio.timeout(10):
                await self.idle.wait()
                self.idle.clear()
                self.look()
                await self.idle.wait()


def watched(store: Store, clock: SetClock) -> Watched:
    mine = Watched(EventHandler(store, CONTENT.programme, CONTENT.voices, clock), {"local": Platform()}, clock, "w1")
    mine.idle = asyncio.Event()
    return mine


def test_a_worker_notes_itself_while_it_idles_and_takes_its_note_away(store: SqlStore, clock: SetClock) -> None:
    noted: list[Sequence[Seen]] = []

    async def idles() -> None:
        mine = watched(store, clock)
        working = asyncio.create_task(mine.run())
        for seconds in (0, 10, 10, 5, -3600):
            clock.at += timedelta(seconds=seconds)
            await mine.turns()
            noted.append(await store.run(alive.seen))
        await mine.stop(5)
        await working

    asyncio.run(idles())
    late = NOW + timedelta(seconds=25) - timedelta(hours=1)
    assert noted == [[Seen("w1", at, ("local",))] for at in (NOW, NOW, NOW + EVERY, NOW + EVERY, late)]
    assert seen(store) == []


def test_a_worker_that_is_cut_off_in_the_middle_of_a_send_has_stopped_all_the_same(
    store: SqlStore, clock: SetClock
) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("a")]))
    platform = Platform()

    async def ends_in_the_middle() -> None:
        platform.hangs = asyncio.Event()
        mine = worker(store, platform, clock)
        working = asyncio.create_task(mine.run())
        async with asyncio.timeout(10):
            await platform.hangs.wait()
            assert [one.name for one in await store.run(alive.seen)] == ["w1"]
            await mine.stop(0.05)
            await working

    asyncio.run(ends_in_the_middle())
    assert seen(store) == []


def test_a_worker_without_its_database_goes_on_and_notes_itself_later(store: SqlStore, clock: SetClock) -> None:
    fickle = Fickle(store)

    async def away_at_first() -> None:
        fickle.away = True
        mine = watched(fickle, clock)
        working = asyncio.create_task(mine.run())
        await asyncio.wait_for(mine.idle.wait(), 10)
        fickle.away = False
        await mine.turns()
        assert [one.name for one in await store.run(alive.seen)] == ["w1"]
        fickle.away = True
        await mine.stop(5)
        await working

    asyncio.run(away_at_first())
    assert [one.name for one in seen(store)] == ["w1"], "nobody could take it away, so it goes stale"
