"""What a worker does about sends that fail, hang, or cannot be written down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.application.delivery.worker import HOURS, LEASE, RETRIES, TRIES, Worker
from bot.application.event_handler import EventHandler
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.ports import Doubtful, Lane, OutboxMessage, Person, Reason, Sent, Store, Unavailable, Unexplained, UnitOfWork
from storage.store import SqlStore
from tests.storage.values import NOW, do, owed
from tests.values import CONTENT

T = TypeVar("T")


@dataclass
class Platform:
    """Keeps what arrives; `treat` may wait or raise, before or after (`arrived`) the message is kept."""

    looks_up: bool = True
    treat: Callable[[OutboxMessage], object] = lambda post: None
    arrived: Callable[[OutboxMessage], object] = lambda post: None
    hangs: asyncio.Event | None = None
    """Set once a message was kept; no answer ever comes."""
    kept: list[OutboxMessage] = field(default_factory=list)
    name: str = "local"

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        self.treat(post)
        self.kept.append(post)
        if self.hangs is not None:
            self.hangs.set()
            await asyncio.Event().wait()
        self.arrived(post)
        return Sent("c1", f"m{post.id}")

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return Sent("c1", f"m{post.id}") if any(one.id == post.id for one in self.kept) else None

    async def close(self) -> None:
        pass

    @property
    def keys(self) -> list[str]:
        return [post.key for post in self.kept]


class Fickle:
    """A store that is away whenever it is told to be."""

    def __init__(self, store: SqlStore) -> None:
        self._store, self.away, self.refused = store, False, 0

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.away:
            self.refused += 1
            raise Unavailable("away")
        return await self._store.run(work)

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self.run(work)

    async def wait(self, seconds: float) -> None:
        await self._store.wait(seconds)

    async def close(self) -> None:
        await self._store.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


def worker(store: Store, platform: Platform, clock: SetClock, owner: str = "w1", lease: timedelta = LEASE) -> Worker:
    service = EventHandler(store, CONTENT.programme, CONTENT.voices, clock)
    return Worker(service, {"local": platform}, clock, owner, lease)


def fails(error: Exception, *keys: str) -> Callable[[OutboxMessage], None]:
    """Raises it for posts of these keys."""

    def treat(post: OutboxMessage) -> None:
        if post.key in keys:
            raise error

    return treat


def test_a_message_that_breaks_the_channel_is_given_up_and_the_conversation_goes_on(
    store: SqlStore, clock: SetClock
) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("poison"), owed("next")]))
    platform = Platform(treat=fails(KeyError("colour"), "poison"))
    mine = worker(store, platform, clock)
    for _ in range(TRIES):
        assert platform.keys == []
        asyncio.run(mine.drain())
        clock.at += 2 * RETRIES.last
    assert platform.keys == ["next"]
    (dead,) = do(store, lambda unit: unit.dead_letters.all())
    assert (dead.key, "KeyError" in dead.detail) == ("poison", True)


def test_what_is_refused_without_a_reason_is_tried_for_hours_and_then_believed(
    store: SqlStore, clock: SetClock
) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("odd"), owed("next")]))
    behind = Lane("local", "", "dm:bo")
    platform = Platform(treat=fails(Unexplained(Reason.FORBIDDEN, "no word of why", behind), "odd"))
    mine = worker(store, platform, clock)
    while clock.at < NOW + HOURS:
        asyncio.run(mine.drain())
        assert do(store, lambda unit: unit.dead_letters.all()) == []
        clock.at += RETRIES.last
    asyncio.run(mine.drain())
    (dead,) = do(store, lambda unit: unit.dead_letters.all())
    assert (dead.key, dead.reason, dead.detail) == ("odd", Reason.FORBIDDEN, "no word of why")
    assert dead.behind == str(behind), "only that chat is shut"
    assert platform.keys == ["next"]


def test_however_often_it_is_refused_without_a_reason(store: SqlStore, clock: SetClock) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("odd")]))
    platform = Platform(treat=fails(Unexplained(Reason.FORBIDDEN, ""), "odd"))
    mine = worker(store, platform, clock)
    for _ in range(2 * TRIES):
        asyncio.run(mine.drain())
        due = do(store, lambda unit: unit.outbox.next_due())
        assert due is not None
        clock.at = due
    assert NOW + HOURS > clock.at > NOW + HOURS / 4
    platform.treat = lambda post: None
    asyncio.run(mine.drain())
    assert platform.keys == ["odd"]


@pytest.mark.parametrize("twice", [True, False])
def test_where_nothing_can_be_looked_up_its_kind_decides(store: SqlStore, clock: SetClock, twice: bool) -> None:
    do(store, lambda unit: unit.outbox.enqueue([replace(owed("doubtful"), resend_if_uncertain=twice), owed("next")]))
    platform = Platform(looks_up=False, arrived=fails(Doubtful("no answer"), "doubtful"))
    mine = worker(store, platform, clock)
    asyncio.run(mine.drain())
    platform.arrived = lambda post: None
    clock.at += RETRIES.last
    asyncio.run(mine.drain())
    assert platform.keys == (["doubtful", "doubtful", "next"] if twice else ["doubtful", "next"])
    assert [dead.key for dead in do(store, lambda unit: unit.dead_letters.all())] == ([] if twice else ["doubtful"])


def test_a_send_is_written_down_once_the_database_is_back(store: SqlStore, clock: SetClock) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("a")]))
    fickle = Fickle(store)

    def goes_away(post: OutboxMessage) -> None:
        fickle.away = True
        asyncio.get_running_loop().call_later(0.1, setattr, fickle, "away", False)

    platform = Platform(looks_up=False, arrived=goes_away)
    asyncio.run(worker(fickle, platform, clock).drain())
    clock.at += 2 * LEASE
    asyncio.run(worker(store, platform, clock, "w2").drain())
    assert platform.keys == ["a"]


def test_a_send_that_was_never_written_down_is_looked_up_and_not_repeated(store: SqlStore, clock: SetClock) -> None:
    """Even if its worker ends in peace: its lease is not given back, as if nothing had been sent."""
    do(store, lambda unit: unit.outbox.enqueue([owed("a")]))
    fickle = Fickle(store)
    platform = Platform(arrived=lambda post: setattr(fickle, "away", True))

    async def works() -> None:
        mine = worker(fickle, platform, clock)
        working = asyncio.create_task(mine.drain())
        while not platform.kept:  # noqa: ASYNC110  # the platform knows nothing of the test
            await asyncio.sleep(0.01)
        await mine.stop(0.1)
        working.cancel()

    asyncio.run(works())
    clock.at += LEASE
    asyncio.run(worker(store, platform, clock, "w2").drain())
    assert platform.keys == ["a"]
    assert do(store, lambda unit: unit.outbox.claim(clock.at + LEASE, 1, "w3", LEASE)) == []


def test_a_send_that_is_cut_off_by_the_end_is_looked_up_once_its_lease_has_lapsed(
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
            await mine.stop(0.05)
            await working

    asyncio.run(ends_in_the_middle())
    platform.hangs = None
    other = worker(store, platform, clock, "w2")
    assert asyncio.run(other.drain()) == 0
    clock.at += LEASE
    assert asyncio.run(other.drain()) == 1
    assert platform.keys == ["a"]


def test_what_is_claimed_while_it_is_told_to_end_is_still_done(store: SqlStore, clock: SetClock) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed(f"k{n}", f"dm:{n}") for n in range(5)]))
    platform = Platform()

    async def told_while_it_claims() -> None:
        mine = worker(store, platform, clock)
        working = asyncio.create_task(mine.run())
        await asyncio.sleep(0)  # it has asked the store, which has not answered yet
        await mine.stop(5)
        await working

    asyncio.run(told_while_it_claims())
    assert len(platform.kept) in (0, 5)
    left = do(store, lambda unit: unit.outbox.claim(clock.at, 10, "w2", LEASE))
    assert len(left) == 5 - len(platform.kept)
    assert not any(post.doubtful for post in left)
