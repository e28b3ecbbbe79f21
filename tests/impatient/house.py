"""The local page's real server and worker on a SQLite file, whose clock the program sets; everything is done by `/api`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from adapters.local.channel import LocalChannel
from adapters.local.plugin import PLUGIN
from bot import app
from bot.app.channels import context
from bot.app.keys import new_key
from bot.application.delivery.worker import Worker
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.play.cast import START
from bot.ports import Address, OutboxMessage, Person, Sent
from bot.settings import Coordinator, Settings

Json = Mapping[str, Any]

HEAD = (
    "mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,"
    "mentor_channel,mentor_address,mentee_channel,mentee_address\n"
)
ROSTER = (
    HEAD
    + "Awa,Camille,mentoring,2026-01-05,fr,fr,Africa/Dakar,Europe/Paris,local,awa,local,camille\n"
    + "Awa,Sam,networking,2026-01-05,fr,en,Africa/Dakar,Africa/Nairobi,local,awa,local,sam\n"
)
"""One person in two pairs, and a pair without a common language."""


@dataclass(frozen=True)
class Seen:
    """A version of a card as it stands, or stood, in a conversation; or an answer, which one person alone sees."""

    conversation: str
    key: str
    pair: str
    content: Json
    revision: int = 0
    only: str = ""
    """The address of the person who was answered."""


@dataclass
class Shown:
    """What was delivered last, by the card that shows it."""

    posts: dict[str, OutboxMessage] = field(default_factory=dict)
    count: int = 0


class NotingChannel(LocalChannel):
    """The real channel, which notes what went through it."""

    noted: Shown

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        sent = await super().deliver(post, people)
        self.noted.posts[sent.card] = post
        self.noted.count += 1
        return sent


@dataclass
class House:
    container: app.Container
    clock: SetClock
    worker: Worker
    session: ClientSession
    shown: Shown
    pairs: Sequence[str]

    async def settle(self) -> None:
        """Everything that is due is done."""
        await self.worker.drain()

    async def next(self) -> datetime | None:
        """When something happens next."""
        due = await self.container.store.run(lambda unit: unit.outbox.next_due())
        digest = await self.container.service.digests.next()
        return min((at for at in (due, digest) if at is not None), default=None)

    async def journeys(self) -> Mapping[str, Journey]:
        return await self.container.store.run(lambda unit: {one.pair: one for one in unit.journeys.all()})

    async def undelivered(self) -> Sequence[object]:
        return await self.container.store.run(lambda unit: unit.dead_letters.all())

    async def cards(self) -> Mapping[str, Seen]:
        """The newest version of every card on the page, by the card's id."""
        found: dict[str, Seen] = {}
        for pair in self.pairs:
            async with self.session.get("/api/state", params={"pair": pair}) as response:
                assert response.status == 200, await response.text()
                for card in (await response.json())["cards"]:
                    found[card["id"]] = Seen(
                        card["conversation"], card["key"], card["pair"], card["content"], card["revision"]
                    )
        return found

    async def does(self, path: str, deed: Json) -> Sequence[Json]:
        """What somebody does, as the page sends it; the answers."""
        async with self.session.post(path, json=deed) as response:
            assert response.status == 200, f"{path} {deed}: {response.status} {await response.text()}"
            answers: Sequence[Json] = (await response.json())["answers"]
            return answers


@asynccontextmanager
async def house(
    folder: Path, url: str = "", key: str = "", roster: str = ROSTER, content: Path | None = None
) -> AsyncIterator[House]:
    """`content` is another programme than the shipped one.

    `url` is that of another database than a SQLite file in `folder`; `key` one that words are sealed with.
    """
    clock, shown = SetClock(START + timedelta(hours=6)), Shown()
    settings = Settings(
        database_url=url or app.sqlite_at(folder / "impatient.db"),
        coordinators=(Coordinator(Address(PLUGIN.name, "dominique"), "Dominique", ("fr",), "Europe/Paris"),),
        secret_keys=(key or new_key(),),
        public_url="https://together.example.org",
        ledger=str(folder / "erasures"),
        content=content,
    )
    async with app.opened(settings, clock, migrate=True) as container:
        await app.import_pairs(container, roster)
        given, server = context(container), web.Application()
        PLUGIN.attach(server, given)
        channel = NotingChannel(given.mailbox, given.voices, clock)
        channel.noted = shown
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            worker = Worker(container.service, {channel.name: channel}, clock, "impatient")
            pairs = await container.store.run(lambda unit: [one.pair for one in unit.journeys.all()])
            async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as session:
                yield House(container, clock, worker, session, shown, pairs)
        finally:
            await runner.cleanup()
