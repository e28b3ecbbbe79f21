"""A whole rehearsal in Teams: cards on a service of this machine, everything that the two do a signed request."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from aiohttp import web

from adapters.teams.manifest import manifest
from adapters.teams.server import Teams
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import AppTokens
from bot import app
from bot.app.rehearsal.journal import What
from bot.app.rehearsal.running import Rehearsal, opened
from bot.app.rehearsal.season import Stage
from bot.app.rehearsal.steps import STEPS
from bot.app.rehearsal.terms import Folder, Terms
from bot.app.rehearsal.watching import WatchedChannel
from bot.infra.clock import SetClock
from bot.ports import Channel, ChannelContext, ChannelPlugin, Sections
from bot.settings import Settings
from tests.adapters.teams.fakes import APP, APP_WORDS, AWA, CAMILLE, TENANT, Account, Cloud, Detour, Pen, button, cloud
from tests.rehearsal.slack import begin
from tests.scenarios.teams.house import House
from tests.scenarios.teams.season import Season
from tests.seals import KEY

DAY, STEP = 2, 0.05
ON_ITS_OWN = frozenset({"typed", "went-on", "digest"})
"""What the script of the two does not do without a coordinator, and Slack's walk does."""


@dataclass
class RehearsalHouse(House):
    """The same hands; time goes through the rehearsal."""

    rehearsal: Rehearsal | None = None

    @property
    def one(self) -> Rehearsal:
        assert self.rehearsal is not None
        return self.rehearsal

    async def settle(self) -> None:
        """What is owed goes out, as the pace allows: seconds pass on the wall."""
        end = self.clock.at + timedelta(seconds=90)
        await self.one.season.worker.drain()
        while not await self.one.season.is_quiet() and self.clock.at < end:
            self.clock.at += timedelta(seconds=0.25)
            await self.one.season.worker.drain()

    async def tick(self, seconds: float = STEP) -> Stage:
        self.clock.at += timedelta(seconds=seconds)
        return await self.one.season.step()

    async def yes(self, who: Account, role: str) -> None:
        asked = [post for post in self.cloud.at(who.chat) if post.key == f"willing.{role}"][-1]
        await self.do(self.pen.presses(who, asked, button(asked.card, "willing.yes")))


def settings_at(folder: Path) -> Settings:
    return Settings(
        database_url=app.sqlite_at(folder / "together.db"),
        channels=("teams",),
        secret_keys=(KEY,),
        sections=Sections((TeamsApp(APP, "hush", (TENANT,)),)),
    )


def terms_at(folder: Path) -> Terms:
    return Terms(
        f"teams:{AWA.address} Awa fr Africa/Dakar",
        f"teams:{CAMILLE.address} Camille fr Europe/Paris",
        day=DAY,
        protocol=str(folder / "rehearsal.md"),
    )


def _teams(fake: Cloud, given: ChannelContext) -> Teams:
    tokens = AppTokens(APP, "hush", TENANT, http=Detour(fake.url))
    settings = given.sections.of(TeamsApp)
    return Teams(settings, given, tokens=tokens, openid=fake.openid, graph=fake.graph, service=fake.service)


@asynccontextmanager
async def rehearsing(folder: Path, fake: Cloud) -> AsyncIterator[RehearsalHouse]:
    clock, terms, made = SetClock(begin()), terms_at(folder), list[Teams]()
    kept = Folder(folder / "rehearsal")

    def channel(plugin: ChannelPlugin, given: ChannelContext) -> Channel:
        made.append(_teams(fake, given))
        return made[-1].channel

    with kept.alone():
        kept.keep(terms)
        async with opened(settings_at(folder), kept, terms, clock, made=channel) as one:
            (teams,) = made
            server = web.Application()
            teams.attach(server)
            runner = web.AppRunner(server, access_log=None, shutdown_timeout=1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            try:
                async with aiohttp.ClientSession() as session:
                    yield RehearsalHouse(
                        *(one.container, clock, fake, teams, one.season.worker, url, session),
                        *(Pen(fake.service), one.season.pair),
                        rehearsal=one,
                    )
            finally:
                await runner.cleanup()
        kept.delete()


def test_a_whole_season_is_rehearsed_and_thrown_away(tmp_path: Path) -> None:
    asyncio.run(_whole(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["rehearsal.md"]


async def _whole(folder: Path) -> None:
    async with cloud() as fake:
        fake.reachable.update(one.user for one in (AWA, CAMILLE))  # the app is there by a setup policy
        fake.catalogue[""] = manifest(APP, "bot.example.org", APP_WORDS)
        async with rehearsing(folder, fake) as house:
            for _ in range(100):
                if await house.tick() is Stage.WAITING:
                    break
            await house.settle()
            await house.yes(AWA, "mentor")
            await house.yes(CAMILLE, "mentee")
            await house.gather()
            assert await _played(house) is Stage.PLAYED
            records = house.one.journal.records
            assert not [one for one in records if one.what is What.TROUBLE], records
            house.one.write()
            ticked = set(re.findall(r"^- \[x\] `([\w-]+)`", _read(folder), re.MULTILINE))
            assert ticked >= {step.id for step in STEPS if step.needs} - ON_ITS_OWN
            await house.one.end(Stage.PLAYED)
            done = await house.one.throw_away(lambda seconds: _pass(house.clock, seconds))
            assert (done.people, done.left) == (2, 0)
            assert done.deleted > 100


async def _played(house: RehearsalHouse) -> Stage:
    """The scripted two take it all up, at the season's own times."""
    season = Season(house)
    season.script = replace(season.script, clock=house.one.season.clock)
    season.watched._script = season.script
    worker = house.one.season.worker
    worker._channels = {"teams": WatchedChannel(season.watched, house.one.journal, house.one.season.clock)}
    stage = Stage.PLAYING
    for _ in range(20_000):
        stage = await house.tick(_step(season, house.one.season.clock.now()))
        if stage is Stage.PLAYED and await house.one.season.is_quiet():
            break
        while (act := season.script.due(house.one.season.clock.now())) is not None:
            with suppress(AssertionError, RuntimeError):  # who finds that a button is gone leaves it
                await season._do(act)
    return stage


def _step(season: Season, now: datetime) -> float:
    """Seconds on the wall until somebody does something, but no more than half an hour of the season."""
    at = season.script.next
    return STEP if at is None else min(max((at - now) / timedelta(days=1) * DAY, 0.001), STEP)


def _read(folder: Path) -> str:
    return (folder / "rehearsal.md").read_text(encoding="utf-8")


async def _pass(clock: SetClock, seconds: float) -> None:
    clock.at += timedelta(seconds=seconds)
