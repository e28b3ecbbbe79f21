"""What each has answered to the one-minute evaluations. Coordinators get totals over enough people; a line that was sent has
gone to whom its writer chose. Nothing else leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.engine.flows.evaluation.questions import REMARK
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Timing
from bot.engine.state import OwnState, Reads


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One member's answers after one séance: `{"useful": ("4",)}`."""

    opened: datetime
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    done: datetime | None = None
    sent: Mapping[str, datetime] = field(default_factory=dict)
    """When the line was sent, by `questions.Audience`. From then on it stays as it is."""
    shown: datetime | None = None
    """When its card was delivered, or first answered; None before, and in what the first releases stored."""

    @property
    def line(self) -> str:
        return next(iter(self.answers.get(REMARK, ())), "")

    def closes(self, timing: Timing) -> datetime:
        """When answers become final; one that is still empty then stays open until the next séance."""
        return (self.shown or self.opened) + timedelta(days=timing.evaluation_open)

    @property
    def filled(self) -> bool:
        return self.done is not None or any(self.answers.values())


@dataclass(frozen=True, slots=True)
class Evaluations:
    by_seance: Mapping[int, Evaluation] = field(default_factory=dict)


EVALUATIONS = OwnState("evaluation", Evaluations(), Reads.OWNER)


def evaluation_of(journey: Journey, seance: int, role: Role) -> Evaluation | None:
    """None before the séance was held."""
    return journey.own_of(EVALUATIONS, role).by_seance.get(seance)


def evaluations_of(journey: Journey, role: Role) -> Mapping[int, Evaluation]:
    """By séance, in the order in which they were held."""
    return journey.own_of(EVALUATIONS, role).by_seance


def with_evaluation(journey: Journey, seance: int, role: Role, one: Evaluation) -> Journey:
    kept = journey.own_of(EVALUATIONS, role).by_seance
    return journey.keeping_own(EVALUATIONS, role, Evaluations({**kept, seance: one}))


def without_evaluation(journey: Journey, seance: int, role: Role) -> Journey:
    kept = journey.own_of(EVALUATIONS, role).by_seance
    return journey.keeping_own(EVALUATIONS, role, Evaluations({n: one for n, one in kept.items() if n != seance}))
