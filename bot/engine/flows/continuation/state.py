"""Whether the two want to go on: on which days it is asked and decided is the pair's, the answer its owner's alone.

1. Both days are fixed when the question opens, for both at once; nothing that anybody answers moves them.
2. No answer is looked at before the deciding day begins for the first of the two at work; from then on none can be changed.
3. What follows is told to each in private, when their own working day begins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.engine import ids
from bot.engine.flows.continuation import actions
from bot.engine.ids import CardId, TimerId
from bot.engine.journey import Journey
from bot.engine.people import Member, Role
from bot.engine.programme import Timing
from bot.engine.state import OwnState, Reads, SharedState

A_DAY = timedelta(days=1)
FARTHEST = 60
"""Days ahead in which one is looked for on which both work."""
THINKING = timedelta(days=7)
"""So much longer is open what an earlier release asked, of the one a while after the other: it promised a week to think."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whether to go on to the séance `gate`; 0 while nobody was asked."""

    gate: int = 0
    opened: datetime | None = None
    asks: date | None = None
    """The day on which both are asked. None: an earlier release asked, which knew no such days."""
    decides: date | None = None
    """The day on which it is decided."""
    closes: datetime | None = None
    """When that day begins for the first of the two at work, as was known when it was fixed."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    yes: bool | None = None


QUESTION = SharedState("continuation", Question(), Reads.PAIR, sealed=False)
"""A fact: both are asked and told on these days, whatever anybody answers."""
ANSWER = OwnState("continuation-answer", GoingOn(), Reads.OWNER)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The question, from its opening until both were told how it goes on. It holds no answer, so that nothing hangs on one."""

    gate: int
    asks: date
    decides: date
    closes: datetime
    """From then on no answer can be changed."""


def key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def told(role: Role) -> TimerId:
    """The timer that tells one of them how it goes on."""
    return ids.of_card(key(role), actions.TOLD)


def ask(gate: int, at: datetime, journey: Journey, timing: Timing) -> Question:
    """Opens the question, both of its days fixed."""
    return _on_its_days(Question(gate, at), journey, timing)


def waiting(journey: Journey, timing: Timing) -> Waiting | None:
    """None unless the pair has come to the question, and not yet gone on from there."""
    question, now = journey.of(QUESTION), journey.current
    if question.opened is None or now is None or now.held is None or now.number >= question.gate:
        return None
    if question.asks is None:
        question = _on_its_days(question, journey, timing, THINKING)
    assert question.asks is not None
    assert question.decides is not None
    assert question.closes is not None
    return Waiting(question.gate, question.asks, question.decides, question.closes)


def both_said_yes(journey: Journey) -> bool:
    """Read on the day on which it is decided, and never before. An answer that cannot be read is waited for (`Unreadable`)."""
    answers = [journey.certain_own(ANSWER, role) for role in Role]
    return all(answer.yes is True for answer in answers)


def opening(member: Member, day: date) -> datetime:
    """When a day of theirs begins; aware UTC."""
    return member.opening(day).astimezone(UTC)


def put_off(journey: Journey, timing: Timing, by: timedelta) -> Journey:
    """A pause took time from the question: it is open for as long as it would have been."""
    question = journey.of(QUESTION)
    if question.opened is None:
        return journey
    later = replace(question, opened=question.opened + by)
    return journey.keeping(QUESTION, _on_its_days(later, journey, timing) if question.asks else later)


def _on_its_days(question: Question, journey: Journey, timing: Timing, longer: timedelta = timedelta(0)) -> Question:
    """Days on which both work, as far as that is known when they are fixed."""
    assert question.opened is not None
    members = journey.members.values()
    opened = journey.members[Role.MENTEE].local(question.opened).date()
    asks = _both_work(journey, opened + timedelta(days=timing.continuation_asked))
    thought = timedelta(days=max(1, timing.continuation_open - timing.continuation_asked))
    decides = _both_work(journey, asks + thought + longer)
    return replace(question, asks=asks, decides=decides, closes=min(opening(one, decides) for one in members))


def _both_work(journey: Journey, first: date) -> date:
    """The first day from `first` on that both work; `first` if they never work on the same."""
    days, both = (first + n * A_DAY for n in range(FARTHEST)), journey.both_working
    return next((day for day in days if all(one.works_on(day) for one in both)), first)
