"""The sentences of a programme's last day."""

from __future__ import annotations

from datetime import datetime

from bot.engine.words import Word, Words, at_time, of_name, of_partner

WORDS = Words("closing")


def of_day(*, partner: Word, when: datetime) -> None: ...
def of_days(*, days: int) -> None: ...
def of_programme_when(*, programme: Word, when: datetime) -> None: ...


TOLD = WORDS("closing-told", of_day)
TOLD_NEXT = WORDS("closing-told-next")
EARLY = WORDS("closing-early", at_time)
"""To who was asked whether they are willing, and does not know who the other one is."""
EXTENDED_TITLE = WORDS("closing-extended-title")
EXTENDED = WORDS("closing-extended", of_partner)
EXTENDED_EARLY = WORDS("closing-extended-early")
COORDINATORS_TITLE = WORDS("closing-coordinators-title", of_name)
COORDINATORS = WORDS("closing-coordinators", of_programme_when)
COORDINATORS_NEXT = WORDS("closing-coordinators-next", of_days)
