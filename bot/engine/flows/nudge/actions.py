"""The names of a coordinator's kind word: its button in the digest, card and timer."""

from __future__ import annotations

from bot.engine.ids import action, rule

ASK = action("nudge")

CARD = "nudge"

SAID = rule("nudge")
