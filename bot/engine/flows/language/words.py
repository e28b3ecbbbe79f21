"""The sentences of language."""

from __future__ import annotations

from bot.engine.messages import Say, say
from bot.engine.words import Words

WORDS = Words("talk")


WHICH = WORDS("language-which")


def language(code: str) -> Say:
    """The name of a language; which there are, the content says."""
    return say(f"language-{code}")


NOW = WORDS("language-now")
