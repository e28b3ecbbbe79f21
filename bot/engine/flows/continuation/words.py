"""The sentences of continuation."""

from __future__ import annotations

from itertools import product

from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.words import Words, of_pair, of_partner

WORDS = Words("continuation")


ASK = WORDS.each("continuation-{}-{}", product(Track, Role), of_partner)
TITLE = WORDS("continuation-title")
PRIVACY = WORDS("continuation-privacy")
YES = WORDS("continuation-yes")
NO = WORDS("continuation-no")
NOTED = WORDS("continuation-noted")
AGREED = WORDS("continuation-agreed")
NEXT = WORDS("continuation-next")
CLOSED = WORDS("continuation-closed")
FAREWELL = WORDS.each("farewell-{}", Track, of_pair)
FAREWELL_TITLE = WORDS("farewell-title")
FAREWELL_AFTER = WORDS("farewell-after")
