"""Whether the work gets done: workers, timers, what is owed by channel, what could not be delivered, and noted trouble."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from bot.application.coordination.channel_troubles import NotedTroubles
from bot.application.delivery import alive
from bot.application.delivery.alive import Seen
from bot.cli.doctor.opened import OpenedDatabase
from bot.cli.doctor.work import Work, ago
from bot.infra.clock import SetClock
from bot.ports import Reason, Refused
from bot.ports.plugins.doctor import Status
from bot.ports.troubles import ChannelTrouble, TroubleKind
from bot.settings import Settings
from storage.store import SqlStore, open_store
from tests.doctor.surroundings import found, not_right, right
from tests.seals import KEY, SEAL
from tests.storage.values import NOW, enrol, owed

LONG = timedelta(hours=3)
Story = Callable[[SqlStore, Work, SetClock], Awaitable[None]]


def played(url: str, tmp_path: Path, story: Story, pause: float = 0.0) -> None:
    """One store that the story writes with, and another that the checks read."""
    clock = SetClock(NOW)
    settings = Settings(database_url=url, channels=("local",), secret_keys=(KEY,), ledger=str(tmp_path / "erasures"))

    async def run() -> None:
        opened = OpenedDatabase(settings, (KEY,))
        store = open_store(url, seal=SEAL)
        try:
            await story(store, Work(opened, clock, ("local",), pause), clock)
        finally:
            await opened.close()
            await store.close()

    asyncio.run(run())


def test_workers_are_alive_or_not(url: str, tmp_path: Path) -> None:
    async def story(store: SqlStore, work: Work, clock: SetClock) -> None:
        assert "together-bot worker" in not_right(await found(work.checks(), "workers"))
        await store.run(lambda unit: alive.note(unit, Seen("host:1:ff", NOW, ("local", "other"))))
        assert "1 alive" in right(await found(work.checks(), "workers"))
        clock.at = NOW + LONG
        assert "the last was seen 3 hours ago" in not_right(await found(work.checks(), "workers"))
        await store.run(lambda unit: alive.note(unit, Seen("host:2:ff", clock.at, ("local",))))
        said = not_right(await found(work.checks(), "workers"), Status.ADVICE)
        assert "1 alive" in said
        assert "1 ended without a word" in said

    played(url, tmp_path, story)


def test_a_channel_that_no_worker_delivers_to_is_said(url: str, tmp_path: Path) -> None:
    async def story(store: SqlStore, work: Work, clock: SetClock) -> None:
        await store.run(lambda unit: alive.note(unit, Seen("host:1:ff", NOW, ("other",))))
        said = not_right(await found(work.checks(), "workers"))
        assert "none delivers to local" in said
        assert "TOGETHER_CHANNELS" in said

    played(url, tmp_path, story)


def test_a_timer_that_did_not_ring_is_said(url: str, tmp_path: Path) -> None:
    async def story(store: SqlStore, work: Work, clock: SetClock) -> None:
        await store.run(enrol(wake=NOW))
        assert right(await found(work.checks(), "timers"))
        clock.at = NOW + LONG
        assert "3 hours ago" in not_right(await found(work.checks(), "timers"))

    played(url, tmp_path, story)


def test_the_oldest_message_of_a_channel_is_said(url: str, tmp_path: Path) -> None:
    async def story(store: SqlStore, work: Work, clock: SetClock) -> None:
        await store.run(enrol())
        assert right(await found(work.checks(), "owed.local")) == "none is due"
        await store.run(lambda unit: unit.outbox.enqueue([owed(key="later", due=NOW + timedelta(minutes=1))]))
        assert right(await found(work.checks(), "owed.local")) == "none is due"
        clock.at = NOW + timedelta(minutes=2)
        assert right(await found(work.checks(), "owed.local")) == "1 are due, none of them late"
        clock.at = NOW + LONG
        said = not_right(await found(work.checks(), "owed.local"))
        assert "2 hours ago" in said
        assert "(workers)" in said

    played(url, tmp_path, story)


def test_what_is_wanted_at_once_is_looked_at_twice(url: str, tmp_path: Path) -> None:
    async def story(store: SqlStore, work: Work, clock: SetClock) -> None:
        await store.run(enrol())
        await store.run(lambda unit: unit.outbox.enqueue([owed(key="at-once")]))
        assert "nobody took" in not_right(await found(work.checks(), "owed.local"), Status.ADVICE)
        asking = asyncio.create_task(found(work.checks(), "owed.local"))
        await asyncio.sleep(0.1)  # within the pause, which is long enough here
        await store.run(lambda unit: unit.outbox.claim(NOW, 5, "w", timedelta(minutes=1)))
        assert "being sent" in right(await asking)

    played(url, tmp_path, story, pause=1.0)


def test_what_could_not_be_delivered_is_counted_by_reason(url: str, tmp_path: Path) -> None:
    async def story(store: SqlStore, work: Work, clock: SetClock) -> None:
        assert right(await found(work.checks(), "undelivered")) == "none"
        await store.run(enrol())
        await store.run(lambda unit: unit.outbox.enqueue([owed()]))
        (post,) = await store.run(lambda unit: unit.outbox.claim(NOW, 5, "w", timedelta(minutes=1)))
        refusal = Refused(Reason.FAULTY, "a word of theirs")
        await store.run(lambda unit: unit.dead_letters.put(post, "w", refusal, NOW))
        said = not_right(await found(work.checks(), "undelivered"), Status.ADVICE)
        assert f"1 ({Reason.FAULTY.value})" in said
        assert "together-bot undelivered" in said

    played(url, tmp_path, story)


def test_trouble_that_web_and_worker_have_noted_is_said_again(url: str, tmp_path: Path) -> None:
    async def story(store: SqlStore, work: Work, clock: SetClock) -> None:
        assert right(await found(work.checks(), "troubles")) == "none"
        await NotedTroubles(store, clock).report(ChannelTrouble("local", TroubleKind.SOCKET, "open the window", "T1"))
        clock.at = NOW + LONG
        said = not_right(await found(work.checks(), "troubles"))
        assert "3 hours ago" in said
        assert "local (T1), socket: open the window" in said

    played(url, tmp_path, story)


def test_nothing_is_changed(url: str, tmp_path: Path) -> None:
    async def story(store: SqlStore, work: Work, clock: SetClock) -> None:
        await store.run(enrol(wake=NOW))
        await store.run(lambda unit: unit.outbox.enqueue([owed()]))
        before = await store.read(lambda unit: (unit.outbox.next_due(), dict(unit.facts.starting(""))))
        for check in work.checks():
            await check.run()
        assert await store.read(lambda unit: (unit.outbox.next_due(), dict(unit.facts.starting("")))) == before

    played(url, tmp_path, story)


def test_ages_read_naturally() -> None:
    assert [ago(NOW, NOW - timedelta(seconds=one)) for one in (-5, 0, 59, 119, 120, 7200, 172_800)] == [
        "0 seconds ago",
        "0 seconds ago",
        "59 seconds ago",
        "119 seconds ago",
        "2 minutes ago",
        "2 hours ago",
        "2 days ago",
    ]
    assert ago(NOW, None) == "never"
