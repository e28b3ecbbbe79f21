"""A pair and their coordinators meet the question that `tests/recipes/test_question.py` adds. It is run in the copy alone."""

from __future__ import annotations

from datetime import date

from bot.engine.flows.digest.card import Reader, digest
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.totals import Added, levels, totals
from bot.engine.ids import card
from bot.engine.people import Role
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.walking import answers, booked, evaluated, held, season
from tests.values import PROGRAMME, actions, said

ASKED, ACTION = "Lighter than before", "evaluation.lighter"
WEEK = Week.ended(date(2026, 3, 8), "UTC")


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
        added = [
            added_by(f"{role}{n}", f"p{n}", value) for n in range(pairs) for role, value in zip(Role, "25", strict=True)
        ]
        frozen = FrozenWeek(WEEK, totals=totals(added))
        return said(digest(PROGRAMME, frozen, 6, Reader()))

    assert "Lightness" not in read(2)
    assert "Lightness: mostly no" in read(3)


def added_by(person: str, pair: str, value: str) -> Added:
    """What somebody adds who has answered this question alone."""
    return Added(person, pair, WEEK.sunday, filled=True, ratings=levels(["lighter"], {"lighter": (value,)}))
