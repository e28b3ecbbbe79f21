"""What is read of the database for a scrape: truly, seldom, and in time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import pytest
from prometheus_client.metrics_core import Metric

from bot.application.coordination.channel_troubles import NotedTroubles
from bot.application.delivery import alive
from bot.application.delivery.alive import FRESH, Seen
from bot.application.delivery.watching import KEPT, Watcher
from bot.infra import metrics
from bot.infra.clock import SetClock
from bot.ports import Reason, Refused, Store, UnitOfWork
from bot.ports.troubles import ChannelTrouble, TroubleKind
from storage.store import SqlStore
from tests.application.test_worker import Fickle
from tests.measuring import values
from tests.storage.values import DAY, MINUTE, NOW, SECOND, claim, do, enrol, owed

T = TypeVar("T")

CHANNELS = ("slack", "teams")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


def asked(watcher: Watcher) -> Sequence[Metric]:
    return asyncio.run(watcher.families())


def value(found: Sequence[Metric], name: str, *labels: str) -> float:
    return values(found, name)[labels]


def test_an_empty_house_has_a_figure_for_each_channel_that_is_on(store: SqlStore, clock: SetClock) -> None:
    found = asked(Watcher(store, clock, CHANNELS))
    assert {one.name for one in found} == {one.name for one in metrics.READ}
    assert value(found, "together_database_up") == 1
    assert values(found, "together_workers") == {("slack",): 0, ("teams",): 0}
    assert values(found, "together_worker_last_seen_seconds") == {}
    assert set(values(found, "together_owed").values()) == {0}
    assert values(found, "together_oldest_due_seconds") == {
        **{(kind, ""): 0 for kind in ("wake", "calendar", "event")},
        **{("message", channel): 0 for channel in CHANNELS},
    }


def test_what_is_owed_and_since_when(store: SqlStore, clock: SetClock) -> None:
    do(store, enrol("p1", wake=NOW - 7 * MINUTE))
    do(store, lambda unit: unit.outbox.enqueue([owed(channel="slack", due=NOW - MINUTE), owed("x", channel="gone")]))
    found = asked(Watcher(store, clock, CHANNELS))
    assert value(found, "together_owed", "slack", "ready") == 1
    assert value(found, "together_owed", "gone", "ready") == 1, "a channel that was switched off is still owed"
    assert value(found, "together_oldest_due_seconds", "wake", "") == 7 * 60
    assert value(found, "together_oldest_due_seconds", "message", "slack") == 60


def test_what_nobody_has_tried_grows_old_while_somebody_looks(store: SqlStore, clock: SetClock) -> None:
    watcher = Watcher(store, clock, CHANNELS)

    def age() -> float:
        return value(asked(watcher), "together_oldest_due_seconds", "message", "slack")

    do(store, lambda unit: unit.outbox.enqueue([owed("a", "1", channel="slack"), owed("b", "2", channel="slack")]))
    assert age() == 0
    clock.at += MINUTE
    assert age() == 60
    (first,) = do(store, lambda unit: claim(unit, clock.at, limit=1))
    do(store, lambda unit: unit.outbox.delivered(first, "worker", "C1", "m1"))
    clock.at += MINUTE
    assert age() == 0, "the next one is seen for the first time"
    clock.at += 3 * MINUTE
    assert age() == 3 * 60
    for post in do(store, lambda unit: claim(unit, clock.at)):
        do(store, lambda unit, post=post: unit.outbox.delivered(post, "worker", "C1", "m2"))  # type: ignore[misc]
    clock.at += MINUTE
    assert age() == 0


def test_a_clock_that_was_set_back_makes_nothing_younger_than_new(store: SqlStore, clock: SetClock) -> None:
    watcher = Watcher(store, clock, CHANNELS)
    do(store, lambda unit: unit.outbox.enqueue([owed(channel="slack")]))
    do(store, lambda unit: alive.note(unit, Seen("w1", NOW, CHANNELS)))
    asked(watcher)
    clock.at -= DAY
    found = asked(watcher)
    assert value(found, "together_oldest_due_seconds", "message", "slack") == 0
    assert value(found, "together_worker_last_seen_seconds") == 0


def test_dead_letters_workers_and_troubles(store: SqlStore, clock: SetClock) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed(channel="slack")]))
    do(store, lambda unit: unit.dead_letters.put(claim(unit)[0], "worker", Refused(Reason.LEFT, "gone"), NOW))
    for one in (
        Seen("a", NOW - 2 * FRESH, ("slack",)),
        Seen("b", NOW - 5 * SECOND, CHANNELS),
        Seen("c", NOW, ("teams",)),
    ):
        do(store, lambda unit, one=one: alive.note(unit, one))  # type: ignore[misc]
    for workspace in ("T1", "T2"):
        trouble = ChannelTrouble("slack", TroubleKind.TOKEN, "refused", workspace)
        asyncio.run(NotedTroubles(store, clock).report(trouble))
    found = asked(Watcher(store, clock, CHANNELS))
    dead = values(found, "together_dead_letters")
    assert dead == {(channel, why): int((channel, why) == ("slack", "left")) for channel in CHANNELS for why in Reason}
    assert values(found, "together_workers") == {("slack",): 1, ("teams",): 2}
    assert value(found, "together_worker_last_seen_seconds") == 0
    assert values(found, "together_channel_troubles") == {("slack", "token"): 2}
    clock.at += DAY / 2
    found = asked(Watcher(store, clock, CHANNELS))
    assert values(found, "together_workers") == {("slack",): 0, ("teams",): 0}
    assert value(found, "together_worker_last_seen_seconds") == DAY.total_seconds() / 2


@dataclass
class Slow:
    """A store that answers when it is let, and counts how often it was asked."""

    store: Store
    let: asyncio.Event
    asked: int = 0

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        raise AssertionError("it only reads")

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        self.asked += 1
        await self.let.wait()
        return await self.store.read(work)

    async def wait(self, seconds: float) -> None: ...
    async def close(self) -> None: ...


def test_it_is_read_once_in_five_seconds(store: SqlStore, clock: SetClock) -> None:
    async def play() -> list[int]:
        slow = Slow(store, asyncio.Event())
        slow.let.set()
        watcher, seen = Watcher(slow, clock, CHANNELS), []
        for step in (timedelta(), KEPT - SECOND, SECOND, -DAY):
            clock.at += step
            await watcher.families()
            seen.append(slow.asked)
        return seen

    assert asyncio.run(play()) == [1, 1, 2, 3], "a clock that jumped back says nothing of how old it is"


def test_a_database_that_does_not_answer_is_down_and_is_not_asked_again_meanwhile(
    store: SqlStore, clock: SetClock
) -> None:
    async def play() -> None:
        slow = Slow(store, asyncio.Event())
        watcher = Watcher(slow, clock, CHANNELS, patience=0.01)
        for _ in range(3):
            found = await watcher.families()
            assert value(found, "together_database_up") == 0
            assert values(found, "together_owed") == {}, "figures of before would look like those of now"
            clock.at += MINUTE
        assert slow.asked == 1
        slow.let.set()
        watcher.patience = 10
        assert value(await watcher.families(), "together_database_up") == 1

    asyncio.run(play())


def test_a_database_that_is_away_is_down_until_it_is_back(store: SqlStore, clock: SetClock) -> None:
    fickle = Fickle(store)
    watcher = Watcher(fickle, clock, CHANNELS)
    fickle.away = True
    assert value(asked(watcher), "together_database_up") == 0
    fickle.away = False
    clock.at += KEPT
    assert value(asked(watcher), "together_database_up") == 1
