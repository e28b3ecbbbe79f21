"""The names of the preparation: its command, buttons, cards and timers."""

from __future__ import annotations

from bot.engine.ids import action, command, rule

PREP = command("prep")

MINE = action("prep", "mine")
TICK = action("prep", "tick")

CARD, REMINDER = "prep", "reminder"

SENT, REMINDED = rule("prep"), rule("reminder")
