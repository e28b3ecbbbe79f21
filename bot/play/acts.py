"""What one of the two does with what they are shown, and how it is found on a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from bot.engine.ids import NO_ACTION, Action, Command
from bot.engine.messages import Button, Buttons, Checklist, Choices, Form, Message, Tick
from bot.engine.people import Place, Role

Pick = Callable[[Message], Sequence[str]]
"""Finds the values to press on a card."""


def nothing(_: Message) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Act:
    """An act is what one of the two will do with a card: `action` with the values that `pick` finds on it, or with `fields`.

    `answer`: with the card that they were answered last. Or type `command`.
    """

    actor: Role
    place: Place
    lane: str
    seance: int
    key: str = ""
    action: Action = NO_ACTION
    pick: Pick = nothing
    fields: Mapping[str, str] = field(default_factory=dict)
    answer: bool = False
    command: str = ""
    moves: timedelta = timedelta()
    """By that much they move the séance in their own calendar, instead."""


def buttons(message: Message) -> list[Button]:
    return [button for part in message.parts if isinstance(part, Buttons) for button in part.buttons]


def has(message: Message, action: Action, value: str = "") -> bool:
    """Whether the card has that button (with that value), question, checklist or form."""
    if value and any(button.action == action for button in buttons(message)):
        return any((button.action, button.value) == (action, value) for button in buttons(message))
    return any(action in _actions(part) for part in message.parts)


def _actions(part: object) -> Iterator[Action]:
    match part:
        case Buttons(buttons=several):
            yield from (button.action for button in several)
        case Checklist(action=action) | Choices(action=action) | Form(action=action):
            yield action
        case _:
            pass


def chosen(*values: str) -> Pick:
    """Picks these, whatever the card says."""
    return lambda message: values


def option(action: Action, ending: str) -> Pick:
    """Picks the answer to a question whose value ends so."""
    return partial(_options, action, ending)


def _options(action: Action, ending: str, message: Message) -> Sequence[str]:
    asked = [part for part in message.parts if isinstance(part, Choices) and part.action == action]
    return [one.value for part in asked for one in part.options if one.value.endswith(ending)]


def run(command: Command) -> Pick:
    """Picks the button that stands for a command."""
    return chosen(command)


def value(action: Action, nth: int = 0) -> Pick:
    """Picks what the n-th button of that action says."""
    return partial(_values, action, nth)


def _values(action: Action, nth: int, message: Message) -> Sequence[str]:
    return [button.value for button in buttons(message) if button.action == action][nth : nth + 1]


def all_ticks(message: Message) -> Sequence[str]:
    """Picks every entry of the checklist that people tick."""
    return [tick.value for tick in _ticks(message) if not tick.locked]


def _ticks(message: Message) -> Iterator[Tick]:
    for part in message.parts:
        if isinstance(part, Checklist):
            yield from part.ticks
