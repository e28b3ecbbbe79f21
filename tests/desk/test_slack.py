"""Every task of the desk through Slack's real edge, from the digest in the bot's conversation and from the Home tab."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from adapters.slack.blocks import handed
from tests.adapters.slack.fake import Shown
from tests.adapters.slack.reading import texts
from tests.desk.walks import WALKS, Fill, Press, Walk, Write, asks, walked
from tests.labels import fr
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, opened
from tests.values import at

DIGEST = at("2026-01-26 09:00")


@dataclass
class SlackDesk:
    house: House
    on_home: bool = False
    shown: Shown = field(init=False)
    under: Shown = field(init=False)
    """What was shown before it."""

    async def begin(self) -> None:
        if self.on_home:
            self.shown = await self.house.home("Dominique")
        else:
            cards = self.house.slack.in_(await self.house.direct("Dominique"))
            self.shown = [card for card in cards if card.text.startswith(fr("digest-title"))][-1]

    async def press(self, step: Press) -> None:
        buttons = [one for block in self.shown.blocks for one in payloads.usable(block)]
        mine = [one for one in buttons if one["action_id"].partition("#")[0] == step.action]
        nth = step.nth([" ".join(handed(one.get("value", "[]"))) for one in mine])
        seen = await self._seen()
        await self.house.press("Dominique", self.shown, step.action, nth)
        await self._look(seen)

    async def write(self, step: Write) -> None:
        seen = await self._seen()
        answer = await self.house.command("Dominique", step.text, await self._direct())
        await self._look(seen)
        self.shown = answer or self.shown

    async def fill(self, step: Fill) -> int:
        is_open = self.shown.view and any(block["type"] == "input" for block in self.shown.blocks)
        if not is_open:
            seen = await self._seen()
            await self.house.press("Dominique", self.shown, step.action)
            await self._look(seen)
        fields = {name: self._picked(value) for name, value in step.fields.items()}
        seen, revision = await self._seen(), self.under.revision
        await self.house.submit("Dominique", **fields)
        if self.under.revision > revision:  # in the place of the card that it was opened from
            self.shown = self.under
        await self._look(seen)
        return 1 if is_open else 2

    def _picked(self, value: str) -> str:
        return self.house.ids[value[1:].replace("Me", "Dominique")] if value.startswith("@") else value

    async def reads(self, words: str) -> bool:
        return words in " ".join([*texts(self.shown.view.get("title")), *texts(self.shown.blocks)])

    async def _seen(self) -> list[Shown]:
        """Whatever they can see, the newest last; what was drawn anew in its place is the same."""
        slack = self.house.slack
        return [*slack.in_(await self.house.direct("Dominique")), *slack.ephemeral, *slack.modals]

    async def _look(self, before: list[Shown]) -> None:
        found = [one for one in await self._seen() if all(one is not other for other in before)]
        if found:
            self.under = self.shown
            self.shown = found[-1]
            self.shown.conversation = self.shown.conversation or ("" if self.shown.view else await self._direct())

    async def _direct(self) -> str:
        return await self.house.direct("Dominique")


@pytest.mark.parametrize("on_home", [False, True], ids=["digest", "home"])
@pytest.mark.parametrize("name", WALKS)
def test_three_steps_in_slack(tmp_path: Path, name: str, on_home: bool) -> None:
    walk: Walk = WALKS[name]

    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00")) as house:
            await house.until(at("2026-01-20 10:30"))
            await asks(house.parts.interactions, house.sender("Camille"))
            await house.until(DIGEST)
            await walked(SlackDesk(house, on_home), walk)

    asyncio.run(story())
