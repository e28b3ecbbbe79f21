"""The names of the question whether to go on: its buttons, cards and timers."""

from __future__ import annotations

from bot.engine.ids import action, rule

NO = action("continuation", "no")
YES = action("continuation", "yes")

CARD, FAREWELL = "continuation", "farewell"

ASKED, GOODBYE = rule("continuation"), rule("farewell")
