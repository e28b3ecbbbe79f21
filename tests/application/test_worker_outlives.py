"""A worker outlives a database that is away, and a message that ends workers is told from those in its company."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.application.delivery.worker import FATAL, LEASE, RETRIES, STRIKES, TRIES, Worker
from bot.infra.backoff import Backoff
from bot.infra.clock import SetClock
from bot.ports import Busy, OutboxMessage, UnitOfWork
from bot.ports.outbox import SUSPICIOUS
from storage.store import SqlStore
from tests.application.test_worker import Fickle, Platform, worker
from tests.storage.values import NOW, do, enrol, owed

INNOCENT = [f"k{number}" for number in range(12)]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses of milliseconds."""
    short = Backoff(timedelta(milliseconds=1), timedelta(milliseconds=4))
    for name in ("LOOKING", "WRITING"):
        monkeypatch.setattr(f"bot.application.delivery.worker.{name}", short)
    monkeypatch.setattr("bot.application.delivery.worker.GRACE", 0.05)


@dataclass
class Deadly(Platform):
    """The worker process ends while it sends one of these."""

    fatal: frozenset[str] = frozenset()
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, post, people):  # type: ignore[no-untyped-def]
        if post.key in self.fatal:
            self.ended.set()
            await asyncio.Event().wait()
        return await super().deliver(post, people)


def lives(store: SqlStore, platform: Deadly, clock: SetClock, owner: str) -> bool:
    """Lets a worker do what is due; False if it ended over it, as with kill -9."""

    async def until_the_end() -> bool:
        platform.ended = asyncio.Event()
        working = asyncio.create_task(worker(store, platform, clock, owner).drain())
        ended = asyncio.create_task(platform.ended.wait())
        await asyncio.wait({working, ended}, return_when=asyncio.FIRST_COMPLETED)
        return working.done() and working.exception() is None

    return asyncio.run(until_the_end())


def lanes(*keys: str, twice: bool = True) -> list[OutboxMessage]:
    return [replace(owed(key, f"dm:{key}"), resend_if_uncertain=twice) for key in keys]


def dead(store: SqlStore) -> list[str]:
    return [one.key for one in do(store, lambda unit: unit.dead_letters.all())]


@pytest.mark.parametrize("looks_up", [True, False])
def test_a_message_that_ends_workers_is_given_up_and_none_of_those_in_its_company(
    store: SqlStore, clock: SetClock, looks_up: bool
) -> None:
    do(store, lambda unit: unit.outbox.enqueue([*lanes("poison", *INNOCENT), owed("next", "dm:poison")]))
    platform = Deadly(looks_up=looks_up, fatal=frozenset({"poison"}))
    deaths = 0
    while not lives(store, platform, clock, f"w{deaths}"):
        deaths += 1
        clock.at += LEASE
        assert deaths <= FATAL
    assert deaths == FATAL
    assert dead(store) == ["poison"]
    assert set(platform.keys) == {*INNOCENT, "next"}
    (letter,) = do(store, lambda unit: unit.dead_letters.all())
    assert f"the last {STRIKES} with nothing else in hand" in letter.detail


def test_a_worker_that_ends_over_something_else_is_held_against_no_message(store: SqlStore, clock: SetClock) -> None:
    """Twice as many workers as a message has tries are killed while they have all of them in hand."""
    do(store, lambda unit: unit.outbox.enqueue(lanes(*INNOCENT)))
    for number in range(2 * TRIES):

        def taken(unit: UnitOfWork, owner: str = f"w{number}") -> int:
            posts = unit.outbox.claim(clock.at, 100, owner, LEASE)
            return len(posts) or (unit.outbox.claim_suspect(clock.at, owner, LEASE) is not None)

        assert do(store, taken) == (len(INNOCENT) if number < SUSPICIOUS else 1)
        clock.at += LEASE
    platform = Deadly(looks_up=False)
    assert lives(store, platform, clock, "last")
    assert sorted(platform.keys) == sorted(INNOCENT)
    assert dead(store) == []


