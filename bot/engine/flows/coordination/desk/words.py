"""The sentences of the desk: lists of pairs, one pair, and what coordinators can type."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.engine.flows.coordination.actions import TASKS
from bot.engine.flows.coordination.needs import NeedKind
from bot.engine.journey import Stage
from bot.engine.words import Word, Words, at_time, of_count, of_name, of_pair, of_seance

WORDS = Words("desk")


class Show(StrEnum):
    """What a list is narrowed down to by one tap."""

    ALL = "all"
    NEEDING = "needing"
    UNDATED = "undated"
    ASKED = "asked"
    UNDELIVERABLE = "undeliverable"


def of_stage(*, seance: int, when: datetime) -> None: ...
def of_ending(*, mentor: Word, mentee: Word, days: int) -> None: ...
def of_line(*, pair: Word, where: Word) -> None: ...
def of_line_needing(*, pair: Word, where: Word, need: Word) -> None: ...
def of_name_when(*, name: Word, when: datetime) -> None: ...
def of_why(*, why: Word, when: datetime) -> None: ...


TYPED = WORDS.each("desk-{}-words", TASKS)
"""What people type for it."""
TOLD = WORDS.each("desk-{}-help", TASKS)
"""Its line in the list."""
HELP_TITLE = WORDS("desk-help-title")
HELP_LEAD = WORDS("desk-help-lead")
PAIRS_TITLE = WORDS("desk-pairs-title")
PAIRS_TITLE_OF = WORDS("desk-pairs-title-of", of_name)
"""For who coordinates several programmes."""
COUNT = WORDS("desk-count", of_count)
NAMED = WORDS("desk-named", of_name)
NONE = WORDS("desk-none")
SHOW = WORDS("desk-show")
SHOWN = WORDS.each("desk-show-{}", Show)
BY_SEANCE = WORDS("desk-by-seance")
BY_TRACK = WORDS("desk-by-track")
BY_LANGUAGE = WORDS("desk-by-language")
ANY = WORDS("desk-any")
SEANCE = WORDS("desk-seance", of_seance)
FILTER = WORDS("desk-filter")
NEXT = WORDS("desk-next")
START = WORDS("desk-start")
BACK = WORDS("desk-back")
SEE_ALL = WORDS("desk-see-all")
LINE = WORDS("desk-line", of_line)
LINE_NEEDING = WORDS("desk-line-needing", of_line_needing)
WHERE = WORDS.each("desk-where-{}", Stage, of_stage)
NEED = WORDS.each("desk-need-{}", NeedKind, at_time)
NEEDS = WORDS("desk-needs")
NEEDS_NOTHING = WORDS("desk-needs-nothing")
UNDELIVERED = WORDS("desk-undelivered", of_why)
TRACK = WORDS("desk-track")
STANDS = WORDS("desk-stands")
MET_LAST = WORDS("desk-met-last")
NEVER_MET = WORDS("desk-never-met")
ON_DAY = WORDS("desk-on-day", at_time)
SAID_NO = WORDS("desk-said-no", of_name_when)
SAID_NOTHING = WORDS("desk-said-nothing", of_name_when)
WHICH_PROGRAMME = WORDS("desk-which-programme")
WHOM = WORDS("desk-whom")
NO_SUCH_PAIR = WORDS("desk-no-such-pair", of_name)
EXPORT_TITLE = WORDS("desk-export-title")
EXPORT_LINK = WORDS("desk-export-link")
EXPORT_OPEN = WORDS("desk-export-open")
EXPORT_NOT_HERE = WORDS("desk-export-not-here")
PAGE_ASK = WORDS("desk-export-page-ask", of_name)
PAGE_FETCH = WORDS("desk-export-page-fetch")
PAGE_SPENT = WORDS("desk-export-page-spent")
COORDINATORS_TITLE = WORDS("desk-coordinators-title")
APPOINT_WHOM = WORDS("desk-appoint-whom")
NOBODY_CALLED = WORDS("desk-nobody-called", of_name)
APPOINT_LEAD = WORDS("desk-appoint-lead")
APPOINT = WORDS("desk-appoint-this", of_name)
APPOINT_MORE = WORDS("desk-appoint-more")
DISMISS_LEAD = WORDS("desk-dismiss-lead")
DISMISS = WORDS("desk-dismiss-this", of_name)
END = WORDS("desk-end", of_pair)
END_ASK = WORDS("desk-end-ask", of_ending)
ENDED = WORDS("desk-ended", of_ending)
ENDED_ALREADY = WORDS("desk-ended-already", of_pair)
RESTORE = WORDS("desk-restore", of_pair)
RESTORED = WORDS("desk-restored", of_pair)
NOT_RESTORED = WORDS("desk-not-restored", of_pair)
"""It had not been ended by coordinators, or too long ago."""
TAKE = WORDS("desk-take", of_name)
TAKEN = WORDS("desk-taken", of_name)
"""To who has taken it."""
TAKEN_ALREADY = WORDS("desk-taken-already", of_name)
NOT_TAKEN = WORDS("desk-not-taken", of_name)
"""To who would give back what nobody has taken."""
TAKEN_BY_TITLE = WORDS("desk-taken-by-title", of_name)


def of_by(*, name: Word, coordinator: Word) -> None: ...


TAKEN_BY = WORDS("desk-taken-by", of_by)
"""To the others."""
GIVE_BACK = WORDS("desk-give-back")
GIVEN_BACK = WORDS("desk-given-back", of_name)
GIVEN_BACK_BY = WORDS("desk-given-back-by", of_by)
