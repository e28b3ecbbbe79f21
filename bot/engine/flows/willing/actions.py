"""The names of the question whether somebody is willing: its buttons, card and timers."""

from __future__ import annotations

from bot.engine.ids import actions, rule

CARD = "willing"
REMINDER = "reminder"
"""The end of the id of the card that reminds of it."""

_ANSWERS = actions("willing", ("yes", "no"))
YES, NO = _ANSWERS["yes"], _ANSWERS["no"]

ASKED, REMINDED = rule("willing"), rule("willing-reminder")
