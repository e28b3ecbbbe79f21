"""A rehearsal in a Slack workspace on loopback: signed requests, a clock on the wall that the test moves, and two people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession, web

from adapters.slack.assembly import front
from adapters.slack.server import attach
from adapters.slack.settings import SlackSettings
from bot import app
from bot.app.channels import inquirer
from bot.app.rehearsal.running import Rehearsal, opened
from bot.app.rehearsal.season import Stage
from bot.app.rehearsal.terms import Folder, Terms
from bot.infra.clock import SetClock
from bot.ports import Sections
from bot.settings import Settings
from tests.adapters.slack.fake import BOT_TOKEN, TEAM, FakeSlack
from tests.scenarios.slack.house import MAILS, House
from tests.scenarios.slack.payloads import SECRET
from tests.seals import KEY

AT_ONCE = timedelta(seconds=90)
"""How long the people wait for what follows, on the wall."""


@dataclass
class RehearsalHouse(House):
    """The same doors and hands as elsewhere; its time goes through the rehearsal."""

    rehearsal: Rehearsal | None = None

    @property
    def one(self) -> Rehearsal:
        assert self.rehearsal is not None
        return self.rehearsal

    async def work(self) -> None:
        """What is owed goes out, as the platform allows: seconds pass on the wall."""
        end = self.clock.at + AT_ONCE
        await self.one.season.worker.drain()
        while not await self.one.season.is_quiet() and self.clock.at < end:
            self.clock.at += timedelta(seconds=0.25)
            await self.one.season.worker.drain()

    async def tick(self, seconds: float = 0.25) -> Stage:
        self.clock.at += timedelta(seconds=seconds)
        return await self.one.season.step()


def settings_at(folder: Path, slack: FakeSlack) -> Settings:
    """Those of an installation beside which one rehearses."""
    return Settings(
        database_url=app.sqlite_at(folder / "together.db"),
        channels=("slack",),
        public_url="https://together.example.org",
        secret_keys=(KEY,),
        sections=Sections((SlackSettings(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=f"{slack.url}/api/"),)),
    )


def terms_at(folder: Path, **changed: object) -> Terms:
    protocol = str(folder / "rehearsal.md")
    terms = Terms("slack:awa@example.org", "slack:camille@example.org", day=2, protocol=protocol)
    return replace(terms, **changed)  # type: ignore[arg-type]


@asynccontextmanager
async def workspace(clock: SetClock) -> AsyncIterator[FakeSlack]:
    slack = FakeSlack(MAILS)
    slack.now = lambda: clock.at.timestamp()
    async with slack.serving():
        yield slack


@asynccontextmanager
async def rehearsing(
    folder: Path, slack: FakeSlack, clock: SetClock, terms: Terms, settings: Settings | None = None
) -> AsyncIterator[RehearsalHouse]:
    """A process of the rehearsal: begun, or gone on with."""
    ids = {}
    for name, mail in MAILS.items():
        found = await slack._answer("users.lookupByEmail", {"email": mail}, BOT_TOKEN)
        ids[name] = found["user"]["id"]
    kept = Folder(folder / "rehearsal")
    with kept.alone():
        kept.keep(terms)
        async with (
            opened(settings or settings_at(folder, slack), kept, terms, clock) as one,
            ClientSession() as session,
        ):
            slack_front = front(one.given)
            server = web.Application()
            attach(server, slack_front)
            runner = web.AppRunner(server, access_log=None, shutdown_timeout=1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            asked = inquirer(one.container, "test")
            try:
                yield RehearsalHouse(
                    one.container, slack, clock, slack_front, one.season.worker, asked, url, session, ids, rehearsal=one
                )
            finally:
                await runner.cleanup()
                await asked.close()


def begin() -> datetime:
    from tests.values import at

    return at("2026-01-05 07:00")


__all__ = ["TEAM", "RehearsalHouse", "begin", "rehearsing", "settings_at", "terms_at", "workspace"]
