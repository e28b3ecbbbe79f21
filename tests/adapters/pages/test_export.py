"""The link to one's own data: looked at as often as one likes, spent by its button, once, within a day."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape

import pytest
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet

from adapters.calendars.tickets import SignInSeal, Ticket
from bot import app
from bot.app import import_pairs
from bot.app.web import server
from bot.application.data_rights.export import export
from bot.engine.flows.privacy import actions
from bot.engine.messages import Text
from bot.infra.clock import SetClock
from bot.ports import Address, CardPress
from bot.settings import Settings
from tests.dialogues.stage import HEADER, line
from tests.labels import fr
from tests.values import at

KEY = Fernet.generate_key().decode()
HERE = "https://t.example"
NOW = at("2026-01-06 09:00")
DAY = timedelta(days=1)


@dataclass
class House:
    parts: app.Container
    web: TestClient
    clock: SetClock
    asked: int = 0

    async def link(self, name: str = "camille") -> str:
        """The path of the link that a person gets in chat."""
        self.asked += 1
        press = CardPress(f"press-{self.asked}", Address("local", name), f"dm:{name}", "", "", actions.EXPORT)
        (answer,) = await self.parts.interactions.pressed(press)
        (link,) = (part.line.link for part in answer.message.parts if isinstance(part, Text) and part.line.link)
        assert link.startswith(f"{HERE}/export/")
        return link.removeprefix(HERE)

    async def looks(self, path: str) -> tuple[int, str]:
        async with self.web.get(path) as response:
            assert response.headers["Cache-Control"] == "no-store"
            assert response.headers["X-Robots-Tag"] == "noindex"
            return response.status, unescape(await response.text())

    async def presses(self, path: str) -> tuple[int, str]:
        async with self.web.post(path) as response:
            assert response.headers["Referrer-Policy"] == "no-referrer"
            return response.status, unescape(await response.text())


@asynccontextmanager
async def house(url: str) -> AsyncIterator[House]:
    clock = SetClock(NOW)
    settings = Settings(database_url=url, public_url=HERE, secret_keys=(KEY,))
    async with app.opened(settings, clock, migrate=True) as parts:
        await import_pairs(parts, HEADER + line("Awa", "Camille"))
        async with TestClient(TestServer(server(parts))) as web:
            yield House(parts, web, clock)


def run(url: str, story: Callable[[House], Awaitable[None]]) -> None:
    async def told() -> None:
        async with house(url) as one:
            await story(one)

    asyncio.run(told())


def test_the_button_shows_all_of_it_to_read_and_as_a_file(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        status, page = await one.presses(await one.link())
        assert status == 200
        file = re.search(r'href="data:application/json;base64,([^"]+)"', page)
        assert file is not None
        person = await one.parts.store.run(lambda unit: unit.people.at(Address("local", "camille")))
        assert person is not None
        expected = await one.parts.store.run(lambda unit: export(unit, person.id, NOW).json())
        assert base64.b64decode(file[1]).decode() == expected

    run(sqlite_url, story)


def test_looking_spends_nothing_and_names_nobody(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        path = await one.link()
        for _ in range(5):
            status, page = await one.looks(path)
            assert status == 200
            assert f"<button>{fr('privacy-page-show')}</button>" in page
            assert "Camille" not in page
            assert "Awa" not in page
        async with one.web.head(path) as response:
            assert response.status == 200
        assert (await one.presses(path))[0] == 200

    run(sqlite_url, story)


def test_it_is_spent_once(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        path = await one.link()
        assert (await one.presses(path))[0] == 200
        for status, page in (await one.presses(path), await one.looks(path)):
            assert status == 410
            assert fr("privacy-page-spent") in page

    run(sqlite_url, story)


def test_pressed_at_once_from_two_places_one_gets_it(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        path = await one.link()
        found = await asyncio.gather(*(one.presses(path) for _ in range(5)))
        assert sorted(status for status, _ in found) == [200, 410, 410, 410, 410]

    run(sqlite_url, story)


def test_after_a_day_it_leads_nowhere(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        early, late = await one.link(), await one.link()
        one.clock.at = NOW + DAY
        assert (await one.presses(early))[0] == 200
        one.clock.at = NOW + DAY + timedelta(seconds=1)
        assert (await one.looks(late))[0] == (await one.presses(late))[0] == 410

    run(sqlite_url, story)


@pytest.mark.parametrize("what", ["nonsense", "another key", "a sign-in", "é"])
def test_what_nobody_was_given_leads_nowhere(sqlite_url: str, what: str) -> None:
    async def story(one: House) -> None:
        other = SignInSeal((Fernet.generate_key().decode(),)).put(Ticket("p", "google"), NOW)
        path = {
            "nonsense": "x",
            "another key": other,
            "a sign-in": SignInSeal((KEY,)).put(Ticket("p", "google"), NOW),
            "é": "é",
        }[what]
        assert (await one.looks(f"/export/{path}"))[0] == (await one.presses(f"/export/{path}"))[0] == 410

    run(sqlite_url, story)


def test_an_address_that_has_become_somebody_elses_shows_nothing(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        path = await one.link()
        person = await one.parts.store.run(lambda unit: unit.people.at(Address("local", "camille")))
        assert person is not None
        moved = replace(person, address=Address("local", "elsewhere"))
        await one.parts.store.run(lambda unit: unit.people.put(moved))
        assert (await one.presses(path))[0] == 410

    run(sqlite_url, story)


def test_the_token_carries_nothing_that_can_be_read(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        token = (await one.link()).rpartition("/")[2]
        assert b"camille" not in base64.urlsafe_b64decode(token)

    run(sqlite_url, story)
