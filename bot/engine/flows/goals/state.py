"""The mentee's goals and actions in their own words, and the facts that reminders hang on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import Reads, SharedState

MOST = 3
"""Goals, actions under way, and suggestions."""


class Progress(StrEnum):
    OPEN = "open"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Goal:
    text: str
    sign: str = ""
    """How they will know: « j'y serai quand … »."""


@dataclass(frozen=True, slots=True)
class Step:
    """An action: what, until which day, and how it stands. `number` never changes and is never given twice."""

    number: int
    text: str
    day: date | None = None
    progress: Progress = Progress.OPEN

    @property
    def is_open(self) -> bool:
        return self.progress in (Progress.OPEN, Progress.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Goals:
    goals: tuple[Goal, ...] = ()
    steps: tuple[Step, ...] = ()
    """Every one there was, in the order in which they were written."""
    suggestions: tuple[str, ...] = ()
    """The mentor's."""

    @property
    def under_way(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.is_open)

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.steps or self.suggestions)

    @property
    def next_number(self) -> int:
        return max((step.number for step in self.steps), default=0) + 1

    def step(self, number: int) -> Step | None:
        return next((one for one in self.steps if one.number == number), None)


@dataclass(frozen=True, slots=True)
class Days:
    """Numbers and dates only. It is true once there is a goal: suggestions and actions alone are none."""

    written: int = 0
    """How many goals there are."""
    days: Mapping[int, date] = field(default_factory=dict)
    """The day of each action under way that has one, by its number."""
    recalled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """The actions that each reminder named, by the day in its id."""

    def __bool__(self) -> bool:
        return self.written > 0


GOALS = SharedState("goals-words", Goals(), Reads.PAIR)
DAYS = SharedState("goals", Days(), Reads.PAIR, sealed=False)
"""Facts: reminders hang on the days, and the evaluation asks about goals only once there are some."""


def keeping(journey: Journey, goals: Goals) -> Journey:
    """This journey with other goals, and with the facts that follow from them."""
    days = {one.number: one.day for one in goals.under_way if one.day is not None}
    facts = replace(journey.of(DAYS), written=len(goals.goals), days=days)
    return journey.keeping(GOALS, goals).keeping(DAYS, facts)


def with_progress(goals: Goals, number: int, progress: Progress) -> Goals:
    """The same with one action elsewhere; of a number that there is not, nothing changes."""
    steps = tuple(replace(one, progress=progress) if one.number == number else one for one in goals.steps)
    return replace(goals, steps=steps)


def without(journey: Journey, role: Role) -> Journey:
    """What is left once what came from `role` is taken out: goals and actions are the mentee's, suggestions the mentor's."""
    goals = journey.of(GOALS)
    left = Goals(suggestions=goals.suggestions) if role is Role.MENTEE else replace(goals, suggestions=())
    if left == goals:
        return journey
    return keeping(journey, left)
