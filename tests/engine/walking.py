"""How a pair goes through a séance when all goes well: the stretches that many tests begin with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.engine.flows import FLOWS
from bot.engine.flows.continuation.state import Waiting, waiting
from bot.engine.flows.evaluation.state import (
    Answers,
    Evaluation,
    answers_of,
    evaluation_of,
    evaluations_of,
    with_answers,
)
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.people import PRIVATE, Member, Role
from bot.engine.programme import Track
from bot.engine.state import NOTHING, lending
from tests.engine.simulator import Season
from tests.values import AWA, CAMILLE, MENTEE, MENTOR, actions, pair


def season(track: Track = Track.MENTORING, mentor: Member = AWA, mentee: Member = CAMILLE) -> Season:
    """A pair about to start."""
    return Season(pair(mentor, mentee, track))


def sitting(season: Season) -> Sitting:
    now = season.journey.current
    assert now is not None
    return now


def meeting(season: Season) -> Meeting:
    meeting = sitting(season).meeting
    assert meeting is not None
    return meeting


def evaluation(journey: Journey, number: int, role: Role) -> Evaluation:
    one = evaluation_of(journey, number, role)
    assert one is not None
    return one


def lent(journey: Journey) -> Journey:
    """That journey with all private words to be read, as no handler has it."""
    return journey.lending(lending(FLOWS.own))


def answers(journey: Journey, number: int, role: Role) -> Answers:
    """What one of the two has answered."""
    return answers_of(lent(journey), number, role)


def every_answer(journey: Journey, role: Role) -> Sequence[Answers]:
    """The same for each of their evaluations."""
    return [answers(journey, number, role) for number in evaluations_of(journey, role)]


def answering(journey: Journey, number: int, role: Role, said: Answers) -> Journey:
    """That journey with what one of the two has answered."""
    return with_answers(lent(journey), number, role, said).lending(NOTHING)


def key(season: Season, name: str) -> str:
    """The key of a card of the séance under way."""
    return sitting(season).card(name)


def offered(season: Season) -> Season:
    """Until dates are on offer."""
    for _ in range(20):
        now = season.journey.current
        if now is not None and now.offer is not None and now.offer.slots:
            return season
        due = season.next
        assert due is not None, "no dates will ever be offered"
        season.wait(due[1])
    raise AssertionError("no dates are offered")


def booked(season: Season) -> Season:
    """Both tap the first date on offer."""
    offered(season)
    season.use(MENTEE, key(season, "date"), "date.tap")
    season.use(MENTOR, key(season, "date"), "date.tap")
    assert sitting(season).meeting is not None
    return season


def booked_in(season: Season, days: int) -> Season:
    """Both agree on a date so many days ahead."""
    offered(season)
    here = season.at + timedelta(days=days)
    for actor in Role:
        season.submit(actor, key(season, "date"), "date.own", day=f"{here:%Y-%m-%d}", time="10:00")
    return season


def met(season: Season) -> Season:
    """The meeting takes place, page after page."""
    if season.journey.current is None or season.journey.current.meeting is None:
        booked(season)
    season.wait(meeting(season).at)
    card = key(season, "agenda")
    while sitting(season).meeting and meeting(season).ended is None:
        season.at += timedelta(minutes=5)
        on_it = actions(season.card(MENTEE, card))
        season.use(MENTEE, card, "agenda.next" if "agenda.next" in on_it else "agenda.end")
    return season


def held(season: Season) -> Season:
    """And both say that it did."""
    met(season)
    season.use(MENTOR, key(season, "held"), "held.yes")
    return season


def evaluated(season: Season) -> Season:
    """Both answer the one-minute evaluation of the last séance held."""
    number = sitting_held(season)
    for role in Role:
        season.type(role, "evaluate")
        card = f"s{number}.evaluation.{role}"
        season.press(role, card, "evaluation.useful", "4")
        season.press(role, card, "evaluation.done")
    return season


def through(season: Season, last: int) -> Season:
    """Every séance up to `last`; both want to go on if they are asked."""
    while True:
        evaluated(held(booked(season)))
        if sitting_held(season) == last:
            return season
        if question(season) is not None:
            both_go_on(season)


def question(season: Season) -> Waiting | None:
    """Whether to go on, while that is not decided."""
    return waiting(season.journey, season.programme.timing)


def sitting_held(season: Season) -> int:
    """The number of the last séance that took place."""
    return max((one.number for one in season.journey.sittings if one.held is not None), default=0)


def asked(season: Season) -> Season:
    """Until both have the question whether to go on."""
    while any((PRIVATE[role], f"continuation.{role}") not in season.cards for role in Role):
        assert season.next is not None
        season.wait(season.next[1])
    return season


def decided(season: Season) -> Season:
    """Until both know how it goes on."""
    for _ in range(100):
        if question(season) is None or season.journey.ended is not None:
            return season
        assert season.next is not None
        season.wait(season.next[1])
    raise AssertionError("it is never decided")


def both_go_on(season: Season) -> Season:
    asked(season)
    for role in Role:
        season.use(role, f"continuation.{role}", "continuation.yes")
    return decided(season)
