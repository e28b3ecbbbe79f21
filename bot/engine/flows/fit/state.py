"""When one of the two was asked, and what came of it, are facts; what they answered is theirs alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.engine import ids
from bot.engine.flows.evaluation.state import evaluation_of
from bot.engine.flows.fit import actions
from bot.engine.flows.fit.answers import Feeling
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme, Timing
from bot.engine.state import OwnState, Reads


@dataclass(frozen=True, slots=True)
class Fit:
    asked: datetime | None = None
    told: datetime | None = None
    """When the coordinators were told that they would like a word."""
    closed: datetime | None = None
    """When the answer became final."""


@dataclass(frozen=True, slots=True)
class Answer:
    feeling: Feeling | None = None


FIT = OwnState("fit", Fit(), Reads.OWNER, sealed=False)
"""Facts: when it was asked and is final hangs on no answer; that the coordinators were told is theirs to read."""
ANSWER = OwnState("fit-answer", Answer(), Reads.OWNER)


def key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def fit_of(journey: Journey, role: Role) -> Fit:
    return journey.own_of(FIT, role)


def with_fit(journey: Journey, role: Role, one: Fit) -> Journey:
    return journey.keeping_own(FIT, role, one)


def answer_of(journey: Journey, role: Role) -> Feeling | None:
    """None as well if it cannot be read just now."""
    return journey.own_of(ANSWER, role).feeling


def certain_answer_of(journey: Journey, role: Role) -> Feeling | None:
    """The same where silence would be an answer. Raises `Unreadable`."""
    return journey.certain_own(ANSWER, role).feeling


def with_answer(journey: Journey, role: Role, feeling: Feeling) -> Journey:
    """Raises `Unreadable`."""
    before = journey.certain_own(ANSWER, role)
    return journey.keeping_own(ANSWER, role, replace(before, feeling=feeling))


def due(programme: Programme, journey: Journey, role: Role) -> datetime | None:
    """When `role` is to be asked: so many days after it was said that the séance took place, the same for both.

    None before that, and once the next séance took place too: it is no beginning any more.
    """
    holding = programme.holding(journey.track, actions.CARD)
    sitting = journey.sitting(holding[0]) if holding else None
    if sitting is None or sitting.held is None:
        return None
    following = journey.sitting(sitting.number + 1)
    if following is not None and following.held is not None:
        return None
    opened = evaluation_of(journey, sitting.number, role)
    return opened.opened + timedelta(days=programme.timing.fit_asked) if opened is not None else None


def closes(one: Fit, timing: Timing) -> datetime | None:
    """When the answer is final."""
    return one.asked + timedelta(days=timing.fit_open) if one.asked is not None else None


def is_open(one: Fit, timing: Timing, at: datetime) -> bool:
    """Whether the answer may still be given or changed."""
    until = closes(one, timing)
    return until is not None and one.closed is None and at < until
