"""The sentences of taking stock."""

from __future__ import annotations

from datetime import datetime

from bot.engine.words import Word, Words, of_count, of_name, of_seance

WORDS = Words("stock")


def of_sitting(*, seance: int, title: Word, when: datetime) -> None: ...
def of_goal(*, goal: Word, sign: Word) -> None: ...


TITLE = WORDS("stock-title")
LEAD = WORDS("stock-lead")
SEANCE = WORDS("stock-seance", of_sitting)
WHICH = WORDS("stock-which")
WHICH_OF = WORDS("stock-which-of", of_name)
SEEN = WORDS("stock-seen", of_name)
COUNTED = WORDS("stock-counted", of_name)
SEANCES = WORDS("stock-seances")
GOALS = WORDS("stock-goals")
GOAL = WORDS("stock-goal", of_goal)
DONE = WORDS("stock-done")
UNDER_WAY = WORDS("stock-under-way")
MORE = WORDS("stock-more", of_count)
MET = WORDS("stock-met")
AGREED = WORDS("stock-agreed")
MENTEES = WORDS("stock-mentees", of_name)
NOT_YET = WORDS("stock-not-yet", of_seance)
NONE_KEPT = WORDS("stock-none-kept")
PREP = WORDS("stock-prep")
STATUS = WORDS("stock-status")
STATUS_COUNTED = WORDS("stock-status-counted", of_count)
