"""The whole bot behind Teams' edge: a real server, a real database, tokens that are really checked, a clock of our own."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from adapters.teams.manifest import manifest
from adapters.teams.server import Teams
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import AppTokens
from bot import app
from bot.app import sqlite_at
from bot.app.channels import context
from bot.application.delivery.worker import Worker
from bot.infra.clock import SetClock
from bot.play.cast import START
from bot.ports import Channel, ChannelContext, Sections
from bot.settings import Coordinator, Settings
from tests.adapters.teams.fakes import (
    APP,
    APP_WORDS,
    AWA,
    CAMILLE,
    TENANT,
    Account,
    Cloud,
    Detour,
    Json,
    Pen,
    Post,
    cloud,
    token,
)
from tests.seals import KEY

ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
Awa,Camille,mentoring,2026-01-05,{languages},Africa/Dakar,Europe/Paris,teams,{mentor},teams,{mentee}
"""

CHAT = "19:pair@thread.v2"


@dataclass
class House:
    parts: app.Container
    clock: SetClock
    cloud: Cloud
    teams: Teams
    worker: Worker
    url: str
    session: aiohttp.ClientSession
    pen: Pen
    pair: str
    last: bytes = b""
    """The body that was posted last."""

    async def post(self, activity: Json, authorization: str | None = None) -> tuple[int, Any]:
        """As Teams posts it, signed unless told otherwise; the status and the body."""
        return await self.raw(json.dumps(activity).encode(), authorization)

    async def raw(self, body: bytes, authorization: str | None = None) -> tuple[int, Any]:
        self.last = body
        bearer = f"Bearer {token(self.cloud.service)}" if authorization is None else authorization
        headers = {"Content-Type": "application/json", **({"Authorization": bearer} if bearer else {})}
        async with self.session.post(f"{self.url}/api/messages", data=body, headers=headers) as response:
            text = await response.read()
            return response.status, json.loads(text) if text else None

    async def do(self, activity: Json) -> Any:
        """Posts it, and lets the worker deliver what follows; the body of the answer."""
        status, body = await self.post(activity)
        assert status == 200, (status, body)
        await self.settle()
        return body

    async def settle(self) -> None:
        """Everything that is due now, as the pace allows: seconds pass."""
        for _ in range(200):
            await self.worker.drain()
            due = await self.parts.store.run(lambda unit: unit.outbox.next_due())
            if due is None or due - self.clock.now() > timedelta(seconds=30):
                return
            self.clock.at = max(due, self.clock.at)
        raise AssertionError("there is no end of work")

    async def install(self, *who: Account) -> None:
        for one in who:
            await self.do(self.pen.installs(one))

    async def gather(self, conversation: str = CHAT, *who: Account) -> None:
        """The bot is added to a chat of these people."""
        self.cloud.rosters[conversation] = list(who or (AWA, CAMILLE))
        await self.do(self.pen.joins(AWA, conversation, f"28:{APP}"))

    def cards(self, conversation: str, key: str = "") -> list[Post]:
        return [post for post in self.cloud.at(conversation) if key in ("", post.key)]


@asynccontextmanager
async def house(
    *,
    catalogue: str = "",
    tenants: tuple[str, ...] = (TENANT,),
    mentor: str = AWA.address,
    mentee: str = CAMILLE.address,
    languages: str = "fr en,fr",
    channels: Mapping[str, Channel] | None = None,
    roster: str = ROSTER,
    coordinators: tuple[Coordinator, ...] = (),
    given: Callable[[ChannelContext], ChannelContext] = lambda context: context,
    besides: tuple[object, ...] = (),
    **changed: Any,
) -> AsyncIterator[House]:
    """`besides` are sections of other adapters' settings, `changed` other settings."""
    clock = SetClock(START)
    async with cloud() as fake:
        fake.catalogue[catalogue] = manifest(APP, "bot.example.org", APP_WORDS)
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(
                database_url=sqlite_at(Path(folder) / "together.db"),
                channels=("teams",),
                secret_keys=(KEY,),
                sections=Sections((TeamsApp(APP, "hush", tenants, catalogue), *besides)),
            )
            settings = replace(settings, coordinators=coordinators, **changed)
            async with app.opened(settings, clock, migrate=True) as parts:
                if roster:
                    await app.import_pairs(parts, roster.format(mentor=mentor, mentee=mentee, languages=languages))
                pair = await parts.store.run(lambda unit: next(unit.journeys.all()).pair)
                teams = Teams(
                    TeamsApp(APP, "hush", tenants, catalogue),
                    given(context(parts)),
                    tokens=AppTokens(APP, "hush", TENANT, http=Detour(fake.url)),
                    openid=fake.openid,
                    graph=fake.graph,
                    service=fake.service,
                )
                server = web.Application()
                teams.attach(server)
                runner = web.AppRunner(server, access_log=None, shutdown_timeout=1)
                await runner.setup()
                try:
                    await web.TCPSite(runner, "127.0.0.1", 0).start()
                    async with aiohttp.ClientSession() as session:
                        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
                        delivering = {"teams": teams.channel, **(channels or {})}
                        worker = Worker(parts.service, delivering, clock, "test")
                        yield House(parts, clock, fake, teams, worker, url, session, Pen(fake.service), pair)
                finally:
                    await runner.cleanup()
