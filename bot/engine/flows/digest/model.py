"""What the digest counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.engine.flows.digest.reasons import Reason
from bot.engine.flows.evaluation.questions import CHIPS, HELPED, NAMES
from bot.engine.journey import Journey, Stage
from bot.engine.messages import Say
from bot.engine.programme import Timing

LEAST_PEOPLE = 3
"""No threshold for totals lies below this, and nothing that fewer people named is named."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, from `start` (included) to `end`; aware instants of the coordinator's Mondays."""

    start: datetime
    end: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at < self.end

    @property
    def monday(self) -> date:
        return self.start.date()


@dataclass(frozen=True, slots=True)
class Total:
    """The mean of one question, 1 to 5, over `people` different persons."""

    question: str
    people: int
    mean: float


@dataclass(frozen=True, slots=True)
class Undelivered:
    """So many messages that could not reach somebody, `names`, and why: `undelivered-REASON` of the content."""

    names: Say
    reason: Reason
    count: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a digest, and what of it hangs on that."""

    person: str = ""
    undelivered: Sequence[Undelivered] = ()
    """Without those of a pair that the reader is in."""

    def is_in(self, journey: Journey) -> bool:
        """Of a pair that they are in they read no more than its member does."""
        return any(member.person == self.person for member in journey.members.values())


def is_late(journey: Journey, at: datetime, timing: Timing) -> bool:
    """No date, or no word after one, for longer than is usual."""
    now = journey.current
    match journey.stage(at):
        case Stage.SCHEDULING:
            return now is not None and now.opened + timedelta(days=timing.late) <= at
        case Stage.MET:
            return now is not None and now.meeting is not None and now.meeting.at + timedelta(days=timing.silent) <= at
        case _:
            return False


Ratings = dict[str, dict[str, list[int]]]
"""Question → person → what they answered."""


def collect(ratings: Ratings, person: str, answers: Mapping[str, tuple[str, ...]]) -> None:
    for question in NAMES:
        for value in answers.get(question, ()):
            ratings[question].setdefault(person, []).append(int(value))


Helped = dict[str, set[str]]
"""Person → what they say has helped."""


def collect_helped(helped: Helped, person: str, answers: Mapping[str, tuple[str, ...]]) -> None:
    if named := answers.get(HELPED):
        helped.setdefault(person, set()).update(named)


def named_by_many(helped: Helped, threshold: int) -> list[str]:
    """What at least `LEAST_PEOPLE` say has helped, if enough people say anything: in the order of the card, which tells nothing."""
    if len(helped) < threshold:
        return []
    return [chip for chip in CHIPS if sum(chip in named for named in helped.values()) >= LEAST_PEOPLE]


def totals(ratings: Ratings, threshold: int) -> list[Total]:
    """Means over at least `threshold` different people; a question with fewer is left out."""
    found = []
    for question, people in ratings.items():
        if len(people) >= threshold:
            means = [sum(values) / len(values) for values in people.values()]
            found.append(Total(question, len(means), sum(means) / len(means)))
    return found


def tenths(mean: float) -> int:
    """Rounded half up: 4.25 is 43 tenths."""
    return int(mean * 10 + 0.5)


def is_coming(journey: Journey, week: Week) -> bool:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or journey.ended is not None:
        return False
    return week.end <= now.meeting.at < week.end + (week.end - week.start)
