"""The one-minute evaluations of each: when they opened, were shown and closed are facts; the answers and the line are private.

1. Coordinators get totals over enough people; a line that was sent has gone to whom its writer chose. Nothing else leaves it.
2. No fact but the closing hangs on an answer: reminders come due, and count, as if nothing had been answered.
3. An evaluation closes at the later of `timing.evaluation_open` days after it was shown and a day after its last answer, also
   during a pause and once somebody has left; nobody else's act closes it, and what is closed stays so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.engine.flows.evaluation.questions import HELPED, NAMES
from bot.engine.journey import Journey, Sitting
from bot.engine.people import Role
from bot.engine.programme import Timing
from bot.engine.state import OwnState, Reads

AFTER_AN_ANSWER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is known of one member's evaluation of one séance without its answers."""

    opened: datetime
    shown: datetime | None = None
    """When its card was delivered, or shown by the command; None before, and in what the first releases stored."""
    sent: Mapping[str, datetime] = field(default_factory=dict)
    """When the line was sent, by `questions.Audience`. From then on it stays as it is."""
    closed: datetime | None = None

    def counts_from(self, days: int) -> datetime:
        """So many days after it was shown."""
        return (self.shown or self.opened) + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Answers:
    """What one member has answered about one séance: `{"useful": ("4",)}`."""

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: str = ""
    done: datetime | None = None
    last: datetime | None = None
    """When they last changed an answer or the line."""

    @property
    def filled(self) -> bool:
        return self.done is not None or bool(self.line) or any(self.answers.values())

    @property
    def counted(self) -> Mapping[str, tuple[str, ...]]:
        """What goes into totals: ratings and what helped."""
        return {name: self.answers[name] for name in (*NAMES, HELPED) if self.answers.get(name)}


@dataclass(frozen=True, slots=True)
class Evaluations:
    by_seance: Mapping[int, Evaluation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AllAnswers:
    by_seance: Mapping[int, Answers] = field(default_factory=dict)


EVALUATIONS = OwnState("evaluation", Evaluations(), Reads.OWNER, sealed=False)
"""Facts: the card, its reminder and its closing hang on them, and coordinators read how many were asked."""
ANSWERS = OwnState("evaluation-answers", AllAnswers(), Reads.OWNER)

NO_ANSWERS = Answers()


def evaluation_of(journey: Journey, seance: int, role: Role) -> Evaluation | None:
    """None before the séance was held."""
    return journey.own_of(EVALUATIONS, role).by_seance.get(seance)


def evaluations_of(journey: Journey, role: Role) -> Mapping[int, Evaluation]:
    """By séance, in the order in which they were held."""
    return journey.own_of(EVALUATIONS, role).by_seance


def evaluated(journey: Journey, role: Role) -> Sitting | None:
    """The last séance held of which `role` has an evaluation."""
    opened = evaluations_of(journey, role)
    held = (one for one in reversed(journey.sittings) if one.number in opened and one.held is not None)
    return next(held, None)


def with_evaluation(journey: Journey, seance: int, role: Role, one: Evaluation) -> Journey:
    kept = journey.own_of(EVALUATIONS, role).by_seance
    return journey.keeping_own(EVALUATIONS, role, Evaluations({**kept, seance: one}))


def answers_of(journey: Journey, seance: int, role: Role) -> Answers:
    """What was answered so far; empty if it cannot be read just now."""
    return journey.own_of(ANSWERS, role).by_seance.get(seance, NO_ANSWERS)


def certain_answers_of(journey: Journey, seance: int, role: Role) -> Answers:
    """The same where silence would be an answer. Raises `Unreadable`."""
    return journey.certain_own(ANSWERS, role).by_seance.get(seance, NO_ANSWERS)


def with_answers(journey: Journey, seance: int, role: Role, said: Answers) -> Journey:
    """Raises `Unreadable`."""
    kept = journey.certain_own(ANSWERS, role).by_seance
    if kept.get(seance, NO_ANSWERS) == said:
        return journey
    return journey.keeping_own(ANSWERS, role, AllAnswers({**kept, seance: said}))


def closes(one: Evaluation, said: Answers, timing: Timing) -> datetime:
    """When the answers become final."""
    week = one.counts_from(timing.evaluation_open)
    return max(week, said.last + AFTER_AN_ANSWER) if said.last is not None else week
