"""Writes and reads what a button carries: the pair, the card, the action and its values.

Every button of a card brings along what the card's inputs hold. So a press is first whatever was chosen, ticked or typed
since the card was drawn, and then the button itself: nothing that a person entered is lost by pressing another button.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

import msgspec

from bot.engine.messages import Checklist, Choices, Entry, Form, Message

KEY = "together"
CHOICE, FIELD = "choice:", "field:"
"""How the ids of inputs begin."""

VIEW = "view"
"""The action, and the verb, that asks for a view of one's own; nobody presses it."""


class ButtonData(msgspec.Struct, omit_defaults=True):
    """Holds the hidden part of a button."""

    pair: str = ""
    card: str = ""
    action: str = ""
    """Empty on the button that only keeps what was entered."""
    values: list[str] = []
    form: bool = False
    """Whether the button submits the form of this action."""
    shown: dict[str, list[str]] = {}
    """What is chosen on the card, by the action of the choice."""
    typed: dict[str, dict[str, str]] = {}
    """What stands in the fields, by the action of the form."""


@dataclass(frozen=True, slots=True)
class Press:
    action: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    action: str
    fields: Mapping[str, str]


Deed = Press | Submission


def drawn(message: Message, pair: str, card: str) -> ButtonData:
    """Returns what all buttons of the card have in common."""
    shown: dict[str, list[str]] = {}
    typed: dict[str, dict[str, str]] = {}
    for part in message.parts:
        match part:
            case Choices(action=action, chosen=chosen):
                shown[action] = list(chosen)
            case Checklist(action=action, ticks=ticks):
                shown[action] = [tick.value for tick in ticks if tick.ticked and not tick.locked]
            case Form(action=action, fields=fields):
                typed[action] = {field.name: field.value for field in fields}
            case _:
                pass
    return ButtonData(pair, card, shown=shown, typed=typed)


def data(common: ButtonData, action: str, values: Sequence[str] = (), *, form: bool = False) -> dict[str, object]:
    """Returns the data of one button."""
    button = ButtonData(common.pair, common.card, action, list(values), form, common.shown, common.typed)
    return {KEY: msgspec.to_builtins(button)}


def viewing(pair: str, card: str) -> dict[str, object]:
    """Returns the data with which a client asks for its reader's own view of a card."""
    return {KEY: msgspec.to_builtins(ButtonData(pair, card, VIEW))}


def read_button(given: Mapping[str, object]) -> ButtonData | None:
    """Reads the hidden part of what came back; returns None if it is none of ours."""
    try:
        return msgspec.convert(given.get(KEY), ButtonData)
    except msgspec.ValidationError:
        return None


def deeds(button: ButtonData, given: Mapping[str, object]) -> Iterator[Deed]:
    """Yields what the press means, in order."""
    for action, before in button.shown.items():
        entered = given.get(CHOICE + action)
        if isinstance(entered, str):
            values = unlist(entered)
            if set(values) != set(before):
                yield Press(action, values)
    for action, written in button.typed.items():
        fields = {name: _text(given.get(f"{FIELD}{action}:{name}"), value) for name, value in written.items()}
        if (button.form and button.action == action) or (fields != written and not button.form and _lax(fields)):
            yield Submission(action, fields)
    if button.action and not button.form:
        yield Press(button.action, tuple(button.values))


def is_saved(button: ButtonData, done: Sequence[Deed], card: Message) -> bool:
    """Returns whether the card, as it is drawn now, holds what the press has entered: a form that is asked again does not.

    The button of a command, or of a step, enters nothing by itself.
    """
    if not button.action:
        return True
    entered = [deed for deed in done if isinstance(deed, Submission) or deed.action in button.shown]
    return bool(entered) and all(isinstance(deed, Press) or _is_taken(deed, card) for deed in entered)


def _is_taken(sent: Submission, card: Message) -> bool:
    again = [part for part in card.parts if isinstance(part, Form) and part.action == sent.action]
    return all(
        field.entry is Entry.LINE and field.value.strip() == sent.fields.get(field.name, "").strip() != ""
        for form in again
        for field in form.fields
    )


def _lax(fields: Mapping[str, str]) -> bool:
    """Returns whether the fields count whichever button is pressed: a single typed line does, a half-filled form does not."""
    return len(fields) == 1 and all(fields.values())


def _text(value: object, otherwise: str) -> str:
    return value.replace("\0", "") if isinstance(value, str) else otherwise


def listed(values: Sequence[str]) -> str:
    """Returns several values from a text that parts them by commas, as Adaptive Cards do."""
    return ",".join(map(escaped, values))


def unlist(text: str) -> tuple[str, ...]:
    values = (unquote(value).replace("\0", "") for value in text.split(","))
    return tuple(value for value in values if value)


def escaped(value: str) -> str:
    """Returns the value without a comma in it."""
    return quote(value, safe=" :/.-_")
