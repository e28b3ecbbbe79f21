"""The board, through its routes. `tests/recipes/test_channel.py` copies this to `tests/ports/channels/sample.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot import app
from bot.app import Container
from bot.app.channels import context
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.play.cast import START
from bot.ports import Channel, Reason, Sections
from bot.settings import Settings
from tests.ports.channels.house import ANSWER
from tests.ports.channels.under_test import Noted, Platform, Standing, serving
from tests.recipes.sample_channel.channel import LONGEST, MOST
from tests.recipes.sample_channel.plugin import PLUGIN, SampleSettings
from tests.seals import KEY

Json = Mapping[str, Any]

TOKEN = "hush"
IDS = {Role.MENTOR: "awa", Role.MENTEE: "camille"}
ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
Awa,Camille,mentoring,2026-01-05,fr,fr,Africa/Dakar,Europe/Paris,sample,awa,sample,camille
"""


@asynccontextmanager
async def sample(folder: Path) -> AsyncIterator[Platform]:
    settings = Settings(
        database_url=app.sqlite_at(folder / "sample.db"),
        channels=(PLUGIN.name,),
        secret_keys=(KEY,),
        sections=Sections((SampleSettings(TOKEN),)),
    )
    clock = SetClock(START)
    async with app.opened(settings, clock, migrate=True) as container:
        await app.import_pairs(container, ROSTER)
        pair = await container.store.run(lambda unit: next(unit.journeys.all()).pair)
        noted = Noted()
        given = noted.given(context(container))
        known = {"Authorization": f"Bearer {TOKEN}"}
        async with (
            serving(lambda application: PLUGIN.attach(application, given)) as url,
            ClientSession(url, headers=known) as session,
        ):
            yield Board(container, clock, PLUGIN.channel(given), noted, session, pair)


@dataclass
class Board:
    container: Container
    clock: SetClock
    channel: Channel
    noted: Noted
    session: ClientSession
    pair: str
    _count: int = 0
    _shown: dict[str, Json] = field(default_factory=dict)
    _last: Json = field(default_factory=dict)

    async def private(self, who: Role) -> str:
        return f"dm:{IDS[who]}"

    async def shared(self) -> str:
        return f"pair:{self.pair}"

    async def standing(self, conversation: str) -> Sequence[Standing]:
        async with self.session.get("/sample/cards", params={"conversation": conversation}) as response:
            assert response.status == 200
            cards: Sequence[Json] = await response.json()
        self._shown |= {card["id"]: card for card in cards}
        return [Standing(conversation, card["id"], card["text"]) for card in cards]

    async def types(self, who: Role, text: str) -> Sequence[str]:
        return await self._does(who, await self.private(who), text=text)

    async def types_among(self, who: Role, text: str) -> Sequence[str]:
        return await self._does(who, await self.shared(), text=text)

    async def goes_on(self, who: Role, action: str, value: str = "") -> Sequence[str]:
        where = {"pair": self.pair, "card": ANSWER}
        return await self._does(who, await self.shared(), **where, action=action, values=[value] if value else [])

    def strayed(self) -> Sequence[str]:
        return []

    async def comes_back(self, who: Role) -> None:
        pass

    async def inbox(self) -> str:
        return f"coordinator:{IDS[Role.MENTOR]}"

    async def presses(self, who: Role, card: Standing, action: str, value: str = "") -> Sequence[str]:
        there = [one for one in self._press(card) if one["action"] == action and value in ("", one["value"])]
        return await self._uses(who, card, action, values=[there[0]["value"]] if there[0]["value"] else [])

    def asks(self, card: Standing, action: str) -> str:
        (button,) = [one for one in self._press(card) if one["action"] == action]
        return f"{button['asks']} {button['label']}" if "asks" in button else ""

    async def chooses(self, who: Role, card: Standing, action: str, value: str) -> Sequence[str]:
        return await self.presses(who, card, action, value)

    async def submits(self, who: Role, card: Standing, action: str, **fields: str) -> Sequence[str]:
        return await self._uses(who, card, action, fields=fields)

    async def again(self) -> None:
        await self._post()

    def refuses(self, who: Role) -> Reason | None:
        return None

    def accepts(self) -> None:
        pass

    def labels(self, card: Standing) -> Sequence[str]:
        return [one["label"] for one in self._press(card)]

    def complaints(self, card: Standing) -> Sequence[str]:
        told = self._shown[card.card]
        return [
            *(["the text is too long"] if len(told["text"]) > LONGEST else []),
            *(["there is too much to press"] if len(told["press"]) > MOST else []),
        ]

    def _press(self, card: Standing) -> Sequence[Mapping[str, str]]:
        found: Sequence[Mapping[str, str]] = self._shown[card.card]["press"]
        return found

    async def _uses(self, who: Role, card: Standing, action: str, **entered: object) -> Sequence[str]:
        shown = self._shown[card.card]
        return await self._does(who, card.conversation, pair=shown["pair"], card=shown["key"], action=action, **entered)

    async def _does(self, who: Role, conversation: str, **deed: object) -> Sequence[str]:
        self._count += 1
        self._last = {"id": f"deed-{self._count}", "sender": IDS[who], "conversation": conversation, **deed}
        return await self._post()

    async def _post(self) -> Sequence[str]:
        async with self.session.post("/sample/deeds", json=self._last) as response:
            assert response.status == 200, await response.text()
            texts: Sequence[str] = await response.json()
            return texts
