"""The coordinators' week: facts and totals, never anybody's answers.

A total is shown only over enough people, and only of evaluations that closed in that very week: they change no more,
and no two digests share one, so that nothing can be had by subtracting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.engine.flows.evaluation import RATINGS
from bot.engine.journey import Journey, Sitting, Stage
from bot.engine.messages import (
    Bar,
    Bullets,
    Button,
    Buttons,
    Chart,
    Fact,
    Facts,
    Line,
    Message,
    Part,
    Say,
    Text,
    say,
    text,
)
from bot.engine.people import Role
from bot.engine.programme import Programme

Ratings = dict[str, dict[str, list[int]]]
"""Question → person → what they answered."""

LEAST_PEOPLE = 3
"""No threshold for totals lies below this."""

LATE_AFTER = timedelta(days=10)
"""A pair that has been without a word or a date for so long is listed."""

LISTED = 20
NUDGES = 5


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
    reason: str
    count: int


def digest(
    programme: Programme,
    journeys: Iterable[Journey],
    week: Week,
    threshold: int,
    undelivered: Sequence[Undelivered] = (),
) -> Message:
    """What the coordinators read on Monday about `week`; `journeys` is read once."""
    stages: Counter[Stage] = Counter()
    met = coming = filled = asked = left = 0
    late: list[Journey] = []
    ratings: Ratings = {question: {} for question in RATINGS}
    for journey in journeys:
        stages[journey.stage(week.end)] += 1
        left += bool(journey.left)
        met += any(s.held is not None and s.held in week for s in journey.sittings)
        coming += _is_coming(journey, week)
        if is_late(journey, week.end):
            late.append(journey)
        for sitting in journey.sittings:
            for role, one in sitting.evaluations.items():
                asked += one.opened in week
                filled += one.opened in week and one.filled
                if one.done is not None and max(one.done, one.closes) in week:
                    _collect(ratings, journey.members[role].person, one.answers)
    parts: list[Part] = [
        text("digest-lead", when=week.start, until=week.end - timedelta(hours=1)),
        Facts(
            (
                Fact(say("digest-met"), say("digest-count", count=met)),
                Fact(say("digest-coming"), say("digest-count", count=coming)),
                Fact(say("digest-late"), say("digest-count", count=len(late))),
                Fact(say("digest-evaluations"), say("digest-filled", filled=filled, asked=asked)),
                Fact(say("digest-left"), say("digest-count", count=left)),
            )
        ),
        Chart(say("digest-stages"), tuple(Bar(say(f"digest-stage-{s}"), stages[s]) for s in Stage if stages[s])),
        *_late(late),
        *_totals(ratings, max(threshold, LEAST_PEOPLE)),
    ]
    if undelivered:
        lines = tuple(map(_undelivered_line, undelivered[-LISTED:]))
        parts.append(Bullets(lines, say("digest-undeliverable")))
    if more := sum(one.count for one in undelivered[:-LISTED]):
        parts.append(text("digest-undeliverable-more", count=more))
    return Message(tuple(parts), say("digest-title"))


def is_late(journey: Journey, at: datetime) -> bool:
    """No date, or no word after one, for longer than is usual."""
    now = journey.current
    match journey.stage(at):
        case Stage.SCHEDULING:
            return now is not None and now.opened + LATE_AFTER <= at
        case Stage.MET:
            return now is not None and now.meeting is not None and now.meeting.at + timedelta(days=3) <= at
        case _:
            return False


def _is_coming(journey: Journey, week: Week) -> bool:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or journey.ended is not None:
        return False
    return week.end <= now.meeting.at < week.end + (week.end - week.start)


def _names(journey: Journey) -> tuple[str, str]:
    return journey.members[Role.MENTOR].name, journey.members[Role.MENTEE].name


def _late_line(journey: Journey) -> Line:
    mentor, mentee = _names(journey)
    seance = journey.current.number if journey.current else 1
    return Line(say("digest-pair-late", seance=seance, mentor=mentor, mentee=mentee))


def _nudge(journey: Journey) -> Button:
    mentor, mentee = _names(journey)
    return Button("nudge", say("digest-nudge", mentor=mentor, mentee=mentee), journey.pair)


def _late(late: list[Journey]) -> Iterable[Part]:
    if not late:
        return
    shown = sorted(late, key=lambda journey: (_since(journey.current), journey.pair))[:LISTED]
    yield Bullets(tuple(_late_line(journey) for journey in shown), say("digest-late-title"))
    if len(late) > LISTED:
        yield text("digest-more", count=len(late) - LISTED)
    yield Buttons(tuple(_nudge(journey) for journey in shown[:NUDGES]))


def _undelivered_line(one: Undelivered) -> Line:
    why = say(f"undelivered-{one.reason}")
    return Line(say("digest-pair-undelivered", names=one.names, why=why, count=one.count))


def _since(now: Sitting | None) -> str:
    return now.opened.isoformat() if now is not None else ""


def _collect(ratings: Ratings, person: str, answers: Mapping[str, tuple[str, ...]]) -> None:
    for question in RATINGS:
        for value in answers.get(question, ()):
            ratings[question].setdefault(person, []).append(int(value))


def totals(ratings: Ratings, threshold: int) -> list[Total]:
    """Means over at least `threshold` different people; a question with fewer is left out."""
    found = []
    for question, people in ratings.items():
        if len(people) >= threshold:
            means = [sum(values) / len(values) for values in people.values()]
            found.append(Total(question, len(means), sum(means) / len(means)))
    return found


def _totals(ratings: Ratings, threshold: int) -> Iterable[Part]:
    shown = totals(ratings, threshold)
    if not shown:
        yield Text(Line(say("digest-too-few", threshold=threshold)), quiet=True)
        return
    yield Facts(
        tuple(
            Fact(
                say(f"digest-rate-{total.question}"),
                say("digest-mean", whole=tenths(total.mean) // 10, rest=tenths(total.mean) % 10, people=total.people),
            )
            for total in shown
        )
    )


def tenths(mean: float) -> int:
    """Rounded half up: 4.25 is 43 tenths."""
    return int(mean * 10 + 0.5)
