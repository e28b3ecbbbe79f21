"""A pair and their coordinators meet the question that `tests/recipes/test_question.py` adds. It is run in the copy alone."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.flows.digest.card import digest
from bot.engine.flows.digest.model import Week
from bot.engine.flows.evaluation.state import Answers, Evaluation, with_evaluation
from bot.engine.ids import card
from bot.engine.journey import Journey, Sitting
from bot.engine.people import Role
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.walking import answering, answers, booked, evaluated, held, season
from tests.values import DAY, HOUR, PROGRAMME, actions, at, member, pair, said

ASKED, ACTION = "Lighter than before", "evaluation.lighter"
MONDAY = at("2026-03-02 00:00")
WEEK = Week(MONDAY, MONDAY + 7 * DAY)


def test_it_is_asked_from_the_second_seance_on() -> None:
    walk = season()
    for number, asked in ((1, False), (2, True)):
        evaluated(held(booked(walk)))
        for role in Role:
            walk.type(role, "evaluate")
            key = card("evaluation", number, role=role)
            walk.press(role, key, "evaluation.change")
            there = walk.card(role, key)
            assert (ACTION in actions(there)) is asked
            assert (ASKED in said(there)) is asked


def test_an_answer_is_kept_and_stored() -> None:
    walk = season()
    for _ in range(2):
        evaluated(held(booked(walk)))
    walk.press(Role.MENTEE, "s2.evaluation.mentee", ACTION, "5")
    kept = answers(walk.journey, 2, Role.MENTEE)
    assert kept.answers["lighter"] == ("5",)
    assert answers(decode_journey(encode_journey(walk.journey)), 2, Role.MENTEE) == kept
    assert "lighter" not in answers(walk.journey, 2, Role.MENTOR).answers


def test_coordinators_get_its_total_over_enough_people() -> None:
    def read(pairs: int) -> str:
        return said(digest(PROGRAMME, [answered(n) for n in range(pairs)], WEEK, threshold=5))

    assert "Lightness" not in read(2)
    assert "Lightness: 3.5 out of 5 (6 people)" in read(3)


def answered(number: int) -> Journey:
    """A pair whose two members rated it 2 and 5."""
    opened = MONDAY - 5 * DAY
    journey = replace(pair(member(f"mentor{number}"), member(f"mentee{number}")), pair=f"p{number}")
    journey = journey.with_sitting(Sitting(1, opened - DAY, held=opened))
    for role, value in zip(Role, "25", strict=True):
        journey = with_evaluation(journey, 1, role, Evaluation(opened, closed=opened + 7 * DAY))
        journey = answering(journey, 1, role, Answers({"lighter": (value,)}, done=opened + HOUR))
    return journey
