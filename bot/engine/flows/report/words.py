"""The sentences of the report: its page, and how coordinators come by it."""

from __future__ import annotations

from datetime import datetime

from bot.engine.words import Word, Words, of_name

WORDS = Words("report")


def of_programme_when(*, programme: Word, when: datetime) -> None: ...
def of_all(*, count: int, every: int) -> None: ...
def of_level(*, level: Word, count: int) -> None: ...


TITLE = WORDS("report-title")
LEAD = WORDS("report-lead", of_programme_when)
ENROLLED = WORDS("report-enrolled")
FINISHED = WORDS("report-finished")
LEFT = WORDS("report-left")
CUT_SHORT = WORDS("report-cut-short")
WAITING = WORDS("report-waiting")
UNDER_WAY = WORDS("report-under-way")
MEETINGS = WORDS("report-meetings")
HELD = WORDS("report-held")
ANSWERS = WORDS("report-answers")
ANSWERED = WORDS("report-answered", of_all)
TOTALS = WORDS("report-totals")
WEEKS = WORDS("report-weeks", of_level)
NO_TOTALS = WORDS("report-no-totals")
NOT_YET = WORDS("report-not-yet")
ANONYMOUS = WORDS("report-anonymous")
LINK = WORDS("report-link")
OPEN = WORDS("report-open")
PAGE_ASK = WORDS("report-page-ask", of_name)
PAGE_SHOW = WORDS("report-page-show")
PAGE_ONCE = WORDS("report-page-once")
PAGE_FILE = WORDS("report-page-file")
FILE = WORDS("report-file", of_name)
PAGE_SPENT = WORDS("report-page-spent")
