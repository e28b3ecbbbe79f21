"""The names of what coordinators press at their desk."""

from __future__ import annotations

from bot.engine.ids import action

PAIRS = action("desk", "pairs")
"""The list of all pairs. Its value is the programme, and after a space the filter, if any: `first undeliverable`."""
PAIR = action("desk", "pair")
"""One pair, by its id."""
TAKE = action("desk", "take")
"""« I'll take it »: the pair, and after a space the person who asked for a word."""
