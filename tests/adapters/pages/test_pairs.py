"""The link to a programme's pairs: looked at as often as one likes, spent by its button, once, by who still coordinates."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

import pytest
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet

from adapters.pages.tickets import ExportSeal
from bot import app
from bot.app import import_pairs
from bot.app.web import server
from bot.application.coordination.export import COLUMNS
from bot.engine.messages import Text
from bot.infra.clock import SetClock
from bot.ports import FIRST, Address
from bot.settings import Coordinator, Settings
from tests.dialogues.stage import HEADER, line
from tests.values import at

KEY = Fernet.generate_key().decode()
HERE = "https://t.example"
CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
AWA = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Europe/Paris")
DAY = timedelta(days=1)


@dataclass
class House:
    parts: app.Container
    web: TestClient
    clock: SetClock
    asked: int = 0

    async def link(self, name: str = "claire") -> str:
        """The path of the link that a coordinator gets in chat."""
        self.asked += 1
        words = await self.parts.interactions.typed(f"t{self.asked}", Address("local", name), f"dm:{name}", "exporter")
        (link,) = (
            part.line.link for a in words for part in a.message.parts if isinstance(part, Text) and part.line.link
        )
        assert link.startswith(f"{HERE}/pairs/")
        return link.removeprefix(HERE)

    async def looks(self, path: str) -> tuple[int, str]:
        async with self.web.get(path) as response:
            assert response.headers["Cache-Control"] == "no-store"
            return response.status, await response.text()

    async def presses(self, path: str) -> tuple[int, str]:
        async with self.web.post(path) as response:
            assert response.headers["Cache-Control"] == "no-store"
            return response.status, await response.text()

    async def rows(self, path: str) -> list[dict[str, str]]:
        status, text = await self.presses(path)
        assert status == 200
        return list(csv.DictReader(StringIO(text)))


@asynccontextmanager
async def house(url: str, here: str = HERE) -> AsyncIterator[House]:
    clock = SetClock(at("2026-01-06 09:00"))
    settings = Settings(database_url=url, public_url=here, secret_keys=(KEY,), coordinators=(CLAIRE,))
    async with app.opened(settings, clock, migrate=True) as parts:
        await import_pairs(parts, HEADER + line("Awa", "Camille") + line("Luc", "Mia"))
        async with TestClient(TestServer(server(parts))) as web:
            yield House(parts, web, clock)


def run(url: str, story: Callable[[House], Awaitable[None]]) -> None:
    async def told() -> None:
        async with house(url) as one:
            await story(one)

    asyncio.run(told())


def test_the_button_gives_all_pairs_once(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        link = await one.link()
        for _ in range(2):
            status, page = await one.looks(link)
            assert status == 200
            assert "Prendre le fichier" in page
            assert "Camille" not in page
        rows = await one.rows(link)
        assert {(row["mentor"], row["mentee"]) for row in rows if row["row"] == "pair"} == {
            ("Awa", "Camille"),
            ("Luc", "Mia"),
        }
        assert tuple(rows[0]) == COLUMNS
        for again in (await one.presses(link), await one.looks(link)):
            assert again[0] == 410
            assert "Camille" not in again[1]

    run(sqlite_url, story)


def test_a_link_of_yesterday_leads_nowhere(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        link = await one.link()
        one.clock.at += DAY + timedelta(minutes=1)
        assert (await one.looks(link))[0] == 410
        assert (await one.presses(link))[0] == 410

    run(sqlite_url, story)


def test_who_coordinates_no_more_fetches_nothing(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        link, appointments = await one.link(), app.appointments(one.parts)
        await appointments.appoint(FIRST, AWA, by="op")
        await appointments.dismiss(FIRST, CLAIRE.address, by="op")
        assert (await one.presses(link))[0] == 410

    run(sqlite_url, story)


def test_who_is_in_a_pair_does_not_find_it_there(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await app.appointments(one.parts).appoint(FIRST, AWA, by="op")
        rows = await one.rows(await one.link("awa"))
        assert {row["mentor"] for row in rows} == {"Luc"}

    run(sqlite_url, story)


@pytest.mark.parametrize("forged", ["rubbish", "gAAAAA", ""])
def test_a_forged_link_leads_nowhere(sqlite_url: str, forged: str) -> None:
    async def story(one: House) -> None:
        async with one.web.post(f"/pairs/{forged}") as response:
            assert response.status in (404, 410)

    run(sqlite_url, story)


def test_the_link_to_ones_own_data_opens_no_list_of_pairs(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        person = await one.parts.store.run(lambda unit: unit.people.at(CLAIRE.address))
        assert person is not None
        token = ExportSeal((KEY,)).put(person, one.clock.now())
        assert (await one.presses(f"/pairs/{token}"))[0] == 410

    run(sqlite_url, story)
