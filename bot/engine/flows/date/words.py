"""The sentences of date."""

from __future__ import annotations

from datetime import datetime

from bot.engine.programme import CalendarForm
from bot.engine.scheduling.model import Limit, Widened
from bot.engine.words import Word, Words, at_time, of_count, of_partner, of_seance

WORDS = Words("date")


def of_days(*, days: int) -> None: ...
def of_zone(*, zone: Word) -> None: ...
def of_who(*, who: Word) -> None: ...
def of_most(*, most: int) -> None: ...
def of_proposal(*, partner: Word, when: datetime) -> None: ...
def of_whom(*, when: datetime, who: Word) -> None: ...
def of_news(*, seance: int, when: datetime, who: Word) -> None: ...
def of_meeting(*, mentee: Word, mentor: Word, seance: int, title: Word) -> None: ...


TITLE = WORDS("date-title", of_seance)
WHICH = WORDS("date-which", of_count)
HOW = WORDS("date-how")
SLOT = WORDS("date-slot", at_time)
SLOT_TAPPED = WORDS("date-slot-tapped", at_time)
UNTAP = WORDS("date-untap", at_time)
SUITS = WORDS("date-suits", of_whom)
NONE = WORDS("date-none")
OTHER = WORDS("date-other")
OTHERS = WORDS("date-others")
GONE = WORDS("date-gone")
TAKEN = WORDS("date-taken")
BOOKED_TITLE = WORDS("date-booked-title", of_seance)
BOOKED = WORDS("date-booked")
WHEN = WORDS("date-when")
AT = WORDS("date-at", at_time)
LENGTH = WORDS("date-length")
UNKNOWN = WORDS("date-unknown")
HELD = WORDS("date-held")
MOVE = WORDS("date-move")
CANCEL = WORDS("date-cancel")
CANCEL_SURE = WORDS("date-cancel-sure", at_time)
NONE_YET = WORDS("date-none-yet")
AGAIN = WORDS("date-again")
BELOW = WORDS("date-below")
SETTLED = WORDS("date-settled")
NOT_NOW = WORDS("date-not-now")
FRESH = WORDS("date-fresh")
FILLED = WORDS("date-filled")
NUDGE = WORDS("date-nudge")
NO_MATTER = WORDS("date-no-matter")
OWN_TITLE = WORDS("date-own-title")
FIELD_DAY = WORDS("date-field-day")
FIELD_TIME = WORDS("date-field-time", of_zone)
PROPOSE = WORDS("date-propose")
PROPOSED = WORDS("date-proposed", of_proposal)
UNREADABLE = WORDS("date-unreadable", at_time)
IN_THE_PAST = WORDS("date-in-the-past")
TOO_FAR = WORDS("date-too-far")
OWN_MANY = WORDS("date-own-many", of_most)
INVITE_SUMMARY = WORDS("invite-summary", of_meeting)
AT_EDGE = WORDS("date-at-edge", at_time)
WIDENED = WORDS.each("date-widened-{}", Widened)
WHY = WORDS.each("date-why-{}", Limit)
NOTHING = WORDS("date-nothing")
NOTHING_HOW = WORDS("date-nothing-how")
LOOK_AGAIN = WORDS("date-look-again")
CLASH_OWN = WORDS("date-clash-own")
CLASH = WORDS.each(
    "date-clash-{}",
    (Limit.HOURS, Limit.WEEKDAYS, Limit.LEAVE, Limit.HOLIDAY, Limit.CLOSED, Limit.BUSY, Limit.MEETING),
    of_partner,
)
CLASH_ESTIMATED = WORDS("date-clash-estimated", of_partner)
CLASH_SOON = WORDS("date-clash-soon")
CLASH_LEAD = WORDS("date-clash-lead", of_days)
CALENDAR = WORDS("date-calendar")
CALENDARS = WORDS.each("date-calendar-{}", CalendarForm)
CALENDAR_OF = WORDS("date-calendar-ics-of", of_who)
NEWS_BOOKED = WORDS("date-news-booked", of_news)
NEWS_REBOOKED = WORDS("date-news-rebooked", of_news)
NEWS_PROPOSED = WORDS("date-news-proposed", of_news)
NEWS_MOVING = WORDS("date-news-moving", of_whom)
NEWS_CANCELLED = WORDS("date-news-cancelled", of_whom)
