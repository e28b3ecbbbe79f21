"""The sentences of leaving."""

from __future__ import annotations

from bot.engine.words import Words, of_partner

WORDS = Words("continuation")


PARTED = WORDS("parted", of_partner)
