"""The sentences of welcome."""

from __future__ import annotations

from itertools import product

from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.words import Words, of_name, of_partner

WORDS = Words("welcome")


WELCOME = WORDS.each("welcome-{}-{}", product(Track, Role), of_partner)
TITLE = WORDS("welcome-title", of_name)
HOW = WORDS("welcome-how")
PRIVACY = WORDS("welcome-privacy")
