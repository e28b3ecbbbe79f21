"""The names of the question whether to go on: its buttons, cards and timers."""

from __future__ import annotations

from bot.engine.ids import action, rule

NO = action("continuation", "no")
YES = action("continuation", "yes")

CARD, FAREWELL = "continuation", "farewell"
TOLD = "told"
"""In the id of the timer, and of the card, that tells one of them how it goes on."""

ASKED, ANSWERED, GOODBYE = rule("continuation"), rule("continuation-told"), rule("farewell")
