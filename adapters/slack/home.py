"""The Home tab: where each of a person's pairs stands and what to prepare, or a coordinator's programme.

It asks the desk as the person would, in their name, and shows the same messages as anywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack import limits
from adapters.slack.answers import Errands, drawn
from adapters.slack.blocks import Json
from adapters.slack.places import user
from adapters.slack.workspaces import Workspace
from bot.engine.messages import Buttons
from bot.ports import Address, Answer, Desk

WORDS = ("status", "prep")
"""The commands whose answers are shown."""

_DIVIDER: Json = {"type": "divider"}


class Home:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(self, id: str, reader: Address, workspace: Workspace, errands: Errands) -> None:
        """The answers are there when this returns, and are shown at once after."""
        answers = await self._answers(id, reader)
        if answers:
            errands.run(_publish(workspace, reader, answers))

    async def show(self, id: str, reader: Address, workspace: Workspace) -> None:
        answers = await self._answers(id, reader)
        if answers:
            await _publish(workspace, reader, answers)

    async def _answers(self, id: str, reader: Address) -> Sequence[Answer]:
        """What stands first is what everybody gets; a prep card follows only if there is one."""
        first = await self._of_every_pair(f"{id}/{WORDS[0]}", reader, WORDS[0])
        if not any(answer.pair for answer in first):
            return first
        cards = await self._of_every_pair(f"{id}/{WORDS[1]}", reader, WORDS[1])
        return [
            shown
            for answer in first
            for shown in (answer, *(card for card in cards if card.key and card.pair == answer.pair))
        ]

    async def _of_every_pair(self, id: str, reader: Address, word: str) -> Sequence[Answer]:
        """Somebody with several pairs is asked which; here it is all of them."""
        found: list[Answer] = []
        for answer in await self._desk.typed(id, reader, "", word):
            pairs = [b for p in answer.message.parts if isinstance(p, Buttons) for b in p.buttons if b.action == "pair"]
            if not pairs:
                found.append(answer)
            for n, button in enumerate(pairs):
                found += await self._desk.pressed(f"{id}/{n}", reader, "", "", "", "pair", [button.value])
        return found


async def _publish(workspace: Workspace, reader: Address, answers: Sequence[Answer]) -> None:
    blocks: list[Json] = []
    for answer in answers:
        more = drawn(answer, limits.VIEW_BLOCKS // 2).without_charts()
        if len(blocks) + 1 + len(more) > limits.VIEW_BLOCKS:
            break
        blocks += [_DIVIDER, *more] if blocks else more
    await workspace.client.views_publish(user_id=user(reader), view={"type": "home", "blocks": blocks})
