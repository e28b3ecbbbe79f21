"""The sentences of help."""

from __future__ import annotations

from bot.engine.words import Word, Words

WORDS = Words("talk")


def of_word(*, word: Word) -> None: ...


LEAD = WORDS("help-lead")
PRIVACY = WORDS("help-privacy")
UNKNOWN = WORDS("unknown", of_word)
UNKNOWN_NEAREST = WORDS("unknown-nearest", of_word)
