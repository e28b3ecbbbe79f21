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
UNTAP = action("date", "untap")
OWN = action("date", "own")

CARD = "date"
BOOKED, PROPOSED = "booked", "proposed"
"""Cards that say what has just happened to the date."""
NUDGE_KIND, AGAIN_KIND = "date-nudge", "date-again"

OPENED = rule("date")
NUDGED = rule("date-nudge")