def test_a_suspect_is_tried_alone_after_all_others_and_cleared_by_a_worker_that_lives(
    store: SqlStore, clock: SetClock
) -> None:
    do(store, lambda unit: unit.outbox.enqueue(lanes("suspect")))
    for number in range(SUSPICIOUS):
        assert len(do(store, lambda unit, w=f"w{number}": unit.outbox.claim(clock.at, 9, w, LEASE))) == 1  # type: ignore[misc]
        clock.at += LEASE
    do(store, lambda unit: unit.outbox.enqueue(lanes(*INNOCENT)))
    beside: list[int] = []
    platform = Deadly(looks_up=False)

    def treat(post: OutboxMessage) -> None:
        if post.key == "suspect":
            beside.append(len(mine._under_way))
            raise Busy(1, "elsewhere")

    platform.treat = treat
    mine = worker(store, platform, clock)
    asyncio.run(mine.drain())
    assert beside == [1], "nothing else was under way"
    assert sorted(platform.keys) == sorted(INNOCENT), "the others came first"
    clock.at += timedelta(seconds=2)
    (again,) = do(store, lambda unit: unit.outbox.claim(clock.at, 9, "w9", LEASE))
    assert (again.key, again.lapses, again.attempts) == ("suspect", 0, 0)


def test_a_suspect_is_not_begun_while_anything_else_is_under_way(store: SqlStore, clock: SetClock) -> None:
    do(store, lambda unit: unit.outbox.enqueue(lanes("suspect")))
    for number in range(SUSPICIOUS):
        do(store, lambda unit, w=f"w{number}": unit.outbox.claim(clock.at, 9, w, LEASE))  # type: ignore[misc]
        clock.at += LEASE
    do(store, lambda unit: unit.outbox.enqueue(lanes("slow")))
    platform = Deadly(looks_up=False)

    async def is_busy() -> None:
        platform.hangs = asyncio.Event()
        mine = worker(store, platform, clock)
        assert await mine._start(20) == 1
        await platform.hangs.wait()
        assert await mine._start(20) == 0
        await mine.stop(0)

    asyncio.run(is_busy())
    assert platform.keys == ["slow"]


def test_a_post_that_is_set_aside_and_revived_is_no_suspect(store: SqlStore, clock: SetClock) -> None:
    do(store, lambda unit: unit.outbox.enqueue(lanes("poison")))
    platform = Deadly(fatal=frozenset({"poison"}))
    while not lives(store, platform, clock, "w1"):
        clock.at += LEASE
    (letter,) = do(store, lambda unit: unit.dead_letters.all())
    assert do(store, lambda unit: unit.dead_letters.revive(letter.id, clock.at))
    platform.fatal = frozenset()
    assert lives(store, platform, clock, "w2")
    assert platform.keys == ["poison"]


def test_a_worker_that_slept_through_its_own_lease_sends_nothing_twice(store: SqlStore, clock: SetClock) -> None:
    """A suspended laptop: the message is still under way when the worker finds its lease lapsed."""
    do(store, lambda unit: unit.outbox.enqueue(lanes("a")))
    platform = Deadly(looks_up=False)

    async def sleeps() -> None:
        platform.hangs = asyncio.Event()
        mine = worker(store, platform, clock)
        first = asyncio.create_task(mine.drain())
        await platform.hangs.wait()
        clock.at += timedelta(hours=8)
        assert await mine._start(20) == 1
        await asyncio.sleep(0.05)
        first.cancel()

    asyncio.run(sleeps())
    assert platform.keys == ["a"]


# The database is away


async def meanwhile(mine: Worker, does: Callable[[], Coroutine[object, object, None]]) -> None:
    """Runs the worker as its process does, ends it in order, and lets nothing take longer than it may."""
    async with asyncio.timeout(20):
        working = asyncio.create_task(mine.run())
        await does()
        await mine.stop(5)
        await working


