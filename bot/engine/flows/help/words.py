"""The sentences of help, and what people say who do not speak in commands."""

from __future__ import annotations

from bot.engine.commands import Meaning
from bot.engine.words import Word, Words, at_time, of_name

WORDS = Words("talk")


def of_word(*, word: Word) -> None: ...


LEAD = WORDS("help-lead")
EXAMPLE = WORDS("help-example", at_time)
PRIVACY = WORDS("help-alone")
HELLO = WORDS("hello", of_name)
THANKS = WORDS("thanks")
TROUBLE = WORDS("trouble")
CANNOT = WORDS("cannot")
UNKNOWN = WORDS("unknown", of_word)
UNKNOWN_NEAREST = WORDS("unknown-nearest", of_word)

HEARD = Words("commands")
MEANINGS = HEARD.each("meaning-{}-words", Meaning)
"""Lists of what people say, separated by commas."""
