"""The sentences of shadowing."""

from __future__ import annotations

from bot.engine.flows.shadowing.state import How, Kind
from bot.engine.people import Role
from bot.engine.words import Word, Words, at_time, of_name, of_pair, of_partner

WORDS = Words("shadowing")


def of_most(*, most: int) -> None: ...
def of_place(*, where: Word) -> None: ...


TITLE = WORDS("shadowing-title")

ASK = WORDS("shadowing-ask", of_partner)
PRIVATE = WORDS("shadowing-private", of_partner)
SUITS = WORDS("shadowing-suits")
SUITS_SURE = WORDS("shadowing-suits-sure", of_partner)
SUITS_NOT = WORDS("shadowing-suits-not")
NOTED = WORDS("shadowing-noted")
SHARED = WORDS("shadowing-shared")
LATER = WORDS("shadowing-later")
MENTEE_FIRST = WORDS("shadowing-mentee-first", of_name)

LEAD = WORDS("shadowing-lead", of_pair)
KIND = WORDS("shadowing-kind")
KINDS = WORDS.each("shadowing-kind-{}", Kind)
NONE = WORDS("shadowing-none")
LATER_HOW = WORDS("shadowing-later-how")
HOW = WORDS("shadowing-how", of_name)
HOWS = WORDS.each("shadowing-how-{}", How)
HOW_FACT = WORDS("shadowing-how-fact")
PLAN = WORDS("shadowing-plan")
FIELD_ABOUT = WORDS("shadowing-field-about", of_most)
FIELD_DAY = WORDS("shadowing-field-day")
FIELD_TIME = WORDS("shadowing-field-time")
FIELD_WHERE = WORDS("shadowing-field-where", of_most)
WELCOME = WORDS("shadowing-welcome")
WELCOME_WHOSE = WORDS("shadowing-welcome-whose", of_name)
FIELD_DRESS = WORDS("shadowing-field-dress", of_most)
FIELD_INTRODUCE = WORDS("shadowing-field-introduce", of_most)
ABOUT = WORDS("shadowing-about")
WHEN = WORDS("shadowing-when")
ON_DAY = WORDS("shadowing-on-day", at_time)
AT_TIME = WORDS("shadowing-at-time", at_time)
WHERE = WORDS("shadowing-where")
LINK = WORDS("shadowing-link", of_place)
DRESS = WORDS("shadowing-dress")
INTRODUCE = WORDS("shadowing-introduce")

IN_THE_PAST = WORDS("shadowing-in-the-past")
TOO_FAR = WORDS("shadowing-too-far")
UNREADABLE = WORDS("shadowing-unreadable", at_time)
BROKEN_LINK = WORDS("shadowing-broken-link")
FOR_MENTOR = WORDS("shadowing-for-mentor", of_name)

NEWS_SET = WORDS("shadowing-news-set", of_name)
NEWS_DROPPED = WORDS("shadowing-news-dropped", of_name)
REMINDER_TITLE = WORDS("shadowing-reminder-title")
REMINDER = WORDS("shadowing-reminder")

TO_CHOOSE = WORDS("shadowing-to-choose")
PREPARES = WORDS.each("shadowing-prepares-{}", Role, of_partner)
PREPARES_MEETING = WORDS.each("shadowing-prepares-meeting-{}", Role, of_partner)
STATUS = WORDS("shadowing-status")
STATUS_OPEN = WORDS("shadowing-status-open")
NONE_KEPT = WORDS("shadowing-none-kept")
