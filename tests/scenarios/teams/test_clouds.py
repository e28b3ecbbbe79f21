"""The whole edge in each of Microsoft's clouds: who is let in, where the bot logs in, and what it asks Graph with."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from adapters.teams.clouds import CLOUDS
from adapters.teams.places import Bot
from adapters.teams.server import Teams
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import AppTokens
from bot import app
from bot.app import sqlite_at
from bot.app.channels import context
from bot.infra.clock import SystemClock
from bot.ports import Sections
from bot.settings import Settings
from tests.adapters.teams.fakes import APP, AWA, TENANT, Cloud, Pen, cloud, token
from tests.adapters.teams.login import Detour, Login, login
from tests.seals import KEY

SERVICES = {
    "public": "https://smba.trafficmanager.net/teams/",
    "gcc": "https://smba.infra.gcc.teams.microsoft.com/teams",
    "gcc-high": "https://smba.infra.gov.teams.microsoft.us/teams",
    "dod": "https://smba.infra.dod.teams.microsoft.us/teams",
    "china": "",
}
"""Where Microsoft says to write to before an activity has told; in China it names no such address."""

Client = TestClient[Request, Application]


@asynccontextmanager
async def edge(name: str) -> AsyncIterator[tuple[Client, Cloud, Login]]:
    """A bot of that cloud; Microsoft's keys stand on this machine, and so do its login and its Teams."""
    own = TeamsApp(APP, "hush", (TENANT,), cloud=CLOUDS[name])
    async with cloud() as microsoft, login(own.cloud) as there:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(
                database_url=sqlite_at(Path(folder) / "together.db"),
                channels=("teams",),
                secret_keys=(KEY,),
                sections=Sections((own,)),
            )
            async with app.opened(settings, SystemClock(), migrate=True) as parts:
                found = AppTokens(APP, own.credential, TENANT, cloud=own.cloud, http=Detour(there.url))
                teams = Teams(own, context(parts), tokens=found, openid=microsoft.openid, service=microsoft.service)
                server = Application()
                teams.attach(server)
                async with TestClient(TestServer(server)) as client:
                    yield client, microsoft, there


async def says_hello(client: Client, there: Login, issuer: str) -> int:
    bearer = {"Authorization": f"Bearer {token(there.service, iss=issuer)}"}
    said = Pen(there.service).says(AWA, "aide")
    async with client.post("/api/messages", json=said, headers=bearer) as response:
        return response.status


@pytest.mark.parametrize("name", CLOUDS)
def test_a_cloud_lets_in_what_its_own_teams_signed_and_answers_it(name: str) -> None:
    async def run() -> None:
        async with edge(name) as (client, _, there):
            others = {one.connector for one in CLOUDS.values()} - {CLOUDS[name].connector}
            for issuer in others:
                assert await says_hello(client, there, issuer) == 401
            assert there.taken == []
            assert await says_hello(client, there, CLOUDS[name].connector) == 200
            assert len(there.taken) == 1
            assert set(there.issued.values()) == {CLOUDS[name].connector}

    asyncio.run(run())


@pytest.mark.parametrize("name", CLOUDS)
def test_without_a_word_everything_is_asked_at_the_clouds_own_addresses(name: str) -> None:
    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(database_url=sqlite_at(Path(folder) / "together.db"))
            async with app.opened(settings, SystemClock(), migrate=True) as parts:
                own = TeamsApp(APP, "hush", (TENANT,), catalogue=APP, cloud=CLOUDS[name])
                teams = Teams(own, context(parts))
                assert teams._openid == own.cloud.openid
                opener = teams._places._graph
                assert opener is not None
                assert opener._url == f"{own.cloud.graph}/v1.0"
                assert teams._places._bot == Bot(f"28:{APP}", own.cloud.service)
                assert own.cloud.service == SERVICES[name].rstrip("/")
                found = teams.connector._tokens
                assert isinstance(found, AppTokens)
                assert found._registration.cloud is own.cloud
                assert found._credential == "hush"
                await teams.close()

    asyncio.run(run())
