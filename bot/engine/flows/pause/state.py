"""What a pause holds back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine.ids import CardId
from bot.engine.people import Role
from bot.engine.state import Reads, SharedState


@dataclass(frozen=True, slots=True)
class Withheld:
    by: Mapping[CardId, Role] = field(default_factory=dict)
    """Whose act each message follows from. What it says is not kept: it is said as things stand then."""
    since: datetime | None = None
    """When the first of them was held back."""


WITHHELD = SharedState("pause", Withheld(), Reads.NOBODY, sealed=False)
"""A fact: the timer that says it hangs on it."""
