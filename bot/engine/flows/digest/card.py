"""The coordinators' week: facts and totals, never anybody's answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from bot.engine.flows.digest import words
from bot.engine.flows.digest.model import (
    LEAST_PEOPLE,
    Helped,
    Ratings,
    Undelivered,
    Week,
    collect,
    collect_helped,
    is_coming,
    is_late,
    named_by_many,
    tenths,
    totals,
)
from bot.engine.flows.evaluation import words as evaluation_words
from bot.engine.flows.evaluation.questions import NAMES
from bot.engine.flows.evaluation.state import ANSWERS, Answers, Evaluation, answers_of, evaluations_of
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.journey import Journey, Sitting, Stage
from bot.engine.messages import Bar, Bullets, Button, Buttons, Chart, Fact, Facts, Line, Message, Part, Text
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.state import lending

LISTED = 20


NUDGES = 5


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
    ratings: Ratings = {question: {} for question in NAMES}
    helped: Helped = {}
    for journey in journeys:
        stages[journey.stage(week.end)] += 1
        left += bool(journey.left)
        met += any(s.held is not None and s.held in week for s in journey.sittings)
        coming += is_coming(journey, week)
        if is_late(journey, week.end, programme.timing):
            late.append(journey)
        for person, one, said in _evaluations(journey):
            asked += one.opened in week
            filled += one.opened in week and said.filled
            if one.closed is not None and one.closed in week:
                collect(ratings, person, said.answers)
                collect_helped(helped, person, said.answers)
    timing = programme.timing
    parts: list[Part] = [
        words.LEAD.text(when=week.start, until=week.end - timedelta(hours=1)),
        Facts(
            (
                Fact(words.MET(), words.COUNT(count=met)),
                Fact(words.COMING(), words.COUNT(count=coming)),
                Fact(words.LATE(late=timing.late, silent=timing.silent), words.COUNT(count=len(late))),
                Fact(words.EVALUATIONS(), words.FILLED(filled=filled, asked=asked)),
                Fact(words.LEFT(), words.COUNT(count=left)),
            )
        ),
        Chart(words.STAGES(), tuple(Bar(words.STAGE[s](), stages[s]) for s in Stage if stages[s])),
        *_late(late),
        *_totals(ratings, max(threshold, LEAST_PEOPLE)),
        *_helped(helped, max(threshold, LEAST_PEOPLE)),
    ]
    if undelivered:
        lines = tuple(map(_undelivered_line, undelivered[-LISTED:]))
        parts.append(Bullets(lines, words.UNDELIVERABLE()))
    if more := sum(one.count for one in undelivered[:-LISTED]):
        parts.append(words.UNDELIVERABLE_MORE.text(count=more))
    return Message(tuple(parts), words.TITLE())


def _evaluations(journey: Journey) -> Iterator[tuple[str, Evaluation, Answers]]:
    """Whose, and what was answered, of each séance held."""
    lent = journey.lending(lending([ANSWERS]))
    for role, member in journey.members.items():
        for number, one in evaluations_of(journey, role).items():
            sitting = journey.sitting(number)
            if sitting is not None and sitting.held is not None:
                yield member.person, one, answers_of(lent, number, role)


def _names(journey: Journey) -> tuple[str, str]:
    return journey.members[Role.MENTOR].name, journey.members[Role.MENTEE].name


def _late_line(journey: Journey) -> Line:
    mentor, mentee = _names(journey)
    seance = journey.current.number if journey.current else 1
    return Line(words.PAIR_LATE(seance=seance, mentor=mentor, mentee=mentee))


def _nudge(journey: Journey) -> Button:
    mentor, mentee = _names(journey)
    return Button(nudge_actions.ASK, words.NUDGE(mentor=mentor, mentee=mentee), journey.pair)


def _late(late: list[Journey]) -> Iterable[Part]:
    if not late:
        return
    shown = sorted(late, key=lambda journey: (_since(journey.current), journey.pair))[:LISTED]
    yield Bullets(tuple(_late_line(journey) for journey in shown), words.LATE_TITLE())
    if len(late) > LISTED:
        yield words.MORE.text(count=len(late) - LISTED)
    yield Buttons(tuple(_nudge(journey) for journey in shown[:NUDGES]))


def _undelivered_line(one: Undelivered) -> Line:
    why = words.UNDELIVERED[one.reason]()
    return Line(words.PAIR_UNDELIVERED(names=one.names, why=why, count=one.count))


def _since(now: Sitting | None) -> str:
    return now.opened.isoformat() if now is not None else ""


def _totals(ratings: Ratings, threshold: int) -> Iterable[Part]:
    shown = totals(ratings, threshold)
    if not shown:
        yield Text(Line(words.TOO_FEW(threshold=threshold)), quiet=True)
        return
    yield Facts(
        tuple(
            Fact(
                words.RATE[total.question](),
                words.MEAN(whole=tenths(total.mean) // 10, rest=tenths(total.mean) % 10, people=total.people),
            )
            for total in shown
        )
    )


def _helped(helped: Helped, threshold: int) -> Iterable[Part]:
    if named := named_by_many(helped, threshold):
        yield Bullets(
            tuple(Line(evaluation_words.HELPED_BY[chip]()) for chip in named), words.HELPED(least=LEAST_PEOPLE)
        )
