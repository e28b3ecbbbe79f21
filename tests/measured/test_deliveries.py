"""What workers and the store count and time while they work."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.application.delivery.worker import RETRIES, TRIES
from bot.infra.clock import SetClock
from bot.ports import Busy, Doubtful, OutboxMessage, Reason, Refused, Unavailable, Unreached
from storage.database.trouble import Conflict
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.application.test_worker import Platform, fails, worker
from tests.measuring import counted
from tests.seals import SEAL
from tests.storage.values import MINUTE, NOW, do, enrol, owed

LAG = "together_due_lag_seconds_sum"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (Busy(7), "busy"),
        (Unreached("no connection"), "unreached"),
        (Doubtful("dropped"), "doubtful"),
        (KeyError("colour"), "broken"),
        (Refused(Reason.LEFT, "gone"), "refused"),
    ],
)
def test_every_try_is_counted_by_what_it_came_to(
    trouble: Exception, outcome: str, store: SqlStore, clock: SetClock
) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("bad", "a"), owed("good", "b")]))
    with counted("together_tries_total") as tries, counted("together_delivered_total") as delivered:
        asyncio.run(worker(store, Platform(treat=fails(trouble, "bad")), clock).drain())
    assert tries == {("local", outcome): 1, ("local", "delivered"): 1}
    assert delivered == {("local",): 1}


def test_what_is_set_aside_is_counted_once_by_its_reason(store: SqlStore, clock: SetClock) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("gone", "a"), owed("poison", "b"), owed("off", channel="teams")]))

    def treat(post: OutboxMessage) -> None:
        fails(Refused(Reason.LEFT, "gone"), "gone")(post)
        fails(Unreached("no"), "poison")(post)

    with counted("together_refused_total") as refused, counted("together_tries_total") as tries:
        for _ in range(TRIES):
            asyncio.run(worker(store, Platform(treat=treat), clock).drain())
            clock.at += 2 * RETRIES.last
    assert refused == {("local", "left"): 1, ("local", "tried"): 1, ("teams", "removed"): 1}
    assert tries == {("local", "refused"): 1, ("local", "unreached"): TRIES}


def test_how_late_a_wake_up_and_a_dated_message_are(store: SqlStore, clock: SetClock) -> None:
    do(store, enrol("p1", wake=NOW))
    do(store, lambda unit: unit.outbox.enqueue([owed("dated", "a", due=NOW + MINUTE), owed("at-once", "b")]))
    clock.at += 3 * MINUTE
    with counted(LAG) as lag, counted("together_due_lag_seconds_count") as count:
        asyncio.run(worker(store, Platform(), clock).drain())
    assert lag == {("wake",): 180, ("message",): 120}
    assert count["wake",] == 1


def test_a_second_try_says_nothing_of_how_late_the_first_was(store: SqlStore, clock: SetClock) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("dated", due=NOW)]))
    platform = Platform(treat=fails(Unreached("no"), "dated"))
    with counted("together_due_lag_seconds_count") as count:
        for _ in range(2):
            asyncio.run(worker(store, platform, clock).drain())
            clock.at += timedelta(hours=2)
    assert count == {("message",): 1}


def test_a_transaction_is_timed_and_its_conflicts_are_counted(store: SqlStore) -> None:
    tried = []

    def work(unit: SqlUnit) -> None:
        tried.append(unit)
        if len(tried) < 3:
            raise Conflict

    def broken(unit: SqlUnit) -> None:
        raise LookupError

    name = "together_transaction_seconds_count"
    with counted(name) as timed, counted("together_transaction_troubles_total") as troubles:
        do(store, work)
        asyncio.run(store.read(lambda unit: None))
        with pytest.raises(LookupError):
            do(store, broken)
    assert timed == {("write",): 4, ("read",): 1}
    assert troubles == {("conflict",): 2}


def test_a_database_that_is_away_is_counted(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/missing.db", seal=SEAL)
    with counted("together_transaction_troubles_total") as troubles, pytest.raises(Unavailable):
        do(store, lambda unit: None)
    assert troubles == {("lost",): 1}
    asyncio.run(store.close())
