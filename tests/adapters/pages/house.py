"""The bot's own server, where links from chat lead: somebody asks in chat, looks at the page and presses its button."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from html import unescape

from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet

from bot import app
from bot.app import import_pairs
from bot.app.web import server
from bot.engine.journey import Sitting
from bot.engine.messages import Message, Text
from bot.infra.clock import SetClock
from bot.ports import Address, CardPress, UnitOfWork
from bot.settings import Coordinator, Settings
from tests.dialogues.stage import HEADER, line
from tests.values import at

KEY = Fernet.generate_key().decode()
HERE = "https://t.example"
CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
AWA = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Europe/Paris")
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


@dataclass
class House:
    parts: app.Container
    web: TestClient
    clock: SetClock
    here: str
    asked: int = 0

    async def types(self, name: str, words: str) -> Message:
        self.asked += 1
        (answer,) = await self.parts.interactions.typed(f"t{self.asked}", Address("local", name), f"dm:{name}", words)
        return answer.message

    async def presses(self, name: str, action: str, value: str = "") -> Message:
        self.asked += 1
        press = CardPress(f"p{self.asked}", Address("local", name), f"dm:{name}", "", "", action, [value])
        (answer,) = await self.parts.interactions.pressed(press)
        return answer.message

    def link(self, message: Message) -> str:
        """The path of the one link of a message."""
        (link,) = (part.line.link for part in message.parts if isinstance(part, Text) and part.line.link)
        assert link.startswith(f"{self.here}/")
        return link.removeprefix(self.here)

    async def looks(self, path: str) -> tuple[int, str]:
        return await self._asked("GET", path)

    async def spends(self, path: str) -> tuple[int, str]:
        return await self._asked("POST", path)

    async def _asked(self, method: str, path: str) -> tuple[int, str]:
        async with self.web.request(method, path) as response:
            if response.status != 404:
                assert {name: response.headers[name] for name in PRIVATE} == PRIVATE
            return response.status, unescape(await response.text())


@asynccontextmanager
async def house(url: str, here: str = HERE) -> AsyncIterator[House]:
    clock = SetClock(at("2026-01-06 09:00"))
    settings = Settings(database_url=url, public_url=here, secret_keys=(KEY,), coordinators=(CLAIRE,))
    async with app.opened(settings, clock, migrate=True) as parts:
        await import_pairs(parts, HEADER + line("Awa", "Camille") + line("Luc", "Mia"))
        async with TestClient(TestServer(server(parts))) as web:
            yield House(parts, web, clock, here)


def run(url: str, story: Callable[[House], Awaitable[None]], here: str = HERE) -> None:
    async def told() -> None:
        async with house(url, here) as one:
            await story(one)

    asyncio.run(told())


async def have_met(one: House, name: str = "camille", *days: str) -> str:
    """The pair of somebody has held a session on each of these days; its id."""

    def met(unit: UnitOfWork) -> str:
        person = unit.people.at(Address("local", name))
        assert person is not None
        (mine,) = unit.people.every_membership(person.id)
        journey = unit.journeys.of(mine.pair)
        assert journey is not None
        sittings = tuple(Sitting(n, at("2026-01-05 09:00"), held=at(f"{day} 10:00")) for n, day in enumerate(days, 1))
        unit.journeys.save(replace(journey, sittings=sittings), None)
        return mine.pair

    return await one.parts.store.run(met)


async def has_met(parts: app.Container, day: str) -> None:
    """The one pair that there is has held its session of that day."""

    def met(unit: UnitOfWork) -> None:
        (journey,) = unit.journeys.all()
        last = journey.sittings[-1] if journey.sittings else Sitting(1, at(f"{day} 09:00"))
        held = replace(last, held=at(f"{day} 10:00"))
        unit.journeys.save(replace(journey, sittings=(*journey.sittings[:-1], held)), None)

    await parts.store.run(met)
