"""Whether to go on: asked in private, changeable, and only two yeses count. How it ends is in `test_walk.py`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.engine.flows.continuation.state import GoingOn, Waiting, waiting
from bot.engine.journey import Stage
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from tests.engine.simulator import Season
from tests.engine.walking import evaluated, held, season, sitting, through
from tests.values import DAY, MENTEE, MENTOR, at, posts, reply, said


def asked() -> Season:
    """The sixth séance is over, and the mentee has been asked."""
    walk = through(season(), 6)
    walk.wait(walk.at + 4 * DAY)
    return walk


def question(walk: Season) -> Waiting:
    found = waiting(walk.journey)
    assert found is not None
    return found


def given(answers: Mapping[Role, bool]) -> Mapping[Role, GoingOn]:
    return {role: GoingOn(answers.get(role)) for role in Role}


def test_both_count_and_only_yes_counts() -> None:
    now = at("2026-01-05 10:00")
    answers = [{}, {MENTOR: True}, {MENTEE: True}, {MENTOR: True, MENTEE: False}, {MENTOR: False, MENTEE: False}]
    assert not any(Waiting(7, now, given(some)).agreed for some in answers)
    assert Waiting(7, now, given({MENTOR: True, MENTEE: True})).agreed


def test_the_mentee_is_asked_first_in_private() -> None:
    walk = asked()
    assert (Place.MENTEE, "continuation.mentee") in walk.cards
    assert (Place.MENTOR, "continuation.mentor") not in walk.cards
    words = said(walk.cards[Place.MENTEE, "continuation.mentee"])
    assert "Your answer stays private." in words
    assert walk.journey.stage(walk.at) is Stage.DECIDING


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_is_posted_to_nobody_else(answer: str) -> None:
    walk = asked()
    outcome = walk.use(MENTEE, "continuation.mentee", f"continuation.{answer}")
    assert {post.to for post in posts(outcome)} == {Place.MENTEE}
    assert "You can change your mind while the question is open." in reply(outcome)


def test_a_mind_can_be_changed_until_the_question_closes() -> None:
    walk = asked()
    for answer in ("no", "yes", "no", "yes"):
        walk.use(MENTEE, "continuation.mentee", f"continuation.{answer}")
        assert question(walk).answers[MENTEE].yes is (answer == "yes")


def test_the_same_yes_again_does_not_keep_the_mentor_waiting() -> None:
    walk = asked()
    walk.use(MENTEE, "continuation.mentee", "continuation.yes")
    first = question(walk).answers[MENTEE].at
    walk.at += DAY / 2
    walk.use(MENTEE, "continuation.mentee", "continuation.yes")
    assert question(walk).answers[MENTEE].at == first


def test_two_yeses_open_the_next_seance() -> None:
    walk = asked()
    walk.use(MENTEE, "continuation.mentee", "continuation.yes")
    walk.wait(walk.at + 3 * DAY)
    walk.use(MENTOR, "continuation.mentor", "continuation.yes")
    assert sitting(walk).number == 7
    for role in Role:
        assert "You are going on together." in said(walk.cards[PRIVATE[role], f"continuation.{role}"])
    walk.wait(walk.at + DAY)
    assert walk.posted("s7.date")
    assert not walk.posted("farewell")


def test_after_that_an_answer_is_stale() -> None:
    walk = through(season(), 7)
    before = walk.journey
    outcome = walk.press(MENTEE, "continuation.mentee", "continuation.no")
    assert walk.journey == before
    assert "This card has changed in the meantime." in reply(outcome)


def test_nobody_answers_for_another() -> None:
    walk = asked()
    walk.press(MENTOR, "continuation.mentee", "continuation.yes")
    assert question(walk).answers == given({})


def test_the_question_closes_after_two_weeks() -> None:
    walk = asked()
    walk.wait(question(walk).opened + 20 * DAY)
    assert walk.journey.ended is not None
    assert said(walk.cards[Place.MENTEE, "continuation.mentee"]).endswith("This question is closed.")
    late = walk.press(MENTEE, "continuation.mentee", "continuation.yes")
    assert reply(late).startswith("This journey has come to its end.")
    assert question(walk).answers == given({})


def test_after_a_late_yes_the_mentor_still_has_a_week() -> None:
    walk = asked()
    opened = question(walk).opened
    walk.wait(opened + 13 * DAY)
    yes = walk.at
    walk.use(MENTEE, "continuation.mentee", "continuation.yes")
    walk.wait(yes + 6 * DAY)
    assert walk.journey.ended is None
    walk.use(MENTOR, "continuation.mentor", "continuation.yes")
    assert sitting(walk).number == 7


def test_and_after_that_week_the_question_closes() -> None:
    walk = asked()
    walk.wait(question(walk).opened + 13 * DAY)
    yes = walk.at
    walk.use(MENTEE, "continuation.mentee", "continuation.yes")
    walk.wait(yes + 10 * DAY)
    assert walk.journey.ended is not None


def test_a_pause_gives_the_time_back() -> None:
    walk = asked()
    opened = question(walk).opened
    walk.type(MENTOR, "pause")
    walk.wait(walk.at + 100 * DAY)
    assert walk.journey.ended is None
    walk.type(MENTOR, "resume")
    assert question(walk).opened == opened + 100 * DAY
    walk.wait(walk.at + DAY)
    assert walk.journey.ended is None


def test_in_networking_both_are_asked_at_the_same_time() -> None:
    walk = evaluated(held(season(Track.NETWORKING)))
    walk.wait(walk.at + 4 * DAY)
    asked_at = [one.at for one in walk.shown if getattr(one.effect, "key", "").startswith("continuation.")]
    assert len(asked_at) == 2
    assert asked_at[0] == asked_at[1]
