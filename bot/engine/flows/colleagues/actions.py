"""The names of the colleagues' views: their command, buttons, form, cards and timers."""

from __future__ import annotations

from bot.engine.ids import action, command, rule

COLLEAGUES = command("colleagues")

YES = action("colleagues", "yes")
NO = action("colleagues", "no")
NOTES = action("colleagues", "notes")
HAND = action("colleagues", "hand")

CARD, WISHED, VIEW = "colleagues", "colleagues-wished", "colleagues-view"

ASKED, TOLD, PASSED_ON = rule("colleagues"), rule("colleagues-wished"), rule("colleagues-view")
"""The message to send with its question, the wish, and the mentor's view once it was handed over."""
