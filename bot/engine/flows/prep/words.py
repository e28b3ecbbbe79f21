"""The sentences of prep."""

from __future__ import annotations

from bot.engine.words import Word, Words, at_time, of_partner, of_seance

WORDS = Words("prep")


def of_partner_seance(*, partner: Word, seance: int) -> None: ...


TITLE = WORDS("prep-title", of_partner_seance)
LEAD = WORDS("prep-lead", of_partner)
BEFORE = WORDS("prep-before")
ADVICE = WORDS("prep-advice")
DURING = WORDS("prep-during")
TOPICS = WORDS("prep-topics")
FOOTER = WORDS("prep-footer")
MINE = WORDS("prep-mine")
LATER = WORDS("prep-later")
NOT_NOW = WORDS("prep-not-now")
REMINDER_TITLE = WORDS("reminder-title", of_seance)
REMINDER = WORDS("reminder", at_time)
NOTE = WORDS("prep-note", of_seance)
