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


BEFORE = -1
"""In the place of a séance: one of an earlier pair."""


class Progress(StrEnum):
    OPEN = "open"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


OPEN = frozenset({Progress.OPEN, Progress.UNDER_WAY})


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
    closed: int = 0
    """The séance under way when it was done or left aside: until the next one a slip can be put right. `BEFORE`: it was one of
    an earlier pair."""

    @property
    def is_open(self) -> bool:
        return self.progress in OPEN


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
    recalled: str = ""
    """The day in the id of the last reminder."""
    named: tuple[int, ...] = ()
    """The actions that it named."""

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


def with_step(goals: Goals, step: Step) -> Goals:
    """The same with this action in its place, or after the last."""
    if goals.step(step.number) is None:
        return replace(goals, steps=(*goals.steps, step))
    return replace(goals, steps=tuple(step if one.number == step.number else one for one in goals.steps))


def moved(step: Step, progress: Progress, seance: int) -> Step:
    """The same action elsewhere; the same again changes nothing."""
    if step.progress is progress:
        return step
    return replace(step, progress=progress, closed=0 if progress in OPEN else seance)


def asked_about(goals: Goals, seance: int) -> tuple[Step, ...]:
    """What is under way and, as far as there is room, what was closed during this séance: that can still be put right."""
    room = MOST - len(goals.under_way)
    closed = [one for one in goals.steps if not one.is_open and one.closed == seance][-room:] if room > 0 else []
    return tuple(one for one in goals.steps if one.is_open or one in closed)


def without(journey: Journey, role: Role) -> Journey:
    """What is left once what came from `role` is taken out: goals and actions are the mentee's, suggestions the mentor's."""
    goals = journey.of(GOALS)
    left = Goals(suggestions=goals.suggestions) if role is Role.MENTEE else replace(goals, suggestions=())
    if role is Role.MENTEE and journey.of(DAYS) != DAYS.empty:
        journey = journey.keeping(DAYS, Days())
    return journey if left == goals else keeping(journey, left)
