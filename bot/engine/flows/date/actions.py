"""The names of the search for a date: its command, buttons, form, card and timers."""

from __future__ import annotations

from bot.engine.ids import action, command, rule

DATE = command("date")

AGAIN = action("date", "again")
CANCEL = action("date", "cancel")
MOVE = action("date", "move")
NONE = action("date", "none")
OTHER = action("date", "other")
TAP = action("date", "tap")
OWN = action("date", "own")

CARD = "date"
NUDGE_KIND, AGAIN_KIND = "date-nudge", "date-again"

OPENED = rule("date")
NUDGED = rule("date-nudge")
