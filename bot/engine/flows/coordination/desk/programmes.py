"""The question of which of their programmes a coordinator means."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.messages import Button, Buttons, Message, typed

LONGEST = 200
"""Characters of what was typed that the buttons carry."""


def which(text: str, programmes: Sequence[tuple[str, str]]) -> Message:
    """`text`: what was typed; `programmes`: their ids and names."""
    buttons = tuple(Button(actions.CHOOSE, typed(name), f"{id} {text[:LONGEST]}") for id, name in programmes)
    return Message((words.WHICH_PROGRAMME.text(), Buttons(buttons)))
