"""What the web process serves where Teams is on."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from adapters.teams.manifest import manifest
from bot import app
from bot.app import sqlite_at
from bot.app.web import server
from bot.clock import SystemClock
from bot.config import Settings, TeamsApp
from tests.adapters.teams.fakes import APP, TENANT


def test_the_pages_that_the_package_links_to_are_there_and_say_so_in_both_languages() -> None:
    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(
                database_url=sqlite_at(Path(folder) / "together.db"),
                channels=("teams",),
                teams=TeamsApp(APP, "hush", (TENANT,)),
            )
            async with (
                app.opened(settings, SystemClock(), migrate=True) as parts,
                TestClient(TestServer(server(parts))) as client,
            ):
                made = manifest(APP, "bot.example.org", {"fr": []})
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
