"""The one-minute evaluation: each one's own, changeable for a week, skippable; its line is in `test_line.py`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.effects import Closed
from bot.engine.events import Left, Rested
from bot.engine.messages import Choices, Part
from bot.engine.people import Place, Role
from tests.engine.simulator import Season
from tests.engine.walking import answers, booked, booked_in, evaluation, held, met, season, through
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
    assert en("evaluation-rate-closer-mentor", partner="Camille") not in said(
        walk.answers[MENTOR, "s2.evaluation.mentor"]
    )
    walk.journey = replace(walk.journey, shared={**walk.journey.shared, "goals": object()})
    walk.press(MENTOR, "s2.evaluation.mentor", "evaluation.change")
    assert en("evaluation-rate-closer-mentor", partner="Camille") in said(walk.answers[MENTOR, "s2.evaluation.mentor"])


def test_each_is_asked_about_the_mentee_s_goals_in_words_of_their_own_and_rates_the_same_thing() -> None:
    walk = through(season(), 2)
    walk.journey = replace(walk.journey, shared={**walk.journey.shared, "goals": object()})
    for role, theirs, other in (
        (MENTEE, en("evaluation-rate-closer"), "Camille"),
        (MENTOR, en("evaluation-rate-closer-mentor", partner="Camille"), en("evaluation-rate-closer")),
    ):
        key = f"s2.evaluation.{role}"
        walk.press(role, key, "evaluation.change")
        (asked,) = [part for part in walk.answers[role, key].parts if _is_closer(part)]
        question = said(replace(walk.answers[role, key], title=None, parts=(asked,)))
        assert theirs in question
        assert other not in question
        walk.press(role, key, "evaluation.closer", "4")
        assert answers(walk.journey, 2, role).counted["closer"] == ("4",)


def _is_closer(part: Part) -> bool:
    return isinstance(part, Choices) and part.action == "evaluation.closer"


def test_what_was_answered_about_goals_before_is_still_shown_and_can_be_taken_back() -> None:
    walk = asked()
    rate(walk, "closer", "4")
    assert f"● {en('evaluation-scale-4')}" in card(walk)
    rate(walk, "closer", "none")
    assert en("evaluation-rate-closer-mentor", partner="Camille") not in card(walk)


def test_an_answer_is_kept_at_once_and_the_same_again_changes_nothing() -> None:
    walk = asked()
    for _ in range(2):
        rate(walk)
        assert f"● {en('evaluation-scale-4')}" in card(walk)
    rate(walk, "useful", "2")
    assert answers(walk.journey, 1, MENTOR).answers["useful"] == ("2",)


def test_an_answer_is_taken_back_by_a_choice_that_says_so() -> None:
    walk = asked()
    assert en("evaluation-no-answer") not in card(walk)
    rate(walk)
    assert en("evaluation-no-answer") in card(walk)
    for _ in range(2):
        rate(walk, "useful", "none")
        assert answers(walk.journey, 1, MENTOR).answers["useful"] == ()
    assert not answers(walk.journey, 1, MENTOR).filled


def test_a_question_of_one_answer_takes_one() -> None:
    walk = asked()
    rate(walk, "useful", "5", "2")
    assert answers(walk.journey, 1, MENTOR).answers["useful"] == ("2",)


def test_several_things_may_have_helped() -> None:
    walk = asked()
    rate(walk, "helped", "advice", "listening", "nonsense")
    assert answers(walk.journey, 1, MENTOR).answers["helped"] == ("listening", "advice")


@pytest.mark.parametrize("value", ["0", "6", "", "many", "4 "])
def test_what_is_not_on_the_scale_is_no_answer(value: str) -> None:
    walk = asked()
    rate(walk, "useful", value)
    assert not answers(walk.journey, 1, MENTOR).filled


def test_a_line_is_shown_again_as_it_was_typed_and_can_be_erased() -> None:
    walk = asked()
    for line in ("  <b>Un</b> *bol* d'air  ", "x" * 600, ""):
        walk.submit(MENTOR, CARD, "evaluation.remark", remark=line)
        kept = line.strip()[:500]
        (form,) = forms(walk.cards[Place.MENTOR, CARD])
        assert form.fields[0].value == kept
        assert answers(walk.journey, 1, MENTOR).line == kept
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
    assert answers(walk.journey, 1, MENTOR).filled
    walk.wait(walk.at + 3 * DAY)
    assert not walk.posted(f"{CARD}.nudge")


def test_one_reminder_after_two_days_and_then_none() -> None:
    walk = asked()
    walk.wait(walk.at + 2 * DAY - HOUR)
    assert not walk.posted(f"{CARD}.nudge")
    walk.wait(walk.at + 30 * DAY)
    assert len([post for post in walk.posted(f"{CARD}.nudge") if not post.refresh]) == 1


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
    walk.wait(opened + 6 * DAY - MINUTE)
    rate(walk, "shared", "5")
    walk.wait(opened + 7 * DAY)
    assert card(walk).endswith("This evaluation is closed; your answers are kept.")
    final = walk.journey
    for action in ("useful", "done", "change", "helped"):
        outcome = walk.press(MENTOR, CARD, f"evaluation.{action}", "1")
        assert "This evaluation is closed; your answers are kept." in reply(outcome)
    walk.submit(MENTOR, CARD, "evaluation.remark", remark="too late")
    assert walk.journey == final
    assert answers(final, 1, MENTOR).answers == {"useful": ("4",), "shared": ("5",)}


def test_one_never_answered_is_void_and_its_card_has_nothing_to_press() -> None:
    walk = asked()
    opened = evaluation(walk.journey, 1, MENTOR).opened
    walk.wait(opened + 7 * DAY)
    assert evaluation(walk.journey, 1, MENTOR).closed == walk.at
    assert card(walk).endswith("This evaluation is closed.")
    assert not buttons(walk.cards[Place.MENTOR, CARD])
    rate(walk)
    assert not answers(walk.journey, 1, MENTOR).filled
    assert closings(walk, MENTOR) == [Closed(MENTOR, 1, {}, opened + 7 * DAY)]


def closings(walk: Season, role: Role) -> list[Closed]:
    return [one.effect for one in walk.shown if isinstance(one.effect, Closed) and one.effect.role is role]


def test_it_closes_a_day_after_the_last_answer_if_that_is_later_and_is_looked_at_once_a_day() -> None:
    walk = asked()
    opened = evaluation(walk.journey, 1, MENTOR).opened
    walk.wait(opened + 6 * DAY + 12 * HOUR)
    rate(walk)
    walk.submit(MENTOR, CARD, "evaluation.remark", remark="a line of mine")
    walk.wait(opened + 7 * DAY)
    assert evaluation(walk.journey, 1, MENTOR).closed is None
    rate(walk, "helped", "advice")
    last = walk.at
    walk.wait(last + DAY - MINUTE)
    rate(walk, "shared", "5")
    walk.wait(last + DAY)
    assert evaluation(walk.journey, 1, MENTOR).closed is None
    walk.wait(last + 2 * DAY)
    assert evaluation(walk.journey, 1, MENTOR).closed == last + 2 * DAY
    (closed,) = closings(walk, MENTOR)
    assert closed == Closed(MENTOR, 1, {"useful": ("4",), "shared": ("5",), "helped": ("advice",)}, walk.at)
    assert card(walk).endswith("This evaluation is closed; your answers are kept.")


def test_an_answer_between_the_closing_and_the_next_look_is_too_late() -> None:
    walk = asked()
    opened = evaluation(walk.journey, 1, MENTOR).opened
    walk.wait(opened + 6 * DAY + 12 * HOUR)
    rate(walk)
    walk.wait(opened + 7 * DAY + 13 * HOUR)
    assert "This evaluation is closed; your answers are kept." in reply(
        walk.press(MENTOR, CARD, "evaluation.shared", "1")
    )
    walk.wait(opened + 8 * DAY)
    assert [one.answers for one in closings(walk, MENTOR)] == [{"useful": ("4",)}]


def test_that_the_next_seance_was_held_closes_nothing() -> None:
    walk = asked()
    rate(walk)
    opened = evaluation(walk.journey, 1, MENTOR).opened
    for _ in range(2):
        held(booked_in(walk, 2))
        if walk.at < opened + 7 * DAY:
            assert evaluation(walk.journey, 1, MENTOR).closed is None
            rate(walk, "shared", "2")
    walk.wait(opened + 8 * DAY)
    assert len(walk.journey.sittings) == 4
    assert evaluation(walk.journey, 1, MENTOR).closed is not None


@pytest.mark.parametrize("event", [Left, Rested])
def test_it_closes_whoever_goes(event: type[Left | Rested]) -> None:
    walk = asked()
    rate(walk)
    opened = evaluation(walk.journey, 1, MENTOR).opened
    walk.feed(event("gone", walk.at, "p1", MENTOR))
    walk.wait(opened + 8 * DAY)
    assert [one.answers for one in closings(walk, MENTOR)] == [{"useful": ("4",)}]


def test_it_closes_during_a_pause_and_is_not_reminded_of() -> None:
    walk = asked()
    walk.type(MENTEE, "pause")
    walk.wait(walk.at + 20 * DAY)
    assert not walk.posted(f"{CARD}.nudge")
    assert len(closings(walk, MENTOR)) == 1


def test_what_has_closed_stays_closed_when_the_seance_is_held_anew() -> None:
    walk = asked()
    rate(walk)
    walk.wait(walk.at + 8 * DAY)
    walk.use(MENTEE, "s1.held", "held.not-met")
    walk.use(MENTEE, "s1.held", "held.met")
    rate(walk, "useful", "1")
    walk.wait(walk.at + 9 * DAY)
    assert [one.answers for one in closings(walk, MENTOR)] == [{"useful": ("4",)}]


def test_a_reminder_that_has_nothing_to_say_counts_all_the_same() -> None:
    """Else a silence would move what the other pairs of that person get on that day."""
    counts = []
    for answers_it in (True, False):
        walk = asked()
        if answers_it:
            rate(walk)
        nudged = evaluation(walk.journey, 1, MENTOR).opened + 2 * DAY
        walk.wait(nudged)
        assert bool(walk.posted(f"{CARD}.nudge")) is not answers_it
        counts.append(walk.journey.contacts[MENTOR])
    assert counts[0] == counts[1]
    assert counts[0].count == 1


def test_there_is_nothing_to_evaluate_before_a_seance() -> None:
    assert reply(booked(season()).type(MENTOR, "evaluate")) == "There is no session to evaluate yet."


# Privacy ---------------------------------------------------------------------------------------------------------


def test_nobody_answers_for_another() -> None:
    walk = asked()
    walk.press(MENTEE, CARD, "evaluation.useful", "1")
    walk.submit(MENTEE, CARD, "evaluation.remark", remark="as if")
    assert answers(walk.journey, 1, MENTOR).answers == {}
    assert answers(walk.journey, 1, MENTEE).answers == {}


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
