"""The mentee's goals and actions, and what the two keep of each séance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.engine.journey import Journey
from bot.engine.state import Reads, SharedState

MOST = 3
"""Goals, actions under way, suggestions, and things to keep of a séance."""


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


@dataclass(frozen=True, slots=True)
class Kept:
    """What the two keep of each séance; an empty entry was skipped."""

    by_seance: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


GOALS = SharedState("goals", Goals(), Reads.PAIR)
KEPT = SharedState("goals-kept", Kept(), Reads.PAIR)


def with_step(goals: Goals, number: int, progress: Progress) -> Goals:
    """The same with one action elsewhere; of a number that there is not, nothing changes."""
    steps = tuple(replace(one, progress=progress) if one.number == number else one for one in goals.steps)
    return replace(goals, steps=steps)


def kept_of(journey: Journey, seance: int) -> tuple[str, ...]:
    return journey.of(KEPT).by_seance.get(seance, ())


def is_asked(journey: Journey, seance: int) -> bool:
    """Whether nothing was said yet of what to keep of that séance."""
    return seance not in journey.of(KEPT).by_seance
