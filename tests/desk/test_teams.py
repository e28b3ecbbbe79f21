"""Every task of the desk through Teams' real edge, from the digest in the coordinator's chat."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.ports import Address
from bot.settings import Coordinator
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, Json, Post, actions
from tests.adapters.teams.test_render import check
from tests.desk.walks import WALKS, Fill, Press, Write, asks, walked
from tests.labels import fr
from tests.scenarios.teams.house import House, house

PICKED = {"@Me": LEO.user, "@Awa": AWA.user, "@Camille": CAMILLE.user}


@dataclass
class TeamsDesk:
    house: House
    shown: Post = field(init=False)
    came: list[Post] = field(default_factory=list)
    """What has come since the last step: the answer, and what follows from it."""

    async def begin(self) -> None:
        self.shown = [one for one in self.house.cloud.at(LEO.chat) if one.text().startswith(fr("digest-title"))][-1]

    async def press(self, step: Press) -> None:
        mine = [one for one in actions(self.shown.card) if one["data"]["together"].get("action") == step.action]
        button = mine[step.nth([" ".join(one["data"]["together"].get("values", [])) for one in mine])]
        await self._done(self.house.pen.presses(LEO, self.shown, button))

    async def write(self, step: Write) -> None:
        await self._done(self.house.pen.says(LEO, step.text))

    async def fill(self, step: Fill) -> int:
        mine = [one for one in actions(self.shown.card) if one["data"]["together"].get("action") == step.action]
        (form,) = [one for one in mine if one["data"]["together"].get("form")]
        entered = {f"field:{step.action}:{name}": PICKED.get(value, value) for name, value in step.fields.items()}
        await self._done(self.house.pen.presses(LEO, self.shown, form, entered))
        return 1

    async def reads(self, words: str) -> bool:
        return any(words in "\n".join(_words(post.card)) for post in (self.shown, *self.came))

    async def _done(self, activity: Json) -> None:
        before = len(self.house.cloud.at(LEO.chat))
        await self.house.do(activity)
        self.came = self.house.cloud.at(LEO.chat)[before:]
        self.shown = self.came[0] if self.came else self.shown
        check(self.shown.card)
        assert len({one["id"] for one in _inputs(self.shown.card)}) == len(list(_inputs(self.shown.card)))


def _words(card: object) -> list[str]:
    """All that can be read on a card, its buttons too."""
    if isinstance(card, dict):
        own = [str(card[name]) for name in ("text", "title", "value") if isinstance(card.get(name), str)]
        return own + [word for value in card.values() for word in _words(value)]
    return [word for value in card for word in _words(value)] if isinstance(card, list) else []


def _inputs(card: object) -> list[Json]:
    if isinstance(card, dict):
        own = [card] if str(card.get("type", "")).startswith("Input.") else []
        return own + [one for value in card.values() for one in _inputs(value)]
    return [one for value in card for one in _inputs(value)] if isinstance(card, list) else []


@pytest.mark.parametrize("name", WALKS)
def test_three_steps_in_teams(name: str) -> None:
    async def story() -> None:
        leo = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
        async with house(coordinators=(leo,), public_url="https://together.example.org") as one:
            await one.install(AWA, CAMILLE, LEO)
            await until(one, 20)
            await asks(one.parts.interactions, Address("teams", CAMILLE.address))
            await until(one, 26)
            await walked(TeamsDesk(one), WALKS[name])

    asyncio.run(story())


async def until(one: House, day: int) -> None:
    """The mornings up to that day in January, one after the other."""
    while one.clock.at.day < day:
        one.clock.at = one.clock.at.replace(hour=9, minute=0) + timedelta(days=1)
        await one.settle()
        await one.parts.service.digests.send()
        await one.settle()
