"""The clock jumps, a laptop sleeps, time zones change their rules: what is scheduled is derived anew."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import text

from bot.app import work
from bot.application.delivery.scheduled import ZONES, by_these_zones, by_this_clock
from bot.application.delivery.worker import LEASE
from bot.infra.clock import SetClock, SystemClock
from bot.infra.jumps import Jumps
from bot.ports.clock import Clock
from storage.store import SqlStore
from tests.application.test_worker import Platform, worker
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_audit import CLAIRE, trail
from tests.dialogues.test_times import PARIS, agree, came
from tests.storage.values import NOW, do, enrol, owed
from tests.values import at

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AHEAD = 365 * DAY


def twice(stage: Stage) -> list[tuple[str, str]]:
    """What was posted anew to somebody although it had been."""
    sent = Counter((name, post.key) for _, name, post in stage.chats.sent if not post.card)
    return [one for one, count in sent.items() if count > 1]


def test_a_clock_that_jumped_ahead_and_back_says_nothing_twice(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS)) as stage:
        stage.wait(at("2026-01-06 09:00"))
        agree(stage, "2026-01-09", "16:30")
        right = stage.clock.at
        for jump in (3 * HOUR, 10 * DAY):
            stage.clock.at = right + jump
            stage.run(stage.worker.drain())
            stage.clock.at = right
            stage.run(stage.app.store.run(lambda unit: by_this_clock(unit, right)))
            stage.run(stage.worker.drain())
        stage.wait(right + 12 * DAY)
        assert twice(stage) == []


def test_a_laptop_that_slept_tells_each_thing_once_when_it_wakes(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS)) as stage:
        stage.wait(at("2026-01-06 09:00"))
        agree(stage, "2026-01-09", "16:30")
        stage.clock.at = at("2026-01-12 10:00")  # it slept through the reminder, the séance and the question
        stage.run(stage.worker.drain())
        assert twice(stage) == []
        assert came(stage, "awa", "s1.held") == [at("2026-01-12 10:00")]


def test_where_zones_have_other_rules_wakes_are_worked_out_anew(sqlite_url: str) -> None:
    """The stored wake is two hours late, as by the rules of before; the reminder comes at its time by the rules of today."""
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS)) as stage:
        stage.wait(at("2026-01-06 09:00"))
        agree(stage, "2026-01-09", "16:30")
        run = stage.app.store.run
        late = "UPDATE due SET due_at = due_at + 86400000000, ready_at = ready_at + 86400000000 WHERE kind = 'wake'"
        stage.run(run(lambda unit: unit.session.do(text(late))))
        stage.run(run(lambda unit: unit.facts.put(ZONES, "the rules of before")))
        now = stage.clock.at
        assert stage.run(run(lambda unit: by_these_zones(unit, "those of today", now))) == 1
        assert stage.run(run(lambda unit: by_these_zones(unit, "those of today", now))) == 0
        stage.wait(at("2026-01-09 16:31"))
        assert came(stage, "awa", "s1.held") == [at("2026-01-09 16:30")]


def test_nothing_is_told_early_for_that(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS)) as stage:
        stage.wait(at("2026-01-06 09:00"))
        before = len(stage.chats.sent)
        now = stage.clock.at
        stage.run(stage.app.store.run(lambda unit: by_these_zones(unit, "others", now)))
        stage.run(stage.worker.drain())
        assert len(stage.chats.sent) == before


def test_what_a_clock_that_was_ahead_has_put_off_is_not_put_off_for_as_long(store: SqlStore) -> None:
    do(store, enrol(wake=NOW))
    ahead = NOW + AHEAD

    def by_the_wrong_clock(unit):  # type: ignore[no-untyped-def]
        unit.outbox.enqueue([owed("leased", "dm:a"), owed("retried", "dm:b"), owed("held", "dm:c", "away")])
        unit.outbox.enqueue([owed("later", "dm:d", due=NOW + 7 * DAY)])
        assert len(unit.outbox.claim_wakes(ahead, 9, "dead", LEASE)) == 1
        posts = {post.key: post for post in unit.outbox.claim(ahead, 9, "dead", LEASE)}
        unit.outbox.reschedule(posts["retried"], "dead", ahead + HOUR, doubtful=False)
        unit.outbox.reschedule(posts["held"], "dead", NOW, doubtful=False)
        unit.outbox.reschedule(posts["later"], "dead", ahead + HOUR, doubtful=False)
        unit.outbox.throttle("local/away", ahead + HOUR)

    do(store, by_the_wrong_clock)
    assert do(store, lambda unit: unit.outbox.claim(NOW + 6 * DAY, 9, "w", LEASE)) == []
    assert do(store, lambda unit: by_this_clock(unit, NOW)) >= 4
    assert do(store, lambda unit: by_this_clock(unit, NOW)) == 0
    assert len(do(store, lambda unit: unit.outbox.claim_wakes(NOW + LEASE, 9, "w", LEASE))) == 1
    platform, clock = Platform(), SetClock(NOW + LEASE)
    mine = worker(store, platform, clock)
    asyncio.run(mine.drain())
    clock.at = NOW + 3 * HOUR
    asyncio.run(mine.drain())
    assert {"held", "leased", "retried"} <= set(platform.keys)
    assert "later" not in platform.keys
    clock.at = NOW + 7 * DAY
    asyncio.run(mine.drain())
    assert "later" in platform.keys


@dataclass
class Container:
    clock: Clock
    store: SqlStore


def test_the_scheduler_goes_on_ticking_when_the_clock_is_set_back(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its own reckoning the next tick would come when the clock shows again what it showed before."""
    monkeypatch.setattr(work, "TICK", 0.01)

    async def set_back() -> None:
        ticked, clock = asyncio.Event(), SetClock(SystemClock().now())
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(ticked.set, "interval", seconds=60, next_run_time=clock.at + HOUR)
        scheduler.start()
        jumps, mine = Jumps(clock), worker(store, Platform(), clock)
        clock.at -= HOUR
        watching = asyncio.create_task(work._watch(jumps, Container(clock, store), scheduler, mine))  # type: ignore[arg-type]
        try:
            async with asyncio.timeout(10):
                await ticked.wait()
        finally:
            watching.cancel()
            scheduler.shutdown(wait=False)

    asyncio.run(set_back())


def test_nothing_is_deleted_by_a_clock_that_has_leapt_by_weeks(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE,)) as stage:
        ran = [0.0]
        jumps = Jumps(stage.clock, lambda: ran[0])
        stage.clock.at += 10 * AHEAD
        jumps.look()
        stage.run(work._forget(stage.app, jumps))
        assert trail(stage)
        ran[0] += 2 * DAY.total_seconds()
        stage.run(work._forget(stage.app, jumps))
        assert trail(stage) == []
