"""A form is a button that opens a modal: Slack's own date and time pickers fill a phone's screen, and nothing typed is lost when
the card behind is updated. The button carries the whole form, so opening it asks nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from adapters.slack import blocks, limits
from adapters.slack.blocks import Json
from adapters.slack.words import begun, clean, cut, width
from bot.engine.messages import Entry, Form
from bot.ports import Voice

OPEN = "form!"
"""How the action of a button that opens a form begins."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_MEMBER = re.compile(r"(?:\A|/)([UW][A-Z0-9]+)\Z", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z", re.ASCII)


class Asked(msgspec.Struct, array_like=True, frozen=True):
    """Holds a field in the reader's words."""

    name: str
    label: str
    entry: Entry
    value: str
    optional: bool
    most: int = 0
    options: list[tuple[str, str]] = []
    """Values and labels."""


class Sheet(msgspec.Struct, array_like=True, frozen=True):
    """Holds a form in the reader's words."""

    title: str
    submit: str
    fields: list[Asked]


class Origin(msgspec.Struct, frozen=True):
    """Says where a form was opened from; a view's `private_metadata` keeps it."""

    pair: str
    key: str
    action: str
    conversation: str
    response_url: str = ""
    posted: bool = False
    """From a card that its next post updates."""
    thread: str = ""
    on_posted: bool = False
    """From a message that stays, not from one that one person alone was shown."""


def opener(form: Form, voice: Voice, title: str) -> Json:
    """Returns the button that opens a form; it says what is asked for if that is one thing, else what will come of it.

    A form that the button has no room for is asked for when it is pressed: what stood in a field always comes back whole.
    """
    label = voice.label(form.fields[0].label if len(form.fields) == 1 else form.submit)
    made = blocks.button(f"{OPEN}{form.action}", label, [])
    for room in (300, 75):
        said = msgspec.json.encode(_sheet(form, voice, title, room)).decode()
        if width(said) <= limits.BUTTON_VALUE:
            made["value"] = said
            break
    return made


def sheet(form: Form, voice: Voice, title: str) -> Sheet:
    return _sheet(form, voice, title, limits.LABEL)


def read(value: str) -> Sheet | None:
    """Reads the form from the button; returns None if it is none of ours."""
    try:
        return msgspec.json.decode(value, type=Sheet)
    except msgspec.DecodeError:
        return None


def modal(sheet: Sheet, origin: Origin, above: Sequence[Json] = ()) -> dict[str, Any]:
    """Returns a view for `views.open`; `above` are blocks that say something first."""
    entries = {str(entry["block_id"]): entry for entry in map(_entry, sheet.fields)}  # two of one name are one
    return {
        "type": "modal",
        "callback_id": "form",
        "title": _label(sheet.title, limits.VIEW_TITLE),
        "submit": _label(sheet.submit, limits.VIEW_TITLE),
        "private_metadata": metadata(origin),
        "blocks": [*above, *entries.values()][: limits.VIEW_BLOCKS],
    }


def metadata(origin: Origin) -> str:
    said = msgspec.json.encode(origin).decode()
    return said if width(said) <= limits.METADATA else ""


def origin(metadata: str) -> Origin | None:
    """Reads where a view was opened from; returns None if it is none of ours."""
    try:
        return msgspec.json.decode(metadata, type=Origin)
    except msgspec.DecodeError:
        return None


def name(block_id: str) -> str:
    """Returns the field that an input is for."""
    return unquote(block_id)


def _sheet(form: Form, voice: Voice, title: str, room: int) -> Sheet:
    fields = [
        Asked(
            field.name,
            clean(voice.label(field.label))[:room],
            field.entry,
            clean(field.value),
            field.optional,
            field.most,
            [(one.value, clean(voice.label(one.label))[: limits.OPTION]) for one in field.options],
        )
        for field in form.fields[: limits.VIEW_BLOCKS]
    ]
    return Sheet(title[:80], clean(voice.label(form.submit))[:80], fields)


def _label(text: str, limit: int) -> Json:
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def _entry(field: Asked) -> Json:
    return {
        "type": "input",
        "block_id": quote(field.name)[: limits.ID],
        "label": _label(field.label, limits.LABEL),
        "optional": field.optional,
        "element": _element(field),
    }


def _element(field: Asked) -> Json:
    match field.entry:
        case Entry.DATE:
            first = {"initial_date": field.value} if _DAY.match(field.value) else {}
            return {"type": "datepicker", "action_id": "entry", **first}
        case Entry.TIME:
            first = {"initial_time": field.value} if _TIME.match(field.value) else {}
            return {"type": "timepicker", "action_id": "entry", **first}
        case Entry.CHOICE if field.options:
            return _select(field)
        case Entry.PERSON:
            first = {"initial_user": member[1]} if (member := _MEMBER.search(field.value)) else {}
            return {"type": "users_select", "action_id": "entry", **first}
        case Entry.LINE | Entry.TEXT | Entry.CHOICE:
            value = begun(field.value, limits.ENTRY)
            most = min(max(field.most or limits.ENTRY, width(value)), limits.ENTRY)
            first = {"initial_value": value} if value else {}
            several = {"multiline": True} if field.entry is Entry.TEXT else {}
            return {"type": "plain_text_input", "action_id": "entry", "max_length": most, **several, **first}


def _select(field: Asked) -> Json:
    options = {value: {"text": _label(label, limits.OPTION), "value": value} for value, label in field.options}
    first = {"initial_option": options[field.value]} if field.value in options else {}
    return {"type": "static_select", "action_id": "entry", "options": list(options.values()), **first}
