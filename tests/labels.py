"""Labels by the id of their sentence, so that a test does not repeat what a translator may change.

What people read word for word is held by `tests/golden`; every other test names a button as `fr("date-none")`.
"""

from __future__ import annotations

from bot.engine.messages import say
from tests.values import CONTENT


def label(language: str, id: str, **args: str | int) -> str:
    """Says a label as a button shows it in one language."""
    return CONTENT.voices((language,), ("UTC",)).label(say(id, **args))


def fr(id: str, **args: str | int) -> str:
    """Says a label in French."""
    return label("fr", id, **args)


def en(id: str, **args: str | int) -> str:
    """Says a label in English."""
    return label("en", id, **args)
