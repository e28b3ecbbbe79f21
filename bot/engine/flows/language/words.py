"""The sentences of language."""

from __future__ import annotations

from bot.engine.words import Words

WORDS = Words("talk")


def of_code(*, code: str) -> None: ...


WHICH = WORDS("language-which")
NAMED = WORDS("language-named", of_code)
NOW = WORDS("language-now")
