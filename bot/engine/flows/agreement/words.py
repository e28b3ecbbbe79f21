"""The sentences of agreement."""

from __future__ import annotations

from bot.engine.flows.agreement.state import Format, Moment
from bot.engine.words import Word, Words, of_name

WORDS = Words("agreement")


def of_place(*, where: Word) -> None: ...
def of_most(*, most: int) -> None: ...
def of_both(*, name: Word, partner: Word) -> None: ...
def of_two(*, first: Word, more: Word) -> None: ...


TITLE = WORDS("agreement-title")
LEAD = WORDS("agreement-lead")
WHAT_FOR = WORDS("agreement-what-for")
EVERY = WORDS("agreement-every")
EVERY_DAYS = WORDS.each("agreement-every-{}", (7, 14, 21, 28))
MINUTES = WORDS("agreement-minutes")
LENGTHS = WORDS.each("agreement-minutes-{}", (30, 45, 60, 90))
DAYS = WORDS("agreement-days")
DAYS_AND = WORDS("agreement-days-and", of_two)
WEEKDAYS = WORDS.each("agreement-day-{}", range(7))
TIME = WORDS("agreement-time")
TIMES = WORDS.each("agreement-time-{}", Moment)
FORMAT = WORDS("agreement-format")
FORMATS = WORDS.each("agreement-format-{}", Format)
OPEN = WORDS("agreement-open")
PLACE = WORDS("agreement-place")
FIELD_WHERE = WORDS("agreement-field-where", of_most)
FIELD_BETWEEN = WORDS("agreement-field-between", of_most)
WHERE = WORDS("agreement-where")
BETWEEN = WORDS("agreement-between")
AT = WORDS("agreement-at", of_place)
BROKEN_LINK = WORDS("agreement-broken-link")
YES = WORDS("agreement-yes")
SAID_YES = WORDS("agreement-said-yes", of_name)
ASKED_OF = WORDS("agreement-asked-of", of_name)
AGREED = WORDS("agreement-agreed")
CHANGE = WORDS("agreement-change")
KEEP = WORDS("agreement-keep")
CHANGED_MEANWHILE = WORDS("agreement-changed-meanwhile")
NEWS_ASKED = WORDS("agreement-news-asked", of_both)
NEWS_AGREED = WORDS("agreement-news-agreed")
STATUS = WORDS("agreement-status")
STATUS_AGREED = WORDS("agreement-status-agreed")
STATUS_ASKED = WORDS("agreement-status-asked")
STATUS_OPEN = WORDS("agreement-status-open")
NONE_KEPT = WORDS("agreement-none-kept")