async def until(true: Callable[[], object]) -> None:
    while not true():  # noqa: ASYNC110  # what is waited for knows nothing of the test
        await asyncio.sleep(0)


@pytest.mark.parametrize("looks_up", [True, False])
def test_what_was_sent_before_the_database_went_away_is_written_down_before_anything_is_claimed(
    store: SqlStore, clock: SetClock, looks_up: bool
) -> None:
    """However long it was away: the lease is over when it comes back, and the message is not sent again for that."""
    do(store, lambda unit: unit.outbox.enqueue(lanes("a", "b", "c")))
    fickle = Fickle(store)
    platform = Platform(looks_up=looks_up, arrived=lambda post: setattr(fickle, "away", True))
    mine = worker(fickle, platform, clock)

    async def goes_and_comes() -> None:
        await until(lambda: len(platform.kept) == 3 and fickle.refused > 3)
        clock.at += 3 * LEASE
        platform.arrived = lambda post: None
        fickle.away = False
        await until(lambda: not mine._under_way)

    asyncio.run(meanwhile(mine, goes_and_comes))
    assert sorted(platform.keys) == ["a", "b", "c"]
    assert do(store, lambda unit: unit.outbox.claim(clock.at + LEASE, 9, "w2", LEASE)) == []
    assert dead(store) == []


def test_after_a_long_absence_a_worker_lets_the_others_write_down_first_what_they_have_sent(
    store: SqlStore, clock: SetClock
) -> None:
    do(store, lambda unit: unit.outbox.enqueue(lanes("a")))
    (theirs,) = do(store, lambda unit: unit.outbox.claim(clock.at, 1, "another", LEASE))
    fickle = Fickle(store)
    fickle.away = True
    platform = Platform(looks_up=False)
    mine = worker(fickle, platform, clock, lease=timedelta(milliseconds=20))

    async def comes_back() -> None:
        await asyncio.sleep(0.05)
        clock.at += 2 * LEASE
        fickle.away = False
        await asyncio.sleep(0.02)  # the other is not the first to notice
        await store.run(lambda unit: unit.outbox.delivered(theirs, "another", "c1", "m1"))
        await asyncio.sleep(0.1)

    asyncio.run(meanwhile(mine, comes_back))
    assert platform.keys == []


def test_a_wake_that_met_no_database_is_not_left_for_its_lease_to_lapse(store: SqlStore, clock: SetClock) -> None:
    do(store, enrol(wake=NOW))
    fickle = Fickle(store)
    mine = worker(fickle, Platform(), clock)

    async def works() -> None:
        async with asyncio.timeout(20):
            starting = asyncio.create_task(mine._start(20))
            await until(lambda: mine._under_way)
            fickle.away = True
            asyncio.get_running_loop().call_later(0.05, setattr, fickle, "away", False)
            await starting
            await mine._settled()
        assert not mine._unsettled

    asyncio.run(works())
    assert do(store, lambda unit: unit.outbox.claim_wakes(clock.at + LEASE, 9, "w2", LEASE)) == []


def test_retries_count_as_before(store: SqlStore, clock: SetClock) -> None:
    """Ten tries that ended are the most a message gets, whatever befell workers meanwhile."""
    do(store, lambda unit: unit.outbox.enqueue(lanes("poison")))

    def breaks(post: OutboxMessage) -> None:
        raise KeyError("colour")

    mine = worker(store, Platform(treat=breaks), clock)
    for _ in range(TRIES):
        assert dead(store) == []
        do(store, lambda unit: unit.outbox.claim(clock.at, 1, "killed", LEASE))
        clock.at += LEASE
        asyncio.run(mine.drain())
        clock.at += 2 * RETRIES.last
    assert dead(store) == ["poison"]
