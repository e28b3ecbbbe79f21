"""Slack, through signed requests and Bolt."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from adapters.slack.blocks import handed
from bot.engine.people import Role
from bot.play.cast import START
from bot.ports import Reason
from tests.adapters.slack.fake import Shown
from tests.adapters.slack.valid import complaints
from tests.ports.channels.under_test import Noted, Platform, Standing
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, opened

Json = dict[str, Any]

NAMES = {Role.MENTOR: "Awa", Role.MENTEE: "Camille"}
THREAD = "1767600000.000001"


@asynccontextmanager
async def slack(folder: Path) -> AsyncIterator[Platform]:
    noted = Noted()
    async with opened(folder, START, given=noted.given) as house:
        yield Workspace(house, noted)


class Workspace:
    def __init__(self, house: House, noted: Noted) -> None:
        self._house, self.noted = house, noted
        self.container, self.clock = house.parts, house.clock
        self.channel = house.worker._channels["slack"]
        self._seen = 0

    async def private(self, who: Role) -> str:
        return await self._house.direct(NAMES[who])

    async def shared(self) -> str:
        return await self._house.shared()

    async def standing(self, conversation: str) -> Sequence[Standing]:
        return [Standing(conversation, card.ts, card.text) for card in self._house.slack.in_(conversation)]

    async def types(self, who: Role, text: str) -> Sequence[str]:
        before = len(self._house.slack.ephemeral)
        said = await self._house.command(NAMES[who], text)
        return [*([said.text] if said is not None else []), *self._answers(who, before)]

    async def types_among(self, who: Role, text: str) -> Sequence[str]:
        """The bot is mentioned in a thread."""
        self._seen = len(self._house.slack.ephemeral)
        said = payloads.mention(self._house.ids[NAMES[who]], await self.shared(), text, thread_ts=THREAD)
        assert await self._house.event(said) == 200
        return self._answers(who, self._seen)

    async def goes_on(self, who: Role, action: str, value: str = "") -> Sequence[str]:
        shown = self._house.slack.ephemeral[-1]
        return await self._presses(who, shown, action, value)

    def strayed(self) -> Sequence[str]:
        """Answers that only one person sees stand in the thread; no other card is posted."""
        return [one.text for one in self._house.slack.ephemeral[self._seen :] if one.thread != THREAD]

    async def comes_back(self, who: Role) -> None:
        member = {"id": self._house.ids[NAMES[who]], "deleted": False, "tz": "Europe/Paris", "locale": "fr-FR"}
        assert await self._house.event({"type": "user_change", "user": member}) == 200

    async def inbox(self) -> str:
        return await self._house.direct("Dominique")

    async def presses(self, who: Role, card: Standing, action: str, value: str = "") -> Sequence[str]:
        return await self._presses(who, self._shown(card), action, value)

    async def _presses(self, who: Role, shown: Shown, action: str, value: str) -> Sequence[str]:
        before = len(self._house.slack.ephemeral)
        values = [handed(button["value"]) for button in _buttons(shown) if _action(button) == action]
        await self._house.press(NAMES[who], shown, action, values.index([value]) if value else 0)
        return self._answers(who, before)

    def asks(self, card: Standing, action: str) -> str:
        (button,) = [one for one in _buttons(self._shown(card)) if _action(one) == action]
        asked = button.get("confirm", {})
        return "\n".join(str(asked[part]["text"]) for part in ("text", "confirm", "deny") if asked)

    async def chooses(self, who: Role, card: Standing, action: str, value: str) -> Sequence[str]:
        return await self.presses(who, card, action, value)

    async def submits(self, who: Role, card: Standing, action: str, **fields: str) -> Sequence[str]:
        """The form opens in a modal."""
        before = len(self._house.slack.ephemeral)
        await self._house.press(NAMES[who], self._shown(card), action)
        await self._house.submit(NAMES[who], **fields)
        return self._answers(who, before)

    async def again(self) -> None:
        async with await self._house.post(*self._house.last) as response:
            assert response.status == 200
        await self._house.settled()

    def refuses(self, who: Role) -> Reason | None:
        self._house.slack.deactivated.add(self._house.ids[NAMES[who]])
        return Reason.LEFT

    def accepts(self) -> None:
        self._house.slack.deactivated.clear()

    def labels(self, card: Standing) -> Sequence[str]:
        return [str(button["text"]["text"]) for button in _buttons(self._shown(card))]

    def complaints(self, card: Standing) -> Sequence[str]:
        return complaints(json.loads(json.dumps(self._shown(card).blocks)))

    def _shown(self, card: Standing) -> Shown:
        return self._house.slack.cards[card.conversation, card.card]

    def _answers(self, who: Role, before: int) -> Sequence[str]:
        """By the address that came with what they did, or to them by name."""
        new = self._house.slack.ephemeral[before:]
        assert {one.user for one in new} <= {"?", self._house.ids[NAMES[who]]}
        return [one.text for one in new]


def _buttons(shown: Shown) -> Sequence[Json]:
    rows = [block for block in shown.blocks if block["type"] == "actions"]
    return [one for row in rows for one in row["elements"] if one["type"] == "button"]


def _action(button: Mapping[str, Any]) -> str:
    return str(button["action_id"]).partition("#")[0]
