"""The sentences of goals."""

from __future__ import annotations

from datetime import datetime

from bot.engine.flows.goals.state import MOST, Progress
from bot.engine.words import Word, Words, of_name, of_seance

WORDS = Words("goals")


def of_goal(*, goal: Word, sign: Word) -> None: ...
def of_step(*, step: Word, progress: Word) -> None: ...
def of_step_until(*, step: Word, progress: Word, when: datetime) -> None: ...
def of_text(*, text: Word) -> None: ...
def of_most(*, most: int) -> None: ...
def of_step_alone(*, step: Word) -> None: ...


NUMBERS = tuple(range(1, MOST + 1))

TITLE = WORDS("goals-title")
WHAT_FOR = WORDS("goals-what-for", of_name)
GOALS = WORDS("goals-goals")
GOAL = WORDS("goals-goal", of_goal)
STEPS = WORDS("goals-steps")
STEP = WORDS("goals-step", of_step)
STEP_UNTIL = WORDS("goals-step-until", of_step_until)
SUGGESTIONS = WORDS("goals-suggestions", of_name)
PROGRESS = WORDS.each("goals-progress-{}", Progress)
WHERE = WORDS("goals-where", of_step_alone)
WRITE = WORDS("goals-write")
ACT = WORDS("goals-act")
SUGGEST = WORDS("goals-suggest")
OWNER = WORDS("goals-owner", of_name)
LIMIT = WORDS("goals-limit", of_most)
FIELD_GOAL = WORDS.each("goals-field-goal-{}", NUMBERS)
FIELD_SIGN = WORDS.each("goals-field-sign-{}", NUMBERS)
FIELD_STEP = WORDS("goals-field-step")
FIELD_DAY = WORDS("goals-field-day")
FIELD_SUGGESTION = WORDS("goals-field-suggestion")
SAVE = WORDS("goals-save")
ENOUGH_STEPS = WORDS("goals-enough-steps")
DAY_UNREADABLE = WORDS("goals-day-unreadable")
NOTHING_WRITTEN = WORDS("goals-nothing-written")
RECALL = WORDS("goals-recall", of_step_alone)
KEEP_TITLE = WORDS("goals-keep-title", of_seance)
KEEP_LEAD = WORDS("goals-keep-lead")
KEEP_FIELD = WORDS.each("goals-keep-field-{}", NUMBERS)
KEEP_SAVE = WORDS("goals-keep-save")
KEEP_SKIP = WORDS("goals-keep-skip")
KEEP_CHANGE = WORDS("goals-keep-change")
KEPT = WORDS("goals-kept", of_seance)
SKIPPED = WORDS("goals-skipped")
