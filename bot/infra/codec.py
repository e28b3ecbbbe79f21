"""Journeys and messages as JSON, and back."""

from __future__ import annotations

from typing import Any

import msgspec

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
_journeys = msgspec.json.Decoder(Journey)


def encode(value: Journey | Message) -> str:
    return _encoder.encode(value).decode()


def decode_journey(text: str) -> Journey:
    """Fields that a later version added take their defaults; raises `msgspec.ValidationError` on anything else."""
    return _journeys.decode(text)


def decode_message(text: str) -> Message:
    raw: dict[str, Any] = msgspec.json.decode(text)
    parts = tuple(msgspec.convert(part, _PARTS[part["kind"]]) for part in raw["parts"])
    title = raw.get("title")
    return Message(parts, None if title is None else msgspec.convert(title, Say), raw.get("personal", False))
