"""The coordinators' week: facts, and totals in which nobody can be recognised, not even by subtraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.events import Left
from bot.engine.flows.digest.card import digest
from bot.engine.flows.digest.model import LEAST_PEOPLE, Undelivered, Week, is_late, tenths, totals
from bot.engine.flows.evaluation.state import Answers, Evaluation, with_evaluation
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Chart, typed
from bot.infra.codec import encode
from bot.ports import Reason
from tests.engine.walking import answering, answers, booked, held, meeting, met, offered, season, through
from tests.labels import en
from tests.values import DAY, HOUR, MENTEE, MENTOR, PROGRAMME, at, buttons, member, pair, said

MONDAY = at("2026-03-02 00:00")
TIMING = PROGRAMME.timing
WEEK = Week(MONDAY, MONDAY + 7 * DAY)
IN_IT = MONDAY + 2 * DAY


def answered(
    number: int, useful: Sequence[str], opened: datetime = IN_IT - 7 * DAY, done: datetime | None = None
) -> Journey:
    """A pair whose two members gave these answers after a séance; it closes in `WEEK` unless `opened` says otherwise."""
    mentor, mentee = (member(f"{name}{number}") for name in ("mentor", "mentee"))
    journey = replace(pair(mentor, mentee), pair=f"p{number}")
    journey = journey.with_sitting(Sitting(1, opened - DAY, held=opened))
    for role, value in zip((MENTOR, MENTEE), useful, strict=False):
        done = done or opened + HOUR
        closed = max(done, opened + 7 * DAY)
        journey = with_evaluation(journey, 1, role, Evaluation(opened, closed=closed))
        journey = answering(journey, 1, role, Answers({"useful": (value,)}, f"secret {number}", done, done))
    return journey


def read(journeys: Sequence[Journey], week: Week = WEEK, threshold: int = 5) -> str:
    return said(digest(PROGRAMME, journeys, week, threshold))


# Totals ----------------------------------------------------------------------------------------------------------


def test_a_total_takes_enough_people() -> None:
    four = [answered(n, ["4", "5"]) for n in range(2)]
    assert "Usefulness" not in read(four)
    assert "they take answers from at least 5 people" in read(four)
    assert "Usefulness of the session: 4.4 out of 5 (5 people)" in read([*four, answered(9, ["4"])])


@pytest.mark.parametrize("threshold", [0, 1, 2, 3])
def test_no_threshold_lies_below_three(threshold: int) -> None:
    assert "Usefulness" not in read([answered(1, ["4", "5"])], threshold=threshold)
    assert "(3 people)" in read([answered(1, ["4", "5"]), answered(2, ["4"])], threshold=threshold)


def test_a_person_in_several_pairs_counts_once() -> None:
    same = [replace(answered(n, ["1"]), members=answered(0, ["1"]).members) for n in range(9)]
    assert "Usefulness" not in read(same, threshold=3)
    found = totals({"useful": {"ana": [1, 5], "bo": [3], "cy": [3]}}, 3)
    assert [(total.people, total.mean) for total in found] == [(3, 3.0)]


def test_each_question_has_its_own_threshold() -> None:
    assert [
        total.question for total in totals({"useful": {"a": [1], "b": [2], "c": [3]}, "closer": {"a": [5]}}, 3)
    ] == ["useful"]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from("12345")), max_size=12))
def test_no_answer_is_in_two_weeks(evaluations: list[tuple[int, int, str]]) -> None:
    """So nothing can be had by subtracting one digest from another: their people are apart, whenever they pressed what."""
    journeys = [
        answered(n, [value], MONDAY + opened * DAY / 2, MONDAY + (opened + done) * DAY / 2)
        for n, (opened, done, value) in enumerate(evaluations)
    ]
    weeks = [Week(MONDAY + n * 7 * DAY, MONDAY + (n + 1) * 7 * DAY) for n in range(-1, 9)]
    for journey in journeys:
        assert len([week for week in weeks if _counts(journey, week)]) == 1


def _counts(journey: Journey, week: Week) -> bool:
    """Whether the answers of this one make the fifth person."""
    others = [answered(100 + n, ["3", "3"], week.start - 7 * DAY + HOUR) for n in range(2)]
    return "(5 people)" in read([journey, *others], week)


def test_answers_that_can_still_change_are_in_no_total() -> None:
    open_ = [answered(n, ["4", "5"], IN_IT) for n in range(5)]
    assert "Usefulness" not in read(open_)
    assert f"{en('digest-evaluations')}: 10 of 10" in read(open_)
    assert "Usefulness" in read(open_, Week(WEEK.end, WEEK.end + 7 * DAY))


def test_who_is_late_counts_in_the_week_of_their_answer() -> None:
    late = [answered(n, ["4", "5"], IN_IT - 30 * DAY, IN_IT) for n in range(3)]
    assert "(6 people)" in read(late)
    assert "Usefulness" not in read(late, Week(MONDAY - 28 * DAY, MONDAY - 21 * DAY))


def test_no_digest_holds_an_answer_or_a_line() -> None:
    written = encode(digest(PROGRAMME, [answered(n, ["1", "5"]) for n in range(20)], WEEK, 5))
    assert "secret" not in written
    assert "mentor1" not in written


def naming(number: int, *named: tuple[str, ...]) -> Journey:
    """A pair whose members say what helped."""
    journey = answered(number, ["4", "5"])
    for role, chips in zip((MENTOR, MENTEE), named, strict=False):
        one = answers(journey, 1, role)
        journey = answering(journey, 1, role, replace(one, answers={**one.answers, "helped": chips}))
    return journey


def test_what_helped_is_named_once_three_people_do_unordered_and_uncounted() -> None:
    often, seldom = ("questions", "advice"), ("advice", "listening")
    journeys = [naming(1, often, often), naming(2, often, seldom), naming(3, seldom, ("advice",))]
    words = read(journeys)
    assert (
        f"{en('digest-helped', least=3)}\n• {en('evaluation-helped-questions')}\n• {en('evaluation-helped-advice')}"
        in words
    )
    assert en("evaluation-helped-listening") not in words
    assert read(journeys) == read(journeys[::-1])


def test_what_helped_takes_as_many_people_as_any_total() -> None:
    named = ("questions",)
    assert en("evaluation-helped-questions") not in read([naming(1, named, named), naming(2, named, named)])
    same = [replace(naming(n, named), members=answered(0, ["1"]).members) for n in range(9)]
    assert en("evaluation-helped-questions") not in read(same, threshold=3)


@pytest.mark.parametrize(("mean", "shown"), [(4.25, 43), (4.0, 40), (1.04, 10), (4.95, 50), (10 / 3, 33)])
def test_means_are_rounded_half_up(mean: float, shown: int) -> None:
    assert tenths(mean) == shown


# Facts -----------------------------------------------------------------------------------------------------------


def test_a_week_is_counted_by_its_facts() -> None:
    walk = held(season())
    week = Week(at("2026-01-05 00:00"), at("2026-01-12 00:00"))
    words = read([walk.journey, pair()], week)
    assert "From Monday 5 January to Sunday 11 January." in words
    assert f"{en('digest-met')}: 1" in words
    assert f"{en('digest-evaluations')}: 0 of 2" in words
    assert "About to begin 1" in words
    assert "Looking for a date 1" in words
    assert f"{en('digest-met')}: 0" in read([walk.journey], Week(week.end, week.end + 7 * DAY))


def test_what_is_booked_for_this_week_is_coming_up() -> None:
    walk = booked(season())
    week = Week(at("2025-12-29 00:00"), at("2026-01-05 00:00"))
    assert meeting(walk).at in Week(week.end, week.end + 7 * DAY)
    assert f"{en('digest-coming')}: 1" in read([walk.journey], week)
    assert f"{en('digest-coming')}: 0" in read([walk.journey], Week(week.start - 7 * DAY, week.start))


def test_a_pair_that_lost_a_member_is_counted() -> None:
    walk = booked(season())
    walk.feed(Left("l", walk.at, "p1", MENTOR))
    assert f"{en('digest-left')}: 1" in read([walk.journey])


def test_the_figures_of_the_chart_stand_in_the_text() -> None:
    message = digest(PROGRAMME, [pair(), pair(), offered(season()).journey], WEEK, 5)
    (chart,) = [part for part in message.parts if isinstance(part, Chart)]
    assert sorted(bar.value for bar in chart.bars) == [1, 2]
    assert "████████████ About to begin 2" in said(message)


# Late pairs ------------------------------------------------------------------------------------------------------


def test_a_pair_is_late_after_ten_days_without_a_date() -> None:
    walk = offered(season())
    assert not is_late(walk.journey, walk.at + 9 * DAY, TIMING)
    assert is_late(walk.journey, walk.at + 11 * DAY, TIMING)
    assert not is_late(booked(walk).journey, walk.at + 11 * DAY - 10 * DAY, TIMING)


def test_a_pair_is_late_three_days_after_a_meeting_without_a_word() -> None:
    walk = met(season())
    assert not is_late(walk.journey, meeting(walk).at + 2 * DAY, TIMING)
    assert is_late(walk.journey, meeting(walk).at + 3 * DAY, TIMING)


def test_who_pauses_decides_or_has_ended_is_not_late() -> None:
    paused = offered(season())
    paused.type(MENTEE, "pause")
    deciding, ended = through(season(), 6), through(season(), 9)
    ended.idle()
    for walk in (paused, deciding, ended):
        assert not is_late(walk.journey, walk.at + 100 * DAY, TIMING)


def test_late_pairs_are_listed_the_latest_first_with_a_nudge_for_the_first_few() -> None:
    late = [
        replace(pair(member(f"A{n:02}"), member(f"B{n:02}")), pair=f"p{n}").with_sitting(
            Sitting(1, MONDAY - (60 - n) * DAY)
        )
        for n in range(25)
    ]
    message = digest(PROGRAMME, reversed(late), WEEK, 5)
    nudges = [button for button in buttons(message) if button.action == "nudge"]
    assert [button.value for button in nudges] == ["p0", "p1", "p2", "p3", "p4"]
    words = said(message)
    assert words.index("A00 and B00") < words.index("A19 and B19")
    assert "A20" not in words
    assert "And 5 more pairs." in words


def test_of_many_that_could_not_be_delivered_the_newest_are_listed_and_the_others_counted() -> None:
    failed = [Undelivered(typed(f"A{n:02} and B"), Reason.LEFT, 1 + n % 2) for n in range(25)]
    text = said(digest(PROGRAMME, [], WEEK, 5, failed))
    assert [line for line in text.splitlines() if "A05" in line or "A24" in line] == [
        "• A05 and B: gone, or the account is deactivated (2 messages)",
        "• A24 and B: gone, or the account is deactivated (one message)",
    ]
    assert "A04" not in text
    assert "And 7 earlier ones: the command together-bot undelivered lists them all." in text
    assert "earlier" not in said(digest(PROGRAMME, [], WEEK, 5, failed[:20]))


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_is_said_in_words(reason: Reason, language: str) -> None:
    failed = [Undelivered(typed("Awa"), reason, 3)]
    text = said(digest(PROGRAMME, [], WEEK, 5, failed), language)
    (line,) = [line for line in text.splitlines() if "Awa" in line]
    assert "3 messages" in line
    assert "undelivered" not in line


def test_a_week_holds_its_first_instant_and_not_its_last() -> None:
    assert WEEK.start in WEEK
    assert WEEK.end not in WEEK
    assert WEEK.end - timedelta(microseconds=1) in WEEK
    assert LEAST_PEOPLE == 3
