"""Séances that are written into two people's calendars, from inside Slack."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.app import Container
from tests.adapters.slack.fake import Shown
from tests.labels import fr
from tests.scenarios import calendars
from tests.scenarios.calendar_walk import HERE, Walk, tell
from tests.scenarios.slack.house import House, opened
from tests.scenarios.slack.test_dates import buttons
from tests.values import at


@dataclass
class InSlack:
    """`Hands`."""

    house: House
    mine: dict[str, Shown] = field(default_factory=dict)

    @property
    def parts(self) -> Container:
        return self.house.parts

    async def my_calendar(self, who: str) -> str:
        settings = await self.house.command(who, "réglages", await self.house.direct(who))
        assert settings is not None
        await self.house.press(who, settings, "calendar.open")
        self.mine[who] = self.house.slack.ephemeral[-1]
        return str(self.mine[who].blocks)

    async def press_mine(self, who: str, action: str) -> None:
        await self.house.press(who, self.mine[who], action)

    async def press(self, who: str, action: str, value: str = "") -> None:
        card = await self._card()
        values = [json.loads(one["value"]) for one in buttons(card, action)]
        await self.house.press(who, card, action, values.index([value]) if value else 0)
        await self.house.work()

    async def told(self, who: str) -> list[str]:
        return [card.text for card in await self._told(who)]

    async def propose(self, who: str) -> None:
        (card,) = await self._told(who)
        await self.house.press(who, card, "entries.propose")

    async def _told(self, who: str) -> list[Shown]:
        cards = self.house.slack.in_(await self.house.direct(who))
        return [card for card in cards if card.text.startswith(fr("entries-title"))]

    async def shared(self, title: str = "") -> str:
        return str((await self._card(title)).blocks)

    async def until(self, when: datetime) -> None:
        await self.house.until(when)

    async def _card(self, title: str = "") -> Shown:
        await self.house.work()
        cards = self.house.slack.in_(await self.house.shared())
        return [card for card in cards if (title in card.text if title else "'date." in str(card.blocks))][-1]


def test_booked_given_up_moved_refused_moved_by_hand_unlinked_and_met(tmp_path: Path) -> None:
    async def story() -> None:
        async with (
            calendars.serving() as services,
            opened(tmp_path, at("2026-01-05 07:00"), besides=(services.settings,), **HERE) as house,
            calendars.desk(house.parts, services) as desk,
        ):
            await house.until(at("2026-01-05 09:30"))
            await tell(Walk(InSlack(house), services, desk))

    asyncio.run(story())
