"""The sentences of goals."""

from __future__ import annotations

from datetime import datetime

from bot.engine.flows.goals.state import MOST, Progress
from bot.engine.words import Word, Words, of_name, of_pair

WORDS = Words("goals")


def of_goal(*, goal: Word, sign: Word) -> None: ...
def of_step(*, step: Word, progress: Word) -> None: ...
def of_step_until(*, step: Word, progress: Word, when: datetime) -> None: ...
def of_step_day(*, step: Word, when: datetime) -> None: ...
def of_most(*, most: int) -> None: ...
def of_goals_steps(*, goals: int, steps: int) -> None: ...
def of_when(*, when: datetime) -> None: ...


NUMBERS = tuple(range(1, MOST + 1))

TITLE = WORDS("goals-title")
WHAT_FOR = WORDS("goals-what-for", of_name)
WHAT_FOR_MENTEE = WORDS("goals-what-for-mentee", of_name)
WHAT_FOR_MENTOR = WORDS("goals-what-for-mentor", of_name)
NONE_KEPT = WORDS("goals-none-kept")
OWNER = WORDS("goals-owner", of_pair)

GOALS = WORDS("goals-goals")
GOAL = WORDS("goals-goal", of_goal)
STEPS = WORDS("goals-steps")
STEP = WORDS("goals-step", of_step)
STEP_UNTIL = WORDS("goals-step-until", of_step_until)
SUGGESTIONS = WORDS("goals-suggestions", of_name)
PROGRESS = WORDS.each("goals-progress-{}", Progress)
WHERE = WORDS("goals-where")
SEEN = WORDS("goals-seen", of_name)
ON_DAY = WORDS("goals-on-day", of_step_day)

WRITE = WORDS("goals-write")
CHANGE = WORDS("goals-change")
ACT = WORDS("goals-act")
CHANGE_STEPS = WORDS("goals-change-steps")
OTHER_DAY = WORDS("goals-other-day")
SUGGEST = WORDS("goals-suggest")
SAVE = WORDS("goals-save")
LIMIT = WORDS("goals-limit", of_most)
LIMIT_STEPS = WORDS("goals-limit-steps", of_most)
FIELD_GOAL = WORDS.each("goals-field-goal-{}", NUMBERS)
FIELD_SIGN = WORDS.each("goals-field-sign-{}", NUMBERS)
FIELD_STEP = WORDS.each("goals-field-step-{}", NUMBERS)
FIELD_DAY = WORDS.each("goals-field-day-{}", NUMBERS)
FIELD_SUGGESTION = WORDS.each("goals-field-suggestion-{}", NUMBERS)

ENOUGH_STEPS = WORDS("goals-enough-steps", of_most)
DAY_UNREADABLE = WORDS("goals-day-unreadable", of_when)
MENTEES = WORDS("goals-mentees", of_name)
MENTORS = WORDS("goals-mentors", of_name)

RECALL_TITLE = WORDS("goals-recall-title")
RECALL = WORDS("goals-recall")
STATUS = WORDS("goals-status")
STATUS_NONE = WORDS("goals-status-none")
STATUS_OF = WORDS("goals-status-of", of_goals_steps)
