"""The one-minute evaluation: each one's own, changeable for a week, skippable; its line is in `test_line.py`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.messages import Choices
from bot.engine.people import Place, Role
from tests.engine.simulator import Season
from tests.engine.walking import booked, evaluation, held, met, offered, season, through
from tests.labels import en
from tests.values import DAY, HOUR, MENTEE, MENTOR, MINUTE, buttons, forms, new, posts, reply, said

CARD = "s1.evaluation.mentor"


def asked() -> Season:
    """The mentor said that they met, and has the card."""
    return held(season())


def card(walk: Season) -> str:
    return said(walk.cards[Place.MENTOR, CARD])


def rate(walk: Season, question: str = "useful", *values: str) -> None:
    walk.press(MENTOR, CARD, f"evaluation.{question}", *(values or ("4",)))


def test_above_each_question_stands_who_reads_the_answer() -> None:
    words = card(asked())
    for_coordinators = words.index("For the coordinators, only as totals of several people")
    for_oneself = words.index("For you: this line will wait for you on your next preparation.")
    questions = [en(f"evaluation-{name}") for name in ("rate-useful", "rate-shared", "helped")]
    assert for_coordinators < min(map(words.index, questions))
    assert max(map(words.index, questions)) < for_oneself < words.index(en("evaluation-remark"))


def test_five_taps_at_most_and_one_scale_for_all() -> None:
    walk = asked()
    message = walk.cards[Place.MENTOR, CARD]
    questions = [part for part in message.parts if isinstance(part, Choices)]
    assert [one.action for one in questions] == ["evaluation.useful", "evaluation.shared", "evaluation.helped"]
    assert {one.options for one in questions if not one.many} == {questions[0].options}
    assert [button.action for button in buttons(message)] == ["evaluation.done"]


def test_the_goals_are_asked_about_only_once_there_are_any() -> None:
    walk = through(season(), 2)
    walk.press(MENTOR, "s2.evaluation.mentor", "evaluation.change")
    assert en("evaluation-rate-closer") not in said(walk.answers[MENTOR, "s2.evaluation.mentor"])
    walk.journey = replace(walk.journey, shared={**walk.journey.shared, "goals": object()})
    walk.press(MENTOR, "s2.evaluation.mentor", "evaluation.change")
    assert en("evaluation-rate-closer") in said(walk.answers[MENTOR, "s2.evaluation.mentor"])


def test_what_was_answered_about_goals_before_is_still_shown_and_can_be_taken_back() -> None:
    walk = asked()
    rate(walk, "closer", "4")
    assert f"● {en('evaluation-scale-4')}" in card(walk)
    rate(walk, "closer", "none")
    assert en("evaluation-rate-closer") not in card(walk)


def test_an_answer_is_kept_at_once_and_the_same_again_changes_nothing() -> None:
    walk = asked()
    for _ in range(2):
        rate(walk)
        assert f"● {en('evaluation-scale-4')}" in card(walk)
    rate(walk, "useful", "2")
    assert evaluation(walk.journey, 1, MENTOR).answers["useful"] == ("2",)


def test_an_answer_is_taken_back_by_a_choice_that_says_so() -> None:
    walk = asked()
    assert en("evaluation-no-answer") not in card(walk)
    rate(walk)
    assert en("evaluation-no-answer") in card(walk)
    for _ in range(2):
        rate(walk, "useful", "none")
        assert evaluation(walk.journey, 1, MENTOR).answers["useful"] == ()
    assert not evaluation(walk.journey, 1, MENTOR).filled


def test_a_question_of_one_answer_takes_one() -> None:
    walk = asked()
    rate(walk, "useful", "5", "2")
    assert evaluation(walk.journey, 1, MENTOR).answers["useful"] == ("2",)


def test_several_things_may_have_helped() -> None:
    walk = asked()
    rate(walk, "helped", "advice", "listening", "nonsense")
    assert evaluation(walk.journey, 1, MENTOR).answers["helped"] == ("listening", "advice")


@pytest.mark.parametrize("value", ["0", "6", "", "many", "4 "])
def test_what_is_not_on_the_scale_is_no_answer(value: str) -> None:
    walk = asked()
    rate(walk, "useful", value)
    assert not evaluation(walk.journey, 1, MENTOR).filled


def test_a_line_is_shown_again_as_it_was_typed_and_can_be_erased() -> None:
    walk = asked()
    for line in ("  <b>Un</b> *bol* d'air  ", "x" * 600, ""):
        walk.submit(MENTOR, CARD, "evaluation.remark", remark=line)
        kept = line.strip()[:500]
        (form,) = forms(walk.cards[Place.MENTOR, CARD])
        assert form.fields[0].value == kept
        assert evaluation(walk.journey, 1, MENTOR).answers["remark"] == ((kept,) if kept else ())
        assert kept in card(walk)


def test_done_thanks_and_can_be_undone() -> None:
    walk = asked()
    rate(walk)
    walk.use(MENTOR, CARD, "evaluation.done")
    assert en("evaluation-thanks") in card(walk)
    walk.use(MENTOR, CARD, "evaluation.change")
    assert f"● {en('evaluation-scale-4')}" in card(walk)


def test_nothing_has_to_be_answered() -> None:
    walk = asked()
    walk.use(MENTOR, CARD, "evaluation.done")
    assert evaluation(walk.journey, 1, MENTOR).filled
    walk.wait(walk.at + 3 * DAY)
    assert not walk.posted(f"{CARD}.nudge")


def test_one_reminder_after_two_days_and_then_none() -> None:
    walk = asked()
    walk.wait(walk.at + 2 * DAY - HOUR)
    assert not walk.posted(f"{CARD}.nudge")
    walk.wait(walk.at + 30 * DAY)
    assert len(walk.posted(f"{CARD}.nudge")) == 1


def test_who_has_answered_is_not_reminded() -> None:
    walk = asked()
    rate(walk)
    walk.wait(walk.at + 30 * DAY)
    assert not walk.posted(f"{CARD}.nudge")
    assert walk.posted("s1.evaluation.mentee.nudge")


# Until it closes -------------------------------------------------------------------------------------------------


def test_answers_are_final_after_a_week() -> None:
    walk = asked()
    rate(walk)
    opened = evaluation(walk.journey, 1, MENTOR).opened
    walk.wait(opened + 7 * DAY - MINUTE)
    rate(walk, "shared", "5")
    walk.wait(opened + 7 * DAY)
    assert card(walk).endswith("This evaluation is closed; your answers are kept.")
    final = walk.journey
    for action in ("useful", "done", "change", "helped"):
        outcome = walk.press(MENTOR, CARD, f"evaluation.{action}", "1")
        assert "This evaluation is closed; your answers are kept." in reply(outcome)
    walk.submit(MENTOR, CARD, "evaluation.remark", remark="too late")
    assert walk.journey == final
    assert evaluation(final, 1, MENTOR).answers == {"useful": ("4",), "shared": ("5",)}


def test_an_empty_one_stays_open_until_the_next_seance() -> None:
    walk = asked()
    walk.wait(walk.at + 10 * DAY)
    rate(walk)
    assert evaluation(walk.journey, 1, MENTOR).filled
    later = held(asked())
    rate(later)
    assert not evaluation(later.journey, 1, MENTOR).filled
    assert evaluation(later.journey, 2, MENTOR).answers == {}


def test_a_late_answer_is_final_once_the_next_seance_is_over() -> None:
    walk = asked()
    walk.wait(walk.at + 10 * DAY)
    rate(walk)
    late = evaluation(walk.journey, 1, MENTOR)
    assert late.done is None
    held(walk)
    assert evaluation(walk.journey, 1, MENTOR).done == walk.at
    assert evaluation(walk.journey, 1, MENTOR).answers == late.answers
    assert evaluation(walk.journey, 1, MENTEE).done is None


def test_answers_close_however_soon_the_next_seances_follow() -> None:
    walk = asked()
    rate(walk)
    opened = evaluation(walk.journey, 1, MENTOR).opened
    for _ in range(2):
        offered(walk)
        here = walk.at + 2 * DAY
        for actor in Role:
            walk.submit(actor, walk.journey.sittings[-1].card("date"), "date.own", day=f"{here:%Y-%m-%d}", time="10:00")
        held(met(walk))
    walk.wait(opened + 8 * DAY)
    assert len(walk.journey.sittings) == 4
    assert evaluation(walk.journey, 1, MENTOR).done is not None


def test_there_is_nothing_to_evaluate_before_a_seance() -> None:
    assert reply(booked(season()).type(MENTOR, "evaluate")) == "There is no session to evaluate yet."


# Privacy ---------------------------------------------------------------------------------------------------------


def test_nobody_answers_for_another() -> None:
    walk = asked()
    walk.press(MENTEE, CARD, "evaluation.useful", "1")
    walk.submit(MENTEE, CARD, "evaluation.remark", remark="as if")
    assert evaluation(walk.journey, 1, MENTOR).answers == {}
    assert evaluation(walk.journey, 1, MENTEE).answers == {}


def test_what_one_answers_changes_nothing_that_the_other_reads() -> None:
    one, other = asked(), asked()
    for walk, value, word in ((one, "1", "never again"), (other, "5", "wonderful")):
        for question in ("useful", "shared"):
            rate(walk, question, value)
        rate(walk, "helped", *(["advice"] if value == "5" else ["other"]))
        walk.submit(MENTOR, CARD, "evaluation.remark", remark=word)
        walk.use(MENTOR, CARD, "evaluation.done")
        booked(walk)
        walk.type(MENTEE, "status")
        walk.type(MENTEE, "evaluate")
        met(walk)
        walk.wait(walk.at + 10 * DAY)
    assert one.in_sight_of(MENTEE) == other.in_sight_of(MENTEE)
    assert one.in_sight_of(MENTOR) != other.in_sight_of(MENTOR)


def test_an_answer_is_posted_to_nobody() -> None:
    walk = asked()
    outcome = walk.press(MENTOR, CARD, "evaluation.useful", "1")
    assert new(outcome) == []
    assert {post.to for post in posts(outcome)} == {Place.MENTOR}
