"""The sentences about a séance that its owner has moved, declined or taken out in their own calendar."""

from __future__ import annotations

from datetime import datetime

from bot.engine.words import Word, Words

WORDS = Words("entries")


def of_move(*, seance: int, when: datetime, was: datetime) -> None: ...
def of_seance(*, seance: int, when: datetime) -> None: ...
def of_partner(*, partner: Word) -> None: ...


TITLE = WORDS("entries-title")
MOVED = WORDS("entries-moved", of_move)
MOVED_STILL = WORDS("entries-moved-still", of_partner)
PROPOSE = WORDS("entries-propose")
GONE = WORDS("entries-gone", of_seance)
DECLINED = WORDS("entries-declined", of_seance)
GONE_STILL = WORDS("entries-gone-still", of_partner)
