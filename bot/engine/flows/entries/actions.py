"""The names of what follows from somebody's own calendar: its card and button."""

from __future__ import annotations

from bot.engine.ids import action

PROPOSE = action("entries", "propose")

CARD = "entry"
"""To its owner alone: their calendar says something else."""
