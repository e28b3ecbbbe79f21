"""Draws the Home tab: where each of a person's pairs stands, what to prepare, and the programme that they coordinate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.slack import blocks, limits
from adapters.slack.answers import BackgroundTasks, drawn
from adapters.slack.blocks import Json
from adapters.slack.places import user
from adapters.slack.workspaces import Workspace
from bot.ports import Address, Answer, Interactions
from bot.text import system_messages

_DIVIDER: Json = {"type": "divider"}


class Home:
    def __init__(self, interactions: Interactions) -> None:
        self._interactions = interactions

    async def ask(self, id: str, reader: Address, workspace: Workspace, background: BackgroundTasks) -> None:
        """Asks for the answers, which are there when this returns and are shown at once after."""
        answers = await self._interactions.overview(id, reader)
        if answers:
            background.run(_publish(workspace, reader, answers))

    async def show(self, id: str, reader: Address, workspace: Workspace) -> None:
        answers = await self._interactions.overview(id, reader)
        if answers:
            await _publish(workspace, reader, answers)


async def _publish(workspace: Workspace, reader: Address, answers: Sequence[Answer]) -> None:
    await workspace.client.views_publish(user_id=user(reader), view=view(answers))


def view(answers: Sequence[Answer]) -> dict[str, Any]:
    """Returns all of them, one below the other; or as many as there is room for, and how many more there are."""
    shown: list[Json] = []
    for n, answer in enumerate(answers):
        card = drawn(answer, limits.VIEW_BLOCKS // 2).blocks
        last = n == len(answers) - 1
        if len(shown) + 1 + len(card) > limits.VIEW_BLOCKS - (not last):
            shown += blocks.small(answer.voice.prose(system_messages.more_cards(len(answers) - n)))
            break
        shown += [_DIVIDER, *card] if shown else card
    return {"type": "home", "blocks": shown}
