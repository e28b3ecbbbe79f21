"""Whether the two want to go on: when it is asked is the pair's, the answer its owner's alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Timing
from bot.engine.state import OwnState, Reads, SharedState


@dataclass(frozen=True, slots=True)
class Question:
    """Whether to go on to the séance `gate`; 0 while nobody was asked."""

    gate: int = 0
    opened: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoingOn:
    yes: bool | None = None
    at: datetime | None = None
    """When it was first given as it stands."""


QUESTION = SharedState("continuation", Question(), Reads.PAIR)
ANSWER = OwnState("continuation-answer", GoingOn(), Reads.OWNER)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The question while it is open."""

    gate: int
    opened: datetime
    answers: Mapping[Role, GoingOn]

    @property
    def agreed(self) -> bool:
        return all(answer.yes is True for answer in self.answers.values())

    def closes(self, timing: Timing) -> datetime:
        """When the question closes, whatever was answered; whoever is asked only after a late yes has time to think too."""
        first = self.answers[Role.MENTEE]
        asked = first.at if first.yes and first.at is not None else self.opened
        within, thought = timedelta(days=timing.continuation_open), timedelta(days=timing.continuation_thought)
        return max(self.opened + within, asked + thought)


def waiting(journey: Journey) -> Waiting | None:
    question, now = journey.of(QUESTION), journey.current
    if question.opened is None or now is None or now.number >= question.gate:
        return None
    answers = {role: journey.own_of(ANSWER, role) for role in Role}
    return Waiting(question.gate, question.opened, answers)
