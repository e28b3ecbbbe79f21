"""The sentences of pause."""

from __future__ import annotations

from datetime import datetime

from bot.engine.words import Word, Words, at_time

WORDS = Words("talk")


def of_when_year(*, when: datetime, year: Word) -> None: ...


TITLE = WORDS("pause-title")
UNTIL = WORDS("pause-until", at_time)
UNTIL_YEAR = WORDS("pause-until-year", of_when_year)
OPEN = WORDS("pause-open")
MEETING = WORDS("pause-meeting", at_time)
HOW = WORDS("pause-how")
UNREADABLE = WORDS("pause-unreadable", at_time)
IN_THE_PAST = WORDS("pause-in-the-past")
RESUMED = WORDS("resumed")
NOT_PAUSED = WORDS("not-paused")
