"""The names of the first words: their cards and timers."""

from __future__ import annotations

from bot.engine.ids import rule

CARD = "welcome"
PAIR = "pair"
"""The end of the id of the timer that opens the first séance."""

SAID, FIRST = rule("welcome"), rule("first")
