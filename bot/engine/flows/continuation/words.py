"""The sentences of continuation."""

from __future__ import annotations

from datetime import datetime

from bot.engine.programme import Track
from bot.engine.words import Words, of_pair, of_partner

WORDS = Words("continuation")


def of_until_when(*, until: datetime, when: datetime) -> None: ...


ASK = WORDS.each("continuation-{}", Track, of_partner)
TITLE = WORDS("continuation-title")
HOW = WORDS("continuation-how", of_until_when)
PRIVACY = WORDS("continuation-privacy")
YES = WORDS("continuation-yes")
NO = WORDS("continuation-no")
NOTED = WORDS("continuation-noted")
AGREED = WORDS("continuation-agreed")
NEXT = WORDS("continuation-next")
CLOSED = WORDS("continuation-closed")
SOON = WORDS("continuation-soon")
FAREWELL = WORDS.each("farewell-{}", Track, of_pair)
FAREWELL_TITLE = WORDS("farewell-title")
FAREWELL_AFTER = WORDS("farewell-after")
