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
def of_pages(*, number: int, count: int) -> None: ...
def of_why(*, why: Word, when: datetime) -> None: ...


TYPED = WORDS.each("desk-{}-words", TASKS)
"""What people type for it."""
TOLD = WORDS.each("desk-{}-help", TASKS)
"""Its line in the list."""
DO = WORDS.each("desk-{}-do", TASKS)
"""The button that does it."""
HELP_TITLE = WORDS("desk-help-title")
HELP_TITLE_OF = WORDS("desk-help-title-of", of_name)
"""For who coordinates several programmes."""
HELP_LEAD = WORDS("desk-help-lead")
PAIRS_TITLE = WORDS("desk-pairs-title")
PAIRS_TITLE_OF = WORDS("desk-pairs-title-of", of_name)
"""For who coordinates several programmes."""
PAIR_COLUMN = WORDS("desk-pair-column")
NO_NEED = WORDS("desk-no-need")
COUNT = WORDS("desk-count", of_count)
MANY = WORDS("desk-many", of_count)
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
NOT_BEGUN = WORDS("desk-where-not-begun", at_time)
"""Its first week has come, and the first word of the programme has not."""
NEED = WORDS.each("desk-need-{}", NeedKind, at_time)
NEEDS = WORDS("desk-needs")
NEEDS_NOTHING = WORDS("desk-needs-nothing")
NEEDING_COUNT = WORDS("desk-needing-count", of_count)
NEEDING_MANY = WORDS("desk-needing-many", of_count)
NEEDING_ALL = WORDS("desk-needing-all")
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
FIND_NAME = WORDS("desk-find-name")
FIND = WORDS("desk-find")
NO_SUCH_PAIR = WORDS("desk-no-such-pair", of_name)
EXPORT_TITLE = WORDS("desk-export-title")
EXPORT_LINK = WORDS("desk-export-link")
EXPORT_OPEN = WORDS("desk-export-open")
EXPORT_FILE = WORDS("desk-export-file", of_name)
EXPORT_NOT_HERE = WORDS("desk-export-not-here")
"""It is too long for messages, and there is no other way."""
FILE_COMING = WORDS("desk-file-coming")
TEXT_COMING = WORDS("desk-text-coming", of_count)
FILE_PART = WORDS("desk-file-part", of_pages)
PAGE_ASK = WORDS("desk-export-page-ask", of_name)
PAGE_FETCH = WORDS("desk-export-page-fetch")
PAGE_SPENT = WORDS("desk-export-page-spent")
COORDINATORS_TITLE = WORDS("desk-coordinators-title")
NOBODY_CALLED = WORDS("desk-nobody-called", of_name)
APPOINT_LEAD = WORDS("desk-appoint-lead")
APPOINT = WORDS("desk-appoint-this", of_name)
APPOINT_MORE = WORDS("desk-appoint-more")
DISMISS_LEAD = WORDS("desk-dismiss-lead")
DISMISS = WORDS("desk-dismiss-this", of_name)


def of_reached(*, count: int, reached: int) -> None: ...
def of_until(*, count: int, until: datetime) -> None: ...
def of_reached_alone(*, reached: int) -> None: ...
def of_sent(*, name: Word, when: datetime, count: int, reached: int) -> None: ...
def of_most(*, most: int) -> None: ...


