"""Journeys and messages as JSON, and back.

A journey's states are kept by slot: those that a flow of today declares are read as their type, any other is carried along
as it is. What an earlier release stored is read by `stored_journeys`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

import msgspec

from bot.engine.flows import FLOWS
from bot.engine.journey import Journey
from bot.engine.messages import (
    Bullets,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Facts,
    Form,
    Message,
    Part,
    Say,
    Text,
)
from bot.engine.people import Role
from bot.infra.stored_journeys import FORMAT, upgraded

_PARTS: dict[str, type[Part]] = {
    "text": Text,
    "facts": Facts,
    "bullets": Bullets,
    "checklist": Checklist,
    "choices": Choices,
    "buttons": Buttons,
    "form": Form,
    "chart": Chart,
}
_encoder = msgspec.json.Encoder()

_Slots = dict[str, msgspec.Raw]
_STORED: dict[str, Any] = {"shared": _Slots, "own": dict[Role, _Slots]}
"""How the fields of a journey are stored that hold what flows declare."""

_hints = get_type_hints(Journey)
_LENT = frozenset({"calendars", "coordinators", "elsewhere"})
"""What a journey is lent for one step."""
_names = tuple(field.name for field in fields(Journey) if field.name not in _LENT)
_Stored = msgspec.defstruct(
    "_Stored",
    [
        *(
            (
                field.name,
                _STORED.get(field.name, _hints[field.name]),
                msgspec.field(default_factory=field.default_factory)
                if field.default_factory is not MISSING
                else msgspec.field()
                if field.default is MISSING
                else msgspec.field(default=field.default),
            )
            for field in fields(Journey)
            if field.name not in _LENT
        ),
        ("format", int, 1),
    ],
    kw_only=True,
)
_stored = msgspec.json.Decoder(_Stored)
_Read = Callable[[msgspec.Raw], object]
_shared: Mapping[str, _Read] = {slot.name: msgspec.json.Decoder(slot.kind).decode for slot in FLOWS.shared}
_own: Mapping[str, _Read] = {slot.name: msgspec.json.Decoder(slot.kind).decode for slot in FLOWS.own}


def encode(value: Message) -> str:
    return _encoder.encode(value).decode()


def encode_journey(journey: Journey) -> str:
    stored = {name: getattr(journey, name) for name in _names}
    return _encoder.encode({**stored, "format": FORMAT}).decode()


def decode_journey(text: str) -> Journey:
    """Fields that a later version added take their defaults; raises `msgspec.ValidationError` on anything else."""
    stored: Any = _stored.decode(text)
    if stored.format < FORMAT:
        stored = _stored.decode(_encoder.encode(upgraded(msgspec.json.decode(text))))
    values = {name: getattr(stored, name) for name in _names}
    values["shared"] = _read(stored.shared, _shared)
    values["own"] = {role: _read(slots, _own) for role, slots in stored.own.items()}
    return Journey(**values)


def _read(slots: _Slots, known: Mapping[str, _Read]) -> dict[str, object]:
    return {name: known[name](raw) if name in known else raw for name, raw in slots.items()}


def decode_message(text: str) -> Message:
    raw: dict[str, Any] = msgspec.json.decode(text)
    parts = tuple(msgspec.convert(part, _PARTS[part["kind"]]) for part in raw["parts"])
    title = raw.get("title")
    return Message(parts, None if title is None else msgspec.convert(title, Say), raw.get("personal", False))


def plain_slots(slots: Mapping[str, object]) -> dict[str, Any]:
    """What is kept in slots as dicts, lists and text, whatever flow it is of."""
    return {name: msgspec.json.decode(_encoder.encode(value)) for name, value in slots.items()}
