"""The sentences of the people to meet."""

from __future__ import annotations

from bot.engine.words import Word, Words, of_count, of_name, of_pair

WORDS = Words("people")


def of_entry(*, who: Word, why: Word) -> None: ...
def of_state(*, entry: Word, state: Word) -> None: ...
def of_who(*, who: Word) -> None: ...
def of_most(*, most: int) -> None: ...
def of_number(*, number: int, most: int) -> None: ...
def of_list(*, name: Word, most: int) -> None: ...
def of_met(*, count: int, met: int) -> None: ...


TITLE = WORDS("people-title")
LEAD = WORDS("people-lead", of_list)
WHAT_FOR = WORDS("people-what-for")
ENTRY = WORDS("people-entry", of_entry)
STATE = WORDS("people-state", of_state)
CAN = WORDS("people-can", of_name)
MET = WORDS("people-met")
OF_MENTEE = WORDS("people-of-mentee", of_name)
OF_MENTOR = WORDS("people-of-mentor", of_name)
ADD = WORDS("people-add")
CHANGE = WORDS("people-change")
OFFER = WORDS("people-offer", of_who)
WITHDRAW = WORDS("people-withdraw", of_who)
HAVE_MET = WORDS("people-have-met", of_who)
NOT_MET = WORDS("people-not-met", of_who)
FIELD_NAME = WORDS("people-field-name", of_most)
FIELD_WHY = WORDS("people-field-why", of_most)
FIELD_NAMES = WORDS("people-field-names", of_number)
FIELD_WHYS = WORDS("people-field-whys", of_number)
TAKE_OFF = WORDS("people-take-off")
SAVE_ONE = WORDS("people-save-one")
SAVE = WORDS("people-save")
NAMELESS = WORDS("people-nameless")
FULL = WORDS("people-full", of_most)
MENTEES = WORDS("people-mentees", of_name)
MENTORS = WORDS("people-mentors", of_name)
NEWS_OFFERED = WORDS("people-news-offered", of_pair)
PREP_THINK = WORDS("people-prep-think")
PREP_MINE = WORDS("people-prep-mine")
PREP_THEIRS = WORDS("people-prep-theirs", of_name)
PREP_OFFER = WORDS("people-prep-offer")
STATUS = WORDS("people-status")
STATUS_OPEN = WORDS("people-status-open")
STATUS_LISTED = WORDS("people-status-listed", of_count)
STATUS_MET = WORDS("people-status-met", of_met)
NONE_KEPT = WORDS("people-none-kept")
