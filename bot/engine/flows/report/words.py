"""The sentences of report."""

from __future__ import annotations

from datetime import datetime

from bot.engine.words import Word, Words

WORDS = Words("report")


def of_programme_when(*, programme: Word, when: datetime) -> None: ...
def of_all(*, count: int, every: int) -> None: ...
def of_level(*, level: Word, count: int) -> None: ...


TITLE = WORDS("report-title")
LEAD = WORDS("report-lead", of_programme_when)
ENROLLED = WORDS("report-enrolled")
FINISHED = WORDS("report-finished")
LEFT = WORDS("report-left")
UNDER_WAY = WORDS("report-under-way")
MEETINGS = WORDS("report-meetings")
HELD = WORDS("report-held")
ANSWERS = WORDS("report-answers")
ANSWERED = WORDS("report-answered", of_all)
TOTALS = WORDS("report-totals")
WEEKS = WORDS("report-weeks", of_level)
NO_TOTALS = WORDS("report-no-totals")
