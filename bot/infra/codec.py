"""Journeys and messages as JSON, and back.

1. A journey's states are kept by slot: those that a flow of today declares are read as their type, any other is carried along
   as it is. What an earlier release stored is read by `stored_journeys`.
2. `encode_facts` and `encode_slots` give the parts of a journey apart, so that its words can be sealed: the pair's, and those
   of each of the two. `encode_journey` is all of it in one text, as earlier releases stored it; `decode_journey` reads both.
3. A slot is sealed unless a flow declares it a fact; so is one that no flow of today knows, in what earlier releases stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, replace
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
_APART = frozenset({"calendars", "coordinators", "words_shared", "private"})
"""What a journey is lent for one step, and what is sealed."""
_names = tuple(field.name for field in fields(Journey) if field.name not in _APART)
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
            if field.name not in _APART
        ),
        ("format", int, 1),
    ],
    kw_only=True,
)
_stored = msgspec.json.Decoder(_Stored)
_Read = Callable[[msgspec.Raw], object]
_shared: Mapping[str, _Read] = {slot.name: msgspec.json.Decoder(slot.kind).decode for slot in FLOWS.shared}
_own: Mapping[str, _Read] = {slot.name: msgspec.json.Decoder(slot.kind).decode for slot in FLOWS.own}


_FACTS = frozenset(slot.name for slot in (*FLOWS.shared, *FLOWS.own) if not slot.sealed)
_SEALED = frozenset(slot.name for slot in (*FLOWS.shared, *FLOWS.own) if slot.sealed)
_raw_slots = msgspec.json.Decoder(_Slots)


def encode(value: Message) -> str:
    return _encoder.encode(value).decode()


def encode_facts(journey: Journey) -> str:
    """A journey without its words."""
    stored = {name: getattr(journey, name) for name in _names}
    stored["format"] = FORMAT
    return _encoder.encode(stored).decode()


def encode_slots(slots: Mapping[str, object]) -> bytes | None:
    """The words of the pair, or of one of the two; None if there are none."""
    return _encoder.encode(dict(slots)) if slots else None


def decode_words(stored: bytes) -> Mapping[str, object]:
    """Raises `msgspec.ValidationError`."""
    return _read(_raw_slots.decode(stored), _shared)


def decode_own_words(stored: bytes) -> Mapping[str, object]:
    """Raises `msgspec.ValidationError`."""
    return _read(_raw_slots.decode(stored), _own)


def encode_journey(journey: Journey) -> str:
    """All of it in one text."""
    own = {role: {**journey.own.get(role, {}), **journey.private.get(role, {})} for role in Role}
    whole = replace(
        journey,
        shared={**journey.shared, **journey.words_shared},
        own={role: slots for role, slots in own.items() if slots},
    )
    return encode_facts(whole)


def decode_journey(
    text: str,
    words_shared: Mapping[str, object] | None = None,
    private: Mapping[Role, Mapping[str, object]] | None = None,
) -> Journey:
    """A journey of a text, and of the words that were stored apart from it.

    Fields that a later version added take their defaults; raises `msgspec.ValidationError` on anything else.
    """
    stored: Any = _stored.decode(text)
    old = stored.format < FORMAT
    if old:
        stored = _stored.decode(_encoder.encode(upgraded(msgspec.json.decode(text))))
    values = {name: getattr(stored, name) for name in _names}
    values["shared"], words = _apart(_read(stored.shared, _shared), old=old)
    own, mine = {}, {}
    for role, slots in stored.own.items():
        facts, said = _apart(_read(slots, _own), old=old)
        if facts:
            own[role] = facts
        if said:
            mine[role] = said
    values["own"] = own
    return Journey(**values, words_shared=words or words_shared or {}, private=mine or private or {})


def apart(text: str) -> tuple[str, bytes | None, Mapping[Role, bytes | None]]:
    """What an earlier release stored in one text: the facts, the pair's words, and those of each of the two."""
    journey: dict[str, Any] = upgraded(msgspec.json.decode(text))
    facts, words = _apart(journey.get("shared", {}), old=True)
    kept = {Role(role): _apart(slots, old=True) for role, slots in journey.get("own", {}).items()}
    own = {role: mine for role, (mine, _) in kept.items() if mine}
    rest = _encoder.encode({**journey, "shared": facts, "own": own, "format": FORMAT}).decode()
    return rest, encode_slots(words), {role: encode_slots(said) for role, (_, said) in kept.items()}


def _apart(slots: dict[str, object], *, old: bool) -> tuple[dict[str, object], dict[str, object]]:
    """The facts, and what is to be sealed: in what earlier releases stored, all that no flow declares a fact."""
    said = {name: kept for name, kept in slots.items() if (name not in _FACTS if old else name in _SEALED)}
    return ({name: kept for name, kept in slots.items() if name not in said} if said else slots), said


def _read(slots: _Slots, known: Mapping[str, _Read]) -> dict[str, object]:
    return {name: known[name](raw) if name in known else raw for name, raw in slots.items()}


def decode_message(stored: str | bytes) -> Message:
    raw: dict[str, Any] = msgspec.json.decode(stored)
    parts = tuple(msgspec.convert(part, _PARTS[part["kind"]]) for part in raw["parts"])
    title = raw.get("title")
    return Message(parts, None if title is None else msgspec.convert(title, Say), raw.get("personal", False))
