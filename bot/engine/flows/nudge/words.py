"""The sentences of nudge."""

from __future__ import annotations

from bot.engine.words import Words

WORDS = Words("talk")


TITLE = WORDS("nudge-title")
NUDGE = WORDS("nudge")
