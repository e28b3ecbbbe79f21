"""What the web process serves where Teams is on, alone or beside other channels; and what the worker process ends."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from adapters.slack.settings import SlackSettings
from adapters.teams.manifest import manifest
from adapters.teams.settings import TeamsApp
from bot import app
from bot.app import sqlite_at
from bot.app.channels import closed, outbound
from bot.app.web import server
from bot.infra.clock import SystemClock
from bot.ports import Sections
from bot.settings import Settings
from tests.adapters.teams.fakes import APP, APP_WORDS, TENANT
from tests.seals import KEY


@asynccontextmanager
async def opened(*channels: str) -> AsyncIterator[app.Container]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database_url=sqlite_at(Path(folder) / "together.db"),
            channels=channels,
            secret_keys=(KEY,),
            sections=Sections(
                (
                    TeamsApp(APP, "hush", (TENANT,)),
                    SlackSettings(bot_token="xoxb-1", signing_secret="hush", api_url="http://127.0.0.1:1/api/"),
                )
            ),
        )
        async with app.opened(settings, SystemClock(), migrate=True) as parts:
            yield parts


def test_one_server_for_slack_and_teams() -> None:
    """Each door asks for what only its own platform has."""

    async def run() -> None:
        async with opened("slack", "teams") as parts:
            served = server(parts)
            served.on_startup.clear()  # Slack is not there to be asked who the bot is
            async with TestClient(TestServer(served)) as client:
                teams = await client.post(
                    "/api/messages", json={"type": "message", "channelId": "x", "serviceUrl": "x"}
                )
                slack = await client.post("/slack/events", data=b"{}")
                assert (teams.status, slack.status) == (401, 401)
                assert (await client.get("/livez")).status == 200

    asyncio.run(run())


def test_one_worker_for_all_channels_and_what_it_opened_is_closed() -> None:
    async def run() -> None:
        async with opened("local", "slack", "teams") as parts:
            reached = outbound(parts)
            assert set(reached) == {"local", "slack", "teams"}
            session = reached["teams"]._connector._open()  # type: ignore[attr-defined]
            assert not session.closed
            await closed(reached)
            assert session.closed

    asyncio.run(run())


def test_the_pages_that_the_package_links_to_are_there_and_say_so_in_both_languages() -> None:
    async def run() -> None:
        async with opened("teams") as parts, TestClient(TestServer(server(parts))) as client:
            made = manifest(APP, "bot.example.org", APP_WORDS)
            developer = made["developer"]
            assert isinstance(developer, dict)
            links = [url for name, url in developer.items() if name.endswith("Url")]
            assert len(links) == 3
            for link in links:
                response = await client.get(str(link).removeprefix("https://bot.example.org"))
                assert response.status == 200, link
                page = await response.text()
                assert '<section lang="fr">' in page
                assert '<section lang="en">' in page

    asyncio.run(run())
