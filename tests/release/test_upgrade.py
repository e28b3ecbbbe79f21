"""A season that began on an earlier release goes on here: its database is brought up to date, and nothing that was owed is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import app
from bot.application.delivery.worker import Worker
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.infra.codec import encode_facts
from bot.ports import Address, OutboxMessage, Person, Sent
from bot.settings import Settings
from bot.text.plain import plain
from storage.database import schema
from tests.release.left.rows import Left, put, read
from tests.seals import KEY, SEAL
from tests.values import at

FORTNIGHT = timedelta(days=14)
RELEASES = ("0.1.0", "before-tags")
EARLIER = pytest.mark.parametrize("left", [read(name) for name in RELEASES], ids=RELEASES)


@dataclass
class Noting:
    """A channel that reads each message aloud in its readers' languages, and notes which of the outbox's went through it."""

    container: app.Container
    name: str = "local"
    looks_up: bool = False
    went: list[int] = field(default_factory=list)

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        self.went.append(post.id)
        assert plain(post.message, self.container.content.voices(post.languages, post.zones))
        return Sent(f"{post.lane}", post.card or post.key)

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        raise AssertionError("it looks nothing up")

    async def close(self) -> None:
        """There is nothing to close."""


@dataclass
class Installation:
    container: app.Container
    clock: SetClock
    channel: Noting
    worker: Worker

    async def until(self, end: datetime) -> None:
        """Lives through what falls due until then."""
        await self.worker.drain()
        while True:
            due = await self.container.store.run(lambda unit: unit.outbox.next_due())
            if due is None or due > end:
                break
            self.clock.at = max(due, self.clock.at)
            await self.worker.drain()
        self.clock.at = end


@asynccontextmanager
async def upgraded(url: str, folder: Path, clock: SetClock) -> AsyncIterator[Installation]:
    settings = Settings(database_url=url, secret_keys=(KEY,), ledger=str(folder / "erasures"))
    async with app.opened(settings, clock, migrate=False) as container:
        channel = Noting(container)
        yield Installation(container, clock, channel, Worker(container.service, {channel.name: channel}, clock, "new"))


def owed(left: Left) -> list[int]:
    return [row["id"] for row in left.tables["due"] if row["kind"] == "post"]


def stopped(left: Left) -> datetime:
    """When that release heard its last event, to the microsecond."""
    last = max(row["at"] for row in left.tables["event"])
    return at("1970-01-01 00:00") + timedelta(microseconds=last)


@EARLIER
def test_it_is_refused_until_it_is_brought_up_to_date(empty_url: str, left: Left) -> None:
    put(left, empty_url)
    with pytest.raises(schema.SchemaTooOld, match=f"at version {left.version}"):
        schema.check(empty_url)
    schema.migrate(empty_url, seal=SEAL)
    schema.check(empty_url)


@EARLIER
def test_what_was_owed_arrives_once_and_the_season_goes_on(empty_url: str, tmp_path: Path, left: Left) -> None:
    assert owed(left)
    put(left, empty_url)
    schema.migrate(empty_url, seal=SEAL)

    async def story() -> None:
        clock = SetClock(stopped(left))
        async with upgraded(empty_url, tmp_path, clock) as here:
            store = here.container.store
            (before,) = await store.run(lambda unit: list(unit.journeys.all()))
            assert before.ended is None
            assert len(before.sittings) > 1
            assert len([one for one in before.sittings if one.held is not None]) >= 1
            await here.worker.drain()
            assert sorted(set(owed(left)) - set(here.channel.went)) == []
            await here.until(clock.at + FORTNIGHT)
            assert len(set(here.channel.went)) == len(here.channel.went)
            assert len(here.channel.went) > len(owed(left)), "reminders of this release came after that"
            assert await store.run(lambda unit: list(unit.dead_letters.all())) == []
            (after,) = await store.run(lambda unit: list(unit.journeys.all()))
            assert encode_facts(after) != encode_facts(before)
            for role in Role:
                address = Address("local", role.value)
                (answer,) = await here.container.interactions.typed(f"{role}", address, f"dm:{role.value}", "status")
                assert answer.message.parts

    asyncio.run(story())
