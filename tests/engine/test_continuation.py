"""Whether to go on: asked of both on the same day, changeable, decided on a fixed day, and only two yeses count.

That nothing which one of them sees hangs on the other's answer is in `test_curious.py`, how it ends in `test_walk.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.engine.flows.continuation.state import ANSWER, QUESTION, GoingOn, Waiting, ask, both_said_yes
from bot.engine.journey import Stage
from bot.engine.people import PRIVATE, DaysOff, Member, Place, Role
from bot.engine.programme import Track
from bot.engine.timers import timers
from tests.engine.simulator import Season
from tests.engine.walking import asked, decided, held, lent, question, season, sitting, through
from tests.values import AWA, CAMILLE, DAY, MENTEE, MENTOR, MINUTE, PROGRAMME, at, member, pair, posts, reply, said

AWA_IN_TOKYO = member("Awa", zone="Asia/Tokyo")


def after_the_sixth(mentor: Member = AWA, mentee: Member = CAMILLE) -> Season:
    return asked(through(season(mentor=mentor, mentee=mentee), 6))


def of(walk: Season) -> Waiting:
    found = question(walk)
    assert found is not None
    return found


def answer(walk: Season, role: Role, answer: str) -> None:
    walk.use(role, f"continuation.{role}", f"continuation.{answer}")


def yes(walk: Season, role: Role) -> bool | None:
    return lent(walk.journey).own_of(ANSWER, role).yes


def first_seen(walk: Season, role: Role, key: str) -> datetime:
    """When `role` was first posted a card in private."""
    return next(
        one.at for one in walk.shown
        if getattr(one.effect, "key", "") == key and getattr(one.effect, "to", None) is PRIVATE[role]
    )  # fmt: skip


def test_both_count_and_only_yes_counts() -> None:
    for mentor in (None, True, False):
        for mentee in (None, True, False):
            journey = (
                lent(pair()).keeping_own(ANSWER, MENTOR, GoingOn(mentor)).keeping_own(ANSWER, MENTEE, GoingOn(mentee))
            )
            assert both_said_yes(journey) is (mentor is True and mentee is True)


@pytest.mark.parametrize("track", Track)
def test_both_are_asked_in_private_on_the_same_day_in_the_same_words(track: Track) -> None:
    walk = asked(through(season(track), PROGRAMME.gate(track) - 1))
    cards = {role: walk.cards[PRIVATE[role], f"continuation.{role}"] for role in Role}
    assert said(cards[MENTOR]) == said(cards[MENTEE]).replace("Awa", "Camille")
    assert len({first_seen(walk, role, f"continuation.{role}").date() for role in Role}) == 1
    assert walk.journey.stage(walk.at) is Stage.DECIDING


def test_who_works_elsewhere_is_asked_on_that_day_too_when_theirs_begins() -> None:
    walk = after_the_sixth(AWA_IN_TOKYO, member("Camille", zone="America/New_York"))
    asked_at = {role: first_seen(walk, role, f"continuation.{role}") for role in Role}
    for role, person in walk.journey.members.items():
        assert asked_at[role] == person.opening(of(walk).asks)
    assert asked_at[MENTOR] < asked_at[MENTEE]


@pytest.mark.parametrize("one", ["yes", "no"])
def test_an_answer_is_posted_to_nobody_else(one: str) -> None:
    walk = after_the_sixth()
    outcome = walk.use(MENTEE, "continuation.mentee", f"continuation.{one}")
    assert {post.to for post in posts(outcome)} == {Place.MENTEE}
    assert "You can still change your mind." in reply(outcome)


@pytest.mark.parametrize("answers", [("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "yes", "no")])
def test_an_answer_moves_nothing(answers: tuple[str, ...]) -> None:
    walk = after_the_sixth()
    before, contacts = timers(PROGRAMME, walk.journey), walk.journey.contacts
    for nth, one in enumerate(answers):
        answer(walk, (MENTEE, MENTOR)[nth % 2], one)
        assert timers(PROGRAMME, walk.journey) == before
        assert walk.journey.contacts == contacts
        assert len(walk.journey.sittings) == 6
        assert walk.journey.ended is None


def test_a_mind_can_be_changed_until_the_day_comes_and_not_after() -> None:
    walk = after_the_sixth()
    closes = of(walk).closes
    for one in ("no", "yes", "no", "yes"):
        answer(walk, MENTEE, one)
        assert yes(walk, MENTEE) is (one == "yes")
    walk.wait(closes - MINUTE)
    answer(walk, MENTEE, "no")
    walk.at = closes  # the worker has not woken yet
    late = walk.press(MENTEE, "continuation.mentee", "continuation.yes")
    assert reply(late) == "This question is closed.\n\nYou will hear what comes next when your working day begins."
    assert yes(walk, MENTEE) is False


def test_the_same_answer_again_changes_nothing() -> None:
    walk = after_the_sixth()
    answer(walk, MENTEE, "yes")
    before = walk.journey
    answer(walk, MENTEE, "yes")
    assert walk.journey == before


def test_the_card_names_the_day_and_until_when_an_answer_may_change() -> None:
    walk = after_the_sixth(AWA_IN_TOKYO, CAMILLE)
    days = of(walk)
    here = days.closes.astimezone(ZoneInfo("Europe/Paris"))
    words = said(walk.cards[Place.MENTEE, "continuation.mentee"], "en", "Europe/Paris")
    assert f"until {here:%A} {here.day} {here:%B} at {here:%H:%M}" in words
    assert f"On {days.decides:%A} {days.decides.day} {days.decides:%B}, two yeses" in words


def test_two_yeses_open_the_next_seance_on_the_day_and_not_before() -> None:
    walk = after_the_sixth()
    for role in Role:
        answer(walk, role, "yes")
    closes = of(walk).closes
    walk.wait(closes - MINUTE)
    assert sitting(walk).number == 6
    walk.wait(closes)
    assert sitting(walk).number == 7
    for role in Role:
        assert "You are going on together." in said(walk.cards[PRIVATE[role], f"continuation.{role}.told"])
        assert said(walk.cards[PRIVATE[role], f"continuation.{role}"]).endswith("This question is closed.")
    walk.wait(walk.at + DAY)
    assert walk.posted("s7.date")
    assert not walk.posted("farewell.mentor")


@pytest.mark.parametrize("answers", [{}, {MENTEE: "yes"}, {MENTOR: "yes"}, {MENTEE: "no", MENTOR: "yes"}])
def test_anything_else_ends_it_on_that_day_for_both_in_the_same_words(answers: dict[Role, str]) -> None:
    walk = after_the_sixth()
    for role, one in answers.items():
        answer(walk, role, one)
    closes = of(walk).closes
    walk.wait(closes - MINUTE)
    assert walk.journey.ended is None
    decided(walk)
    assert walk.journey.ended == closes
    mentor, mentee = (walk.cards[PRIVATE[role], f"farewell.{role}"] for role in Role)
    assert mentor == mentee


def test_each_is_told_when_their_own_day_begins() -> None:
    walk = after_the_sixth(AWA_IN_TOKYO, member("Camille", zone="America/New_York"))
    days = of(walk)
    for role in Role:
        answer(walk, role, "yes")
    decided(walk)
    for role, person in walk.journey.members.items():
        assert first_seen(walk, role, f"continuation.{role}.told") == person.opening(days.decides)
    assert days.closes == AWA_IN_TOKYO.opening(days.decides)
    assert sitting(walk).opened == first_seen(walk, MENTEE, "continuation.mentee.told")


def test_the_days_are_days_on_which_both_work_and_leave_time_to_think() -> None:
    opened = at("2026-03-18 10:00")
    leave = DaysOff(date(2026, 3, 16), date(2026, 4, 10))
    days = ask(7, opened, pair(member("Awa", off=(leave,)), CAMILLE), PROGRAMME.timing)
    assert (days.asks, days.decides) == (date(2026, 4, 13), date(2026, 4, 27))


def test_hours_that_change_meanwhile_move_neither_the_day_nor_what_the_card_says() -> None:
    walk = after_the_sixth()
    before = walk.journey.of(QUESTION)
    moved = {role: replace(one, zone="Pacific/Auckland") for role, one in walk.journey.members.items()}
    walk.journey = replace(walk.journey, members=moved)
    answer(walk, MENTEE, "yes")
    assert walk.journey.of(QUESTION) == before
    walk.wait(of(walk).closes - MINUTE)
    assert walk.journey.ended is None


def test_after_that_an_answer_is_stale() -> None:
    walk = through(season(), 7)
    before = walk.journey
    outcome = walk.press(MENTEE, "continuation.mentee", "continuation.no")
    assert walk.journey == before
    assert "This card has changed in the meantime." in reply(outcome)


def test_nobody_answers_for_another() -> None:
    walk = after_the_sixth()
    walk.press(MENTOR, "continuation.mentee", "continuation.yes")
    assert [yes(walk, role) for role in Role] == [None, None]


def test_a_pause_gives_the_time_back_and_the_card_says_so() -> None:
    walk = after_the_sixth()
    before, card = of(walk), walk.cards[Place.MENTEE, "continuation.mentee"]
    walk.type(MENTOR, "pause")
    walk.wait(walk.at + 98 * DAY)
    assert walk.journey.ended is None
    walk.type(MENTOR, "resume")
    assert of(walk).decides == before.decides + 98 * DAY
    assert walk.cards[Place.MENTEE, "continuation.mentee"] != card
    assert len(walk.posted("continuation.mentee")) == 2
    walk.wait(of(walk).closes - MINUTE)
    assert walk.journey.ended is None


def test_a_seance_that_was_not_held_after_all_takes_the_question_back_and_asks_anew() -> None:
    walk = after_the_sixth()
    before = of(walk)
    answer(walk, MENTEE, "yes")
    walk.press(MENTOR, walk.journey.sittings[-1].card("held"), "held.not-met")
    assert question(walk) is None
    assert [yes(walk, role) for role in Role] == [None, None]
    asked_again = asked_anew(walk)
    assert asked_again.decides > before.decides
    assert len(walk.posted("continuation.mentee")) == 4, "asked, answered, taken back, asked"


def asked_anew(walk: Season) -> Waiting:
    held(walk)
    days = of(walk)
    walk.wait(days.closes - MINUTE)
    return days
