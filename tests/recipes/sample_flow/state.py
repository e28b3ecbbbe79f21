"""What each has wished, which nobody else reads, and what both have agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.engine.people import Role
from bot.engine.state import OwnState, Reads, SharedState


@dataclass(frozen=True, slots=True)
class Wish:
    seance: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    seance: int = 0
    by: tuple[Role, ...] = ()
    at: datetime | None = None
    """When the second of them agreed."""


WISH = OwnState("sample-wish", Wish(), Reads.OWNER)
AGREEMENT = SharedState("sample", Agreement(), Reads.PAIR)
"""A fact: its reminder hangs on it."""
