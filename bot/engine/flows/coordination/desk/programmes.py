"""The question of which of their programmes a coordinator means."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.ids import Command
from bot.engine.messages import Button, Buttons, Message, typed

LONGEST = 200
"""Characters of what was typed that the buttons carry."""


def which(text: str, programmes: Sequence[tuple[str, str]]) -> Message:
    """`text`: what was typed; `programmes`: their ids and names."""
    buttons = tuple(Button(actions.CHOOSE, typed(name), f"{id} {text[:LONGEST]}") for id, name in programmes)
    return Message((words.WHICH_PROGRAMME.text(), Buttons(buttons)))


def which_of(task: Command, programmes: Sequence[tuple[str, str]]) -> Message:
    """The same of a task whose button was pressed."""
    buttons = tuple(Button(actions.DO, typed(name), f"{id} {task}") for id, name in programmes)
    return Message((words.WHICH_PROGRAMME.text(), Buttons(buttons)))


def of_file(id: str, programmes: Sequence[tuple[str, str]]) -> Message:
    """`id`: of the inquiry that waits for it."""
    buttons = tuple(Button(actions.PLACE, typed(name), f"{one} {id}") for one, name in programmes)
    return Message((words.WHICH_PROGRAMME.text(), Buttons(buttons)))
