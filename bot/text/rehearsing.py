"""What the two of a rehearsal read before they are asked whether they are willing."""

from __future__ import annotations

from bot.engine.messages import Message
from bot.engine.words import Word, Words

WORDS = Words("rehearsal")


def of_person(*, name: Word) -> None: ...
def of_pace(*, seconds: int) -> None: ...


TITLE = WORDS("rehearsal-title", of_person)
WHAT = WORDS("rehearsal-what", of_pace)
AFTER = WORDS("rehearsal-after")


def explained(name: str, seconds: int) -> Message:
    """`seconds` are how long a day lasts."""
    return Message((WHAT.text(seconds=seconds), AFTER.text()), TITLE(name=name))
