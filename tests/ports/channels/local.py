"""The local page, through its routes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from adapters.local.plugin import PLUGIN
from bot import app
from bot.app import Container
from bot.app.channels import context
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.play.cast import START
from bot.ports import Address, Channel, Reason
from bot.settings import Coordinator, Settings
from tests.ports.channels.under_test import Noted, Platform, Standing, serving

Json = Mapping[str, Any]

IDS = {Role.MENTOR: "awa", Role.MENTEE: "camille"}
ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
Awa,Camille,mentoring,2026-01-05,fr,fr,Africa/Dakar,Europe/Paris,local,awa,local,camille
"""


@asynccontextmanager
async def local(folder: Path) -> AsyncIterator[Platform]:
    awa = Coordinator(
        Address(PLUGIN.name, IDS[Role.MENTOR]), "Awa", ("fr",), "Africa/Dakar"
    )  # the page shows her inbox
    url, clock = app.sqlite_at(folder / "local.db"), SetClock(START)
    settings = Settings(database_url=url, channels=(PLUGIN.name,), coordinators=(awa,))
    async with app.opened(settings, clock, migrate=True) as container:
        await app.import_pairs(container, ROSTER)
        pair = await container.store.run(lambda unit: next(unit.journeys.all()).pair)
        noted = Noted()
        given = noted.given(context(container))
        async with serving(lambda application: PLUGIN.attach(application, given)) as url, ClientSession(url) as session:
            yield LocalPage(container, clock, PLUGIN.channel(given), noted, session, pair)


@dataclass
class LocalPage:
    container: Container
    clock: SetClock
    channel: Channel
    noted: Noted
    session: ClientSession
    pair: str
    _acts: int = 0
    _last: tuple[str, Json] = ("", {})

    def __post_init__(self) -> None:
        self._drawn: dict[str, Json] = {}
        self._shown: Sequence[Json] = ()

    async def private(self, who: Role) -> str:
        return f"dm:{IDS[who]}"

    async def shared(self) -> str:
        return f"pair:{self.pair}"

    async def standing(self, conversation: str) -> Sequence[Standing]:
        async with self.session.get("/api/state") as response:
            cards = [card for card in (await response.json())["cards"] if card["conversation"] == conversation]
        self._drawn |= {card["id"]: card for card in cards}
        return [
            Standing(conversation, card["id"], card["content"]["text"])
            for card in sorted(cards, key=lambda card: int(card["id"]))
        ]

    async def types(self, who: Role, text: str) -> Sequence[str]:
        return await self._does("/api/type", {"conversation": f"dm:{IDS[who]}", "text": text}, who)

    async def types_among(self, who: Role, text: str) -> Sequence[str]:
        """The page shows an answer to whoever acts, beside the conversation in which they did."""
        return await self._does("/api/type", {"conversation": await self.shared(), "text": text}, who)

    async def goes_on(self, who: Role, action: str, value: str = "") -> Sequence[str]:
        shown = self._shown[-1]
        found = [one for part in shown["content"]["parts"] for one in part.get("buttons", ())]
        button = next(one for one in found if one["action"] == action and value in ("", one["value"]))
        entered = {"action": action, "values": [button["value"]] if button["value"] else []}
        where = {"conversation": await self.shared(), "pair": shown["pair"], "card": shown["key"]}
        return await self._does("/api/press", {**where, **entered}, who)

    def strayed(self) -> Sequence[str]:
        return []

    async def comes_back(self, who: Role) -> None:
        """Nobody is ever away from the page."""

    async def inbox(self) -> str:
        return f"coordinator:{IDS[Role.MENTOR]}"

    async def presses(self, who: Role, card: Standing, action: str, value: str = "") -> Sequence[str]:
        button = next(one for one in self._buttons(card) if one["action"] == action and value in ("", one["value"]))
        return await self._uses("/api/press", who, card, action, values=[button["value"]] if button["value"] else [])

    def asks(self, card: Standing, action: str) -> str:
        (button,) = [one for one in self._buttons(card) if one["action"] == action]
        return "\n".join(button["confirm"].values()) if "confirm" in button else ""

    async def chooses(self, who: Role, card: Standing, action: str, value: str) -> Sequence[str]:
        return await self._uses("/api/press", who, card, action, values=[value])

    async def submits(self, who: Role, card: Standing, action: str, **fields: str) -> Sequence[str]:
        (form,) = (part for part in self._parts(card) if part["kind"] == "form" and part["action"] == action)
        filled = {field["name"]: fields.get(field["name"], field["value"]) for field in form["fields"]}
        return await self._uses("/api/submit", who, card, action, fields=filled)

    async def again(self) -> None:
        await self._post(*self._last)

    def refuses(self, who: Role) -> Reason | None:
        return None

    def accepts(self) -> None:
        pass

    def labels(self, card: Standing) -> Sequence[str]:
        options = [option for part in self._parts(card) if part["kind"] == "choices" for option in part["options"]]
        return [str(one["label"]) for one in [*self._buttons(card), *options]]

    def complaints(self, card: Standing) -> Sequence[str]:
        return [f"no label: {one}" for one in self._buttons(card) if not one["label"]]

    def _parts(self, card: Standing) -> Sequence[Json]:
        parts: Sequence[Json] = self._drawn[card.card]["content"]["parts"]
        return parts

    def _buttons(self, card: Standing) -> Iterator[Json]:
        for part in self._parts(card):
            yield from part.get("buttons", ())

    async def _uses(self, path: str, who: Role, card: Standing, action: str, **entered: object) -> Sequence[str]:
        drawn = self._drawn[card.card]
        place = {"conversation": card.conversation, "pair": drawn["pair"], "card": drawn["key"], "action": action}
        return await self._does(path, {**place, **entered}, who)

    async def _does(self, path: str, deed: Json, who: Role) -> Sequence[str]:
        self._acts += 1
        self._last = path, {**deed, "id": f"act-{self._acts}", "as": IDS[who]}
        return await self._post(*self._last)

    async def _post(self, path: str, deed: Json) -> Sequence[str]:
        async with self.session.post(path, json=deed) as response:
            assert response.status == 200, await response.text()
            self._shown = (await response.json())["answers"]
            return [answer["content"]["text"] for answer in self._shown]
