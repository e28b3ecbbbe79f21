"""The pace of a channel: reckoned here, kept by claims."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.ports import Rate
from bot.ports.plugins.rate import SECOND as S
from storage.outbox.pace import Pace
from storage.store import SqlStore, open_store
from tests.seals import SEAL
from tests.storage.values import NOW, SECOND, claim, do, keys, owed

PACE = Pace({"slack": Rate(lane_seconds=1, scope_per_second=2, scope_burst=3)})


@pytest.fixture
def paced(url: str) -> Iterator[SqlStore]:
    store = open_store(url, pace=PACE, seal=SEAL)
    yield store
    asyncio.run(store.close())


def test_a_burst_then_the_rate() -> None:
    rate = Rate(scope_per_second=2, scope_burst=3)
    now, spent, gone = 100 * S, 0, []
    for _ in range(5):
        count = rate.allowed(now, spent)
        assert count is not None
        spent = rate.spend(now, spent, count)
        gone.append(count)
        now += S
    assert gone == [3, 2, 2, 2, 2]
    assert rate.allowed(now + 60 * S, spent) == 3


def test_the_next_is_free_when_the_rate_says() -> None:
    rate = Rate(scope_per_second=2, scope_burst=3)
    now = 100 * S
    spent = rate.spend(now, 0, 3)
    free = rate.free_at(spent)
    assert free == now + S // 2
    assert (rate.allowed(free - 1, spent), rate.allowed(free, spent)) == (0, 1)


def test_without_a_rate_nothing_waits() -> None:
    assert Pace().of("local/home").allowed(0, 0) is None
    assert Rate().free_at(123) == 0


def test_a_scope_keeps_its_rate(paced: SqlStore) -> None:
    do(paced, lambda unit: unit.outbox.enqueue([owed(place=f"dm:{n}", channel="slack") for n in range(9)]))
    do(paced, lambda unit: unit.outbox.enqueue([owed("local", f"dm:{n}") for n in range(9)]))
    claimed = do(paced, lambda unit: claim(unit, limit=100))
    assert len(claimed) == 3 + 9
    do(paced, lambda unit: [unit.outbox.delivered(post, "worker", "C", "m") for post in claimed])
    assert do(paced, lambda unit: unit.outbox.next_due()) == NOW + SECOND / 2
    assert do(paced, claim) == []
    assert len(do(paced, lambda unit: claim(unit, NOW + SECOND))) == 2


def test_two_stores_share_a_rate(paced: SqlStore, url: str) -> None:
    do(paced, lambda unit: unit.outbox.enqueue([owed(place=f"dm:{n}", channel="slack") for n in range(9)]))
    other = open_store(url, pace=PACE, seal=SEAL)

    async def race() -> int:
        one, two = await asyncio.gather(paced.run(claim), other.run(claim))
        return len(one) + len(two)

    assert asyncio.run(race()) == 3
    asyncio.run(other.close())


def test_a_lane_keeps_its_interval(paced: SqlStore) -> None:
    do(paced, lambda unit: unit.outbox.enqueue([owed("one", channel="slack"), owed("two", channel="slack")]))
    (one,) = do(paced, claim)
    do(paced, lambda unit: unit.outbox.delivered(one, "worker", "C", "m"))
    assert do(paced, lambda unit: unit.outbox.next_due()) == NOW + SECOND
    assert do(paced, lambda unit: claim(unit, NOW + timedelta(seconds=0.9))) == []
    assert keys(do(paced, lambda unit: claim(unit, NOW + SECOND))) == ["two"]
