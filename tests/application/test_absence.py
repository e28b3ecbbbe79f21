"""A web process notices that no worker is there, says so, and tells coordinators itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.application.delivery import alive
from bot.application.delivery.absence import EVERY, FACT, LOOKS, PATIENCE, Absence
from bot.application.delivery.alive import Seen
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.ports import FIRST, Lane, OutboxMessage, Person, ProgrammeRecord, Reason, Refused, Sent
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.application.test_worker import Fickle, Platform
from tests.storage.values import AMA, BO, NOW, claim, do
from tests.values import CONTENT


class Deaf(Platform):
    """Takes nothing."""

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        raise Refused(Reason.ABSENT, "somebody's words")


def fill(unit: SqlUnit) -> None:
    unit.programmes.put(ProgrammeRecord())
    for one, channel in ((AMA, "local"), (BO, "elsewhere")):
        unit.people.put_coordinator(one, Lane(channel, "", f"coordinator:{one.id}"), FIRST)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


def absence(store: SqlStore | Fickle, clock: SetClock, platform: Platform | None = None) -> Absence:
    return Absence(store, clock, lambda: {"local": platform or Platform()})


def looks(one: Absence, clock: SetClock, count: int) -> None:
    """So many times, ten seconds apart."""
    for _ in range(count):
        asyncio.run(one.look())
        clock.at += EVERY


def lives(store: SqlStore, clock: SetClock, name: str = "w1") -> None:
    do(store, lambda unit: alive.note(unit, Seen(name, clock.now(), ("local",))))


def test_where_no_worker_ever_was_it_is_said_within_a_minute(
    store: SqlStore, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    mine = absence(store, clock)
    looks(mine, clock, LOOKS)
    assert (mine.lasts, caplog.text) == (False, "")
    looks(mine, clock, 1)
    assert clock.at - NOW <= timedelta(minutes=1)
    assert mine.lasts
    looks(mine, clock, 3)
    assert caplog.text.count("no worker has been seen for 40 seconds") == 1
    assert caplog.text.count("`together-bot worker`") == 1


def test_a_worker_that_is_killed_is_missed_within_a_minute_and_one_that_lives_is_not(
    store: SqlStore, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    mine = absence(store, clock)
    for _ in range(10):
        lives(store, clock)
        looks(mine, clock, 2)
    assert (mine.lasts, caplog.text) == (False, "")
    lives(store, clock)
    killed = clock.at
    while not mine.lasts:
        looks(mine, clock, 1)
    assert clock.at - killed <= timedelta(minutes=1)


def test_clocks_that_differ_or_jump_are_no_absence(store: SqlStore, clock: SetClock) -> None:
    mine, theirs = absence(store, clock), SetClock(NOW - timedelta(days=400))
    for jump in (0, 0, 86_400, 0, -90_000, 0, 0, 0):
        lives(store, theirs)
        looks(mine, clock, 2)
        theirs.at += timedelta(seconds=20)
        clock.at += timedelta(seconds=jump)
    assert not mine.lasts


def test_one_of_two_workers_is_enough_and_an_old_note_is_none(store: SqlStore, clock: SetClock) -> None:
    lives(store, clock, "crashed")
    mine = absence(store, clock)
    looks(mine, clock, LOOKS + 1)
    assert mine.lasts, "the note was there before, and is never renewed"
    lives(store, clock, "w2")
    looks(mine, clock, 1)
    assert not mine.lasts


def test_while_the_database_is_away_nobody_is_missed(store: SqlStore, clock: SetClock) -> None:
    fickle = Fickle(store)
    mine = absence(fickle, clock)
    looks(mine, clock, LOOKS)
    fickle.away = True
    looks(mine, clock, 20)
    fickle.away = False
    looks(mine, clock, LOOKS - 1)
    assert not mine.lasts
    looks(mine, clock, 1)
    assert mine.lasts


def test_coordinators_are_told_once_by_one_web_process_and_hear_when_it_is_over(
    store: SqlStore, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    do(store, fill)
    platform = Platform()
    mine, other = absence(store, clock, platform), absence(store, clock, platform)
    for _ in range(PATIENCE):
        asyncio.run(mine.look())
        asyncio.run(other.look())
        clock.at += EVERY
    assert platform.kept == [], "a worker may only be replaced by a newer one"
    looks(mine, clock, 5)
    looks(other, clock, 5)
    (told,) = platform.kept
    assert told.lane.place == f"coordinator:{AMA.id}", "the other one is in a channel that is not switched on"
    voice = CONTENT.voices(("fr",), ("UTC",))
    words = [voice.prose(line.say) for line in told.message.lines()]
    assert "2 mars" in words[0]
    assert "ne partent pas" in voice.label(told.message.title) if told.message.title else False
    assert do(store, lambda unit: claim(unit, clock.now())) == [], "nothing is owed that only a worker could send"
    caplog.clear()
    lives(store, clock)
    looks(mine, clock, 1)
    looks(other, clock, 1)
    assert caplog.text.count("a worker is at work again") == 2
    back = do(store, lambda unit: claim(unit, clock.now()))
    assert {post.lane.place for post in back} == {f"coordinator:{AMA.id}", f"coordinator:{BO.id}"}
    assert do(store, lambda unit: unit.facts.get(FACT)) is None


def test_who_was_told_hears_that_it_is_over_though_the_web_process_was_restarted(
    store: SqlStore, clock: SetClock
) -> None:
    do(store, fill)
    looks(absence(store, clock), clock, PATIENCE + 1)
    lives(store, clock)
    mine = absence(store, clock)
    looks(mine, clock, 1)
    clock.at += EVERY
    lives(store, clock)
    looks(mine, clock, 1)
    assert len(do(store, lambda unit: claim(unit, clock.now()))) == 2


def test_a_platform_that_takes_nothing_is_tried_once_and_the_log_repeats_none_of_its_words(
    store: SqlStore, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    do(store, fill)
    looks(absence(store, clock, Deaf()), clock, PATIENCE + 5)
    assert caplog.text.count("a coordinator could not be told in local: Refused") == 1
    assert "somebody's words" not in caplog.text


def test_it_goes_on_watching_whatever_happens(
    store: SqlStore, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    do(store, lambda unit: unit.facts.put("worker:odd", "no note"))
    mine = absence(store, clock)

    async def watched() -> None:
        watching = asyncio.create_task(mine.watch(timedelta(0)))
        async with asyncio.timeout(10):
            while "nobody could look" not in caplog.text:  # noqa: ASYNC110  # the log sets no event
                await asyncio.sleep(0)
            await store.run(lambda unit: unit.facts.drop("worker:odd"))
            while not mine.lasts:  # noqa: ASYNC110
                await asyncio.sleep(0)
        watching.cancel()
        await asyncio.wait([watching])

    with caplog.at_level(logging.ERROR):
        asyncio.run(watched())
