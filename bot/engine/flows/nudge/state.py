"""Whether a coordinator has asked to encourage the pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.engine.state import Reads, SharedState


@dataclass(frozen=True, slots=True)
class Nudge:
    asked: datetime | None = None
    """None once the kind word was said."""
    said: datetime | None = None
    """When the one that was said last had been asked for."""


NUDGE = SharedState("nudge", Nudge(), Reads.NOBODY, sealed=False)
"""A fact: its timer, and the coordinators who asked, hang on it."""
