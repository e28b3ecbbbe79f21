"""What people can ask about their own data: its commands, buttons and cards."""

from __future__ import annotations

from datetime import datetime

from bot.engine import ids
from bot.engine.ids import CardId, action, command

PRIVACY = command("privacy")
STOP = command("stop")

EXPORT = action("privacy", "export")
ERASE = action("privacy", "erase")
GO = action("privacy", "go")
"""Ends the journeys of the pairs that its value names, parted by spaces."""
BACK = action("privacy", "back")
"""Takes that back."""
STAY = action("privacy", "stay")

CARD, QUESTION, PART = "privacy", "stop", "export"


def part(at: datetime, number: int) -> CardId:
    """A message of the export that was asked for then; they are numbered from 1."""
    return ids.card(PART, rest=f"{ids.moment(at)}.{number}")
