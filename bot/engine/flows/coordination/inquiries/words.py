"""The sentences of enrolling, and of whoever is looked up for it."""

from __future__ import annotations

from datetime import datetime

from bot.engine.flows.coordination.inquiries.flaws import FlawKind
from bot.engine.people import Role
from bot.engine.words import Word, Words, of_count

WORDS = Words("enrol")


def of_flaw(*, about: Word, other: Word) -> None: ...
def of_week(*, week: str) -> None: ...
def of_line(*, line: int, flaw: Word) -> None: ...
def of_ended(*, mentor: Word, mentee: Word, when: datetime) -> None: ...
def of_person(*, name: Word, flaw: Word) -> None: ...
def of_days(*, first: datetime, last: datetime) -> None: ...


TITLE = WORDS("enrol-title")
LEAD = WORDS("enrol-lead")
ROLE = WORDS.each("enrol-{}", Role)
"""The field of one of the two."""
NAME_OF = WORDS.each("enrol-name-{}", Role)
"""Their name, where nobody else tells it."""
FIRST_WEEK = WORDS("enrol-first-week")
SUBMIT = WORDS("enrol-submit")
TO_LINES = WORDS("enrol-to-lines")
FILE = WORDS("enrol-file")
LINES_LEAD = WORDS("enrol-lines-lead", of_week)
LINES = WORDS("enrol-lines")
LINES_SUBMIT = WORDS("enrol-lines-submit")
TOO_LONG = WORDS("enrol-too-long")
LOOKING = WORDS("enrol-looking")
LOOKING_FOR = WORDS("enrol-looking-for")
"""One person."""
DONE = WORDS("enrol-done", of_count)
THERE = WORDS("enrol-there", of_count)
ASKED = WORDS("enrol-asked")
TOLD = WORDS("enrol-told")
SPREAD = WORDS("enrol-spread", of_days)
NOTHING = WORDS("enrol-nothing")
AT_LINE = WORDS("enrol-at-line", of_line)
MORE_FLAWS = WORDS("enrol-more-flaws", of_count)
FLAW = WORDS.each("enrol-flaw-{}", FlawKind, of_flaw)
ENDED = WORDS("enrol-ended", of_ended)
UNREACHED = WORDS("enrol-unreached")
LOST = WORDS("enrol-lost")
NOT_FOUND = WORDS("enrol-not-found", of_person)
PERSON = WORDS("enrol-person")
NAME = WORDS("enrol-name")
APPOINT_LEAD = WORDS("enrol-appoint-lead")
APPOINT_SUBMIT = WORDS("enrol-appoint-submit")
