"""The sentences of the question whether somebody is willing."""

from __future__ import annotations

from itertools import product

from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.words import Words, at_time, of_name

WORDS = Words("willing")


TITLE = WORDS("willing-title", of_name)
ASK = WORDS.each("willing-{}-{}", product(Track, Role))
WHEN = WORDS("willing-when", at_time)
SOON = WORDS("willing-soon")
PRIVACY = WORDS("willing-privacy")
YES = WORDS("willing-yes")
NO = WORDS("willing-no")
NOTED_YES = WORDS("willing-noted-yes")
NOTED_NO = WORDS("willing-noted-no")
REMINDER_TITLE = WORDS("willing-reminder-title")
REMINDER = WORDS("willing-reminder")
BEGUN = WORDS("willing-begun")
CLOSED = WORDS("willing-closed")