ANNOUNCE_TITLE = WORDS("desk-announce-title")
ANNOUNCE = WORDS("desk-announce")
ANNOUNCE_THESE = WORDS("desk-announce-these")
ANNOUNCE_TO = WORDS("desk-announce-to", of_count)
"""People, and below it which pairs."""
ANNOUNCE_TO_NOBODY = WORDS("desk-announce-to-nobody")
ANNOUNCE_EVERYBODY = WORDS("desk-announce-everybody")
ANNOUNCE_NOT_YOURS = WORDS("desk-announce-not-yours")
ANNOUNCE_FIELD = WORDS("desk-announce-field", of_most)
ANNOUNCE_READ = WORDS("desk-announce-read")
ANNOUNCE_EMPTY = WORDS("desk-announce-empty")
ANNOUNCE_AS = WORDS("desk-announce-as", of_name)
ANNOUNCE_CHANGED = WORDS("desk-announce-changed")
"""The number of people is not what it was."""
ANNOUNCE_SEND = WORDS("desk-announce-send", of_count)
ANNOUNCE_ASK = WORDS("desk-announce-ask", of_count)
ANNOUNCE_CHANGE = WORDS("desk-announce-change")
ANNOUNCE_DROP = WORDS("desk-announce-drop")
ANNOUNCE_DROPPED = WORDS("desk-announce-dropped")
ANNOUNCE_NOTHING = WORDS("desk-announce-nothing")
ANNOUNCE_OTHERS = WORDS("desk-announce-others")
ANNOUNCE_GOES = WORDS("desk-announce-goes", of_until)
ANNOUNCE_GONE = WORDS("desk-announce-gone")
"""To who sends once more what is sent."""
ANNOUNCE_SENT = WORDS("desk-announce-sent")
ANNOUNCE_STATE = WORDS("desk-announce-state", of_sent)
ANNOUNCE_STATE_WITHDRAWN = WORDS("desk-announce-state-withdrawn", of_sent)
ANNOUNCE_SOMEBODY = WORDS("desk-announce-somebody")
ANNOUNCE_WITHDRAW = WORDS("desk-announce-withdraw")
ANNOUNCE_WITHDRAW_ASK = WORDS("desk-announce-withdraw-ask", of_reached_alone)
ANNOUNCE_WITHDRAWN = WORDS("desk-announce-withdrawn", of_reached)
ANNOUNCEMENT_TITLE = WORDS("desk-announcement-title")
ANNOUNCEMENT = WORDS("desk-announcement", of_name)
"""To everybody who gets it."""
END = WORDS("desk-end", of_pair)
END_ASK = WORDS("desk-end-ask", of_ending)
ENDED = WORDS("desk-ended", of_ending)
ENDED_ALREADY = WORDS("desk-ended-already", of_pair)
RESTORE = WORDS("desk-restore", of_pair)
RESTORED = WORDS("desk-restored", of_pair)
RESTORED_ALREADY = WORDS("desk-restored-already", of_pair)
"""It goes on: somebody was quicker."""
NOT_RESTORED = WORDS("desk-not-restored", of_pair)
"""It had not been ended by coordinators, or too long ago."""


class NotReplaced(StrEnum):
    """Why nobody is replaced."""

    DONE = "done"
    """Somebody was quicker."""
    OVER = "over"
    """They have come to the end of the programme."""
    NOBODY = "nobody"
    """The other one takes part no more either."""
    UNWILLING = "unwilling"
    """The other one has said that they do not want to take part."""
    SAME = "same"
    """Who is to come is one of the two."""
    TOGETHER = "together"
    """Who is to come and who stays are a pair already."""
    UNREADABLE = "unreadable"
    """What would go with the one who stays cannot be opened just now."""


def of_going(*, goes: Word, stays: Word) -> None: ...
def of_coming(*, goes: Word, stays: Word, comes: Word) -> None: ...


REPLACE = WORDS("desk-replace", of_name)
REPLACE_TITLE = WORDS("desk-replace-title")
REPLACE_WHO = WORDS("desk-replace-who")
REPLACE_NAME = WORDS("desk-replace-name")
REPLACE_LEAD = WORDS("desk-replace-lead", of_going)
REPLACE_FIELD = WORDS("desk-replace-field")
REPLACE_PICKED = WORDS("desk-replace-picked")
"""Somebody whose name is not known yet."""
REPLACE_NEXT = WORDS("desk-replace-next")
REPLACE_CHOOSE = WORDS("desk-replace-choose", of_going)
REPLACE_BY = WORDS("desk-replace-by", of_coming)
REPLACE_BY_ASK = WORDS("desk-replace-by-ask", of_coming)
REPLACE_MORE = WORDS("desk-replace-more")
REPLACE_NOBODY = WORDS("desk-replace-nobody", of_name)
REPLACED = WORDS("desk-replaced", of_coming)
REPLACED_ASKED = WORDS("desk-replaced-asked", of_coming)
"""Who comes is asked whether they are willing."""
REPLACED_TOLD = WORDS("desk-replaced-told", of_coming)
NOT_REPLACED = WORDS.each("desk-not-replaced-{}", NotReplaced, of_coming)
WAS_REPLACED = WORDS("desk-was-replaced", of_name)
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
