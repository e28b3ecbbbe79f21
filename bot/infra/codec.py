"""Journeys and messages as JSON, and back.

1. A journey's states are kept by slot: those that a flow of today declares are read as their type, any other is carried along
   as it is. What an earlier release stored is read by `stored_journeys`.
2. `encode_facts` and `encode_words` give a journey in parts, so that its words can be sealed: those of the pair, and those of
   each of the two. `encode_journey` is all of it in one text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, fields
from types import MappingProxyType
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
    File,
    Form,
    Message,
    Part,
    Say,
    Table,
    Text,
)
from bot.engine.people import Role
from bot.infra.stored_journeys import FORMAT, upgraded

_PARTS: dict[str, type[Part]] = {
    "text": Text,
    "facts": Facts,
    "bullets": Bullets,
    "table": Table,
    "checklist": Checklist,
    "choices": Choices,
    "buttons": Buttons,
    "form": Form,
    "chart": Chart,
}
_encoder = msgspec.json.Encoder()

_Slots = dict[str, msgspec.Raw]
_STORED: dict[str, Any] = {
    "shared": _Slots,
    "own": dict[Role, _Slots],
    "words_shared": _Slots,
    "private": dict[Role, _Slots],
}
"""How the fields of a journey are stored that hold what flows declare."""

_hints = get_type_hints(Journey)
_LENT = frozenset(
    {
        "calendars",
        "coordinators",
        "elsewhere",
        "taken_part",
        "outside",
        "calendar",
        "links",
        "content",
        "unreadable",
        "lent",
    }
)
"""What a journey is lent for one step, and what is known of it only while it is loaded."""
_names = tuple(field.name for field in fields(Journey) if field.name not in _LENT)
_facts = tuple(name for name in _names if name not in ("words_shared", "private"))
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
_slots = msgspec.json.Decoder(_Slots)
_KNOWN_FACTS = frozenset(slot.name for slot in (*FLOWS.shared, *FLOWS.own) if not slot.sealed)


def encode(value: Message) -> str:
    return _encoder.encode(value).decode()


def encode_journey(journey: Journey) -> str:
    stored = {name: getattr(journey, name) for name in _names}
    return _encoder.encode({**stored, "format": FORMAT}).decode()


def encode_facts(journey: Journey) -> str:
    """A journey without its words."""
    stored = {name: getattr(journey, name) for name in _facts}
    stored["format"] = FORMAT
    return _encoder.encode(stored).decode()


def encode_words(slots: Mapping[str, object]) -> bytes | None:
    """The words of the pair, or of one of the two; None if there are none."""
    return _encoder.encode(dict(slots)) if slots else None


def decode_journey(text: str) -> Journey:
    """Fields that a later version added take their defaults; raises `msgspec.ValidationError` on anything else."""
    stored: Any = _stored.decode(text)
    if stored.format < FORMAT:
        stored = _stored.decode(_encoder.encode(upgraded(msgspec.json.decode(text))))
    private = {role: _read(slots, _own) for role, slots in stored.private.items()}
    return _journey(stored, _read(stored.words_shared, _shared), private, frozenset())


def decode_facts(
    text: str,
    words_shared: Mapping[str, object],
    private: Mapping[Role, Mapping[str, object]],
    unreadable: AbstractSet[str],
    beside: Mapping[str, Any] = MappingProxyType({}),
) -> Journey:
    """A journey of what `encode_facts` gave, of its words, and of the fields that are kept beside it.

    Raises `msgspec.ValidationError`.
    """
    return _journey(_stored.decode(text), words_shared, private, unreadable, beside)


def decode_words(stored: bytes) -> Mapping[str, object]:
    """The words of the pair. Raises `msgspec.ValidationError`."""
    return _read(_slots.decode(stored), _shared)


def decode_own_words(stored: bytes) -> Mapping[str, object]:
    """The words of one of the two. Raises `msgspec.ValidationError`."""
    return _read(_slots.decode(stored), _own)


def apart(text: str) -> tuple[str, bytes | None, Mapping[Role, bytes | None]]:
    """What a release without a seal has stored: the facts, the pair's words, and those of each of the two.

    A slot that no flow of today knows goes with the words.
    """
    journey: dict[str, Any] = upgraded(msgspec.json.decode(text))
    shared, words = _by_kind(journey.get("shared", {}), journey.pop("words_shared", {}))
    own, private = {}, dict[Role, bytes | None]()
    mine = journey.pop("private", {})
    for role in Role:
        own[role], said = _by_kind(journey.get("own", {}).get(role, {}), mine.get(role, {}))
        private[role] = encode_words(said)
    own = {role: slots for role, slots in own.items() if slots}
    facts = {**journey, "shared": shared, "own": own, "format": FORMAT}
    return _encoder.encode(facts).decode(), encode_words(words), private


def _by_kind(slots: Mapping[str, object], words: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    facts = {name: kept for name, kept in slots.items() if name in _KNOWN_FACTS}
    return facts, {**{name: kept for name, kept in slots.items() if name not in facts}, **words}


def _journey(
    stored: Any,
    words_shared: Mapping[str, object],
    private: Mapping[Role, Mapping[str, object]],
    unreadable: AbstractSet[str],
    beside: Mapping[str, Any] = MappingProxyType({}),
) -> Journey:
    values = {name: getattr(stored, name) for name in _facts}
    values["shared"] = _read(stored.shared, _shared)
    values["own"] = {role: _read(slots, _own) for role, slots in stored.own.items()}
    return Journey(**values, words_shared=words_shared, private=private, unreadable=unreadable, **beside)


def _read(slots: _Slots, known: Mapping[str, _Read]) -> dict[str, object]:
    return {name: known[name](raw) if name in known else raw for name, raw in slots.items()}


def decode_message(stored: str | bytes) -> Message:
    raw: dict[str, Any] = msgspec.json.decode(stored)
    parts = tuple(msgspec.convert(part, _PARTS[part["kind"]]) for part in raw["parts"])
    title = raw.get("title")
    file = raw.get("file")
    return Message(
        parts,
        None if title is None else msgspec.convert(title, Say),
        raw.get("personal", False),
        None if file is None else msgspec.convert(file, File),
    )


def plain_slots(slots: Mapping[str, object]) -> dict[str, Any]:
    """What is kept in slots as dicts, lists and text, whatever flow it is of."""
    return {name: msgspec.json.decode(_encoder.encode(value)) for name, value in slots.items()}
