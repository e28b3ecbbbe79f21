"""The sentences about what séances have people read, watch or open, and where it leads."""

from __future__ import annotations

from datetime import datetime

from bot.engine.flows.coordination.links import Trouble
from bot.engine.words import Word, Words

WORDS = Words("links")


def of_link(*, link: Word) -> None: ...
def of_link_where(*, link: Word, where: Word) -> None: ...
def of_when(*, link: Word, where: Word, when: datetime) -> None: ...
def of_days(*, link: Word, where: Word, when: datetime, until: datetime) -> None: ...
def of_programme(*, programme: Word) -> None: ...


TITLE = WORDS("links-title")
LEAD = WORDS("links-lead", of_programme)
NONE = WORDS("links-none")
"""No item of the programme names one."""
MISSING = WORDS("links-missing")
PLAIN = WORDS("links-plain", of_link_where)
"""Without an address; what it is about is shown all the same."""
LEFT_OUT = WORDS("links-left-out", of_link_where)
THERE = WORDS("links-there")
HERE = WORDS("links-here", of_link_where)
FROM = WORDS("links-from", of_when)
UNTIL = WORDS("links-until", of_when)
BETWEEN = WORDS("links-between", of_days)
OVER = WORDS("links-over", of_when)
UNUSED = WORDS("links-unused")
"""In place of a séance: the programme has changed since."""
GIVE = WORDS("links-give", of_link)
CHANGE = WORDS("links-change", of_link)
NEXT = WORDS("links-next")
START = WORDS("links-start")
FORM_TITLE = WORDS("links-form-title")
FORM_LEAD = WORDS("links-form-lead", of_link_where)
ADDRESS = WORDS("links-address")
FIRST_DAY = WORDS("links-first-day")
LAST_DAY = WORDS("links-last-day")
SAVE = WORDS("links-save")
TROUBLE = WORDS.each("links-trouble-{}", Trouble)
SAVED = WORDS("links-saved", of_link)
WITHDRAWN = WORDS("links-withdrawn", of_link)
UNCHANGED = WORDS("links-unchanged", of_link)
