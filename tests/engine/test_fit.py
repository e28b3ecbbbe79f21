"""How it goes with the other one: one tap in private, a fixed day, and a word only if its owner asks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.contact_policy import sent
from bot.engine.effects import Felt, Post
from bot.engine.events import Left
from bot.engine.flows.contact.state import ASKED
from bot.engine.flows.fit.answers import Feeling
from bot.engine.flows.fit.state import ANSWER, FIT
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Keeping, Track
from bot.engine.timers import timers
from tests.engine.simulator import Season
from tests.engine.walking import held, lent, season
from tests.values import AWA, CAMILLE, DAY, MENTEE, MENTOR, PROGRAMME, actions, buttons, posts, replies, said

OMBUD = "Ines Duval, ines@example.org"
KEY = "fit.mentee"


def met() -> Season:
    """The first séance was held; the evaluations are out."""
    one = season(mentor=replace(AWA, languages=("en",)), mentee=replace(CAMILLE, languages=("en",)))
    one.programme = replace(PROGRAMME, keeping=Keeping(contact=OMBUD))
    return held(one)


def asked() -> Season:
    one = met()
    while any((PRIVATE[role], f"fit.{role}") not in one.cards for role in Role):
        due = one.next
        assert due is not None
        one.wait(due[1])
    return one


def to_coordinators(season: Season) -> list[Post]:
    return [one.effect for one in season.shown if isinstance(one.effect, Post) and one.effect.to is Place.COORDINATORS]


def felt(season: Season) -> list[Felt]:
    return [one.effect for one in season.shown if isinstance(one.effect, Felt)]


def when_asked(season: Season, role: Role) -> Post:
    (found,) = [
        one.effect
        for one in season.shown
        if isinstance(one.effect, Post) and one.effect.key == f"fit.{role}" and not one.effect.refresh
    ]
    return found


def test_each_is_asked_once_in_private_some_days_after_the_seance() -> None:
    one = met()
    start = one.at
    while one.next is not None and one.at < start + 20 * DAY:
        one.wait(one.next[1])
    for role in Role:
        post = when_asked(one, role)
        assert post.to is PRIVATE[role]
        assert post.unprompted
        at = one.journey.own_of(FIT, role).asked
        assert at is not None
        assert at >= start + PROGRAMME.timing.fit_asked * DAY
        assert one.journey.members[role].works_at(at)


def test_it_comes_on_a_day_without_another_message_that_nobody_asked_for() -> None:
    one = asked()
    for role in Role:
        at = one.journey.own_of(FIT, role).asked
        assert at is not None
        assert sent(one.journey, role, at) == 1, "itself"


def test_one_tap_is_all_it_takes_and_it_can_be_changed() -> None:
    one = asked()
    for feeling in (Feeling.WELL, Feeling.EARLY, Feeling.EARLY):
        outcome = one.use(MENTEE, KEY, f"fit.{feeling}")
        assert lent(one.journey).own_of(ANSWER, MENTEE).feeling is feeling
        assert [post.to for post in posts(outcome)] == [Place.MENTEE]


def test_it_is_final_on_its_day_and_counted_once_whatever_was_answered() -> None:
    one = asked()
    one.use(MENTEE, KEY, "fit.well")
    at = {role: one.journey.own_of(FIT, role).asked for role in Role}
    one.wait(one.at + 9 * DAY)
    assert sorted(felt(one), key=lambda effect: effect.role) == [
        Felt(role, answer, moment + 7 * DAY)
        for role, answer in ((MENTEE, "well"), (MENTOR, ""))
        if (moment := at[role]) is not None
    ]
    one.press(MENTEE, KEY, "fit.early")
    assert lent(one.journey).own_of(ANSWER, MENTEE).feeling is Feeling.WELL
    assert "fit.well" not in actions(one.cards[Place.MENTEE, KEY])
    one.wait(one.at + 30 * DAY)
    assert len(felt(one)) == 2


@pytest.mark.parametrize("ends", ["pause", "left"])
def test_what_was_asked_is_counted_in_a_pause_and_once_somebody_has_left(ends: str) -> None:
    one = asked()
    if ends == "pause":
        one.type(MENTOR, "pause")
    else:
        one.feed(Left("gone", one.at, one.journey.pair, MENTOR))
    one.wait(one.at + 9 * DAY)
    assert len(felt(one)) == 2


def test_a_pause_holds_it_back_and_the_end_leaves_it_out() -> None:
    one = met()
    one.type(MENTOR, "pause")
    one.wait(one.at + 12 * DAY)
    assert (Place.MENTEE, KEY) not in one.cards
    one.type(MENTOR, "resume")
    one.wait(one.at + 5 * DAY)
    assert (Place.MENTEE, KEY) in one.cards
    over = met()
    over.feed(Left("gone", over.at, over.journey.pair, MENTOR))
    over.wait(over.at + 20 * DAY)
    assert (Place.MENTEE, KEY) not in over.cards


def test_networking_is_not_asked() -> None:
    one = held(season(Track.NETWORKING))
    one.wait(one.at + 12 * DAY)
    assert (Place.MENTEE, KEY) not in one.cards


# A word ----------------------------------------------------------------------------------------------------------


def test_that_one_would_like_to_talk_tells_nobody_by_itself() -> None:
    one = asked()
    outcome = one.use(MENTEE, KEY, "fit.talk")
    assert to_coordinators(one) == []
    text = said(replies(outcome)[0].message)
    assert "Claire" in text
    assert OMBUD in text
    (tell,) = [button for button in buttons(replies(outcome)[0].message) if button.action == "fit.tell"]
    assert tell.confirm is not None


def test_it_is_told_once_by_name_and_nothing_more() -> None:
    one = asked()
    one.use(MENTEE, KEY, "fit.talk")
    outcome = one.use(MENTEE, KEY, "fit.tell")
    (post,) = to_coordinators(one)
    assert "Camille would like a word with you." in said(post.message)
    assert "Awa" not in said(post.message)
    assert one.journey.own_of(ASKED, MENTEE).at == (one.at,)
    assert "fit.tell" not in actions(replies(outcome)[0].message)
    one.press(MENTEE, KEY, "fit.tell", "whatever")
    assert len(to_coordinators(one)) == 1


def test_nothing_goes_to_anybody_who_was_not_named() -> None:
    one = asked()
    one.use(MENTEE, KEY, "fit.talk")
    (tell,) = [button for button in buttons(one.answers[MENTEE, KEY]) if button.action == "fit.tell"]
    one.coordinators = ("Claire", "Ekow")
    one.press(MENTEE, KEY, "fit.tell", tell.value)
    assert to_coordinators(one) == []
    assert "Ekow" in said(one.answers[MENTEE, KEY])


def test_if_nobody_is_left_that_is_said_and_there_is_nothing_to_press() -> None:
    one = asked()
    one.coordinators = ()
    outcome = one.use(MENTEE, KEY, "fit.talk")
    assert "nobody I could pass a word on to" in said(replies(outcome)[0].message)
    assert OMBUD in said(replies(outcome)[0].message)
    assert "fit.tell" not in actions(replies(outcome)[0].message)


def test_another_answer_has_nothing_to_tell() -> None:
    one = asked()
    one.use(MENTEE, KEY, "fit.talk")
    (tell,) = [button for button in buttons(one.answers[MENTEE, KEY]) if button.action == "fit.tell"]
    one.use(MENTEE, KEY, "fit.well")
    one.press(MENTEE, KEY, "fit.tell", tell.value)
    assert to_coordinators(one) == []


# What nobody learns ----------------------------------------------------------------------------------------------


def answered(feeling: str, *, told: bool = False) -> Season:
    one = asked()
    if feeling:
        one.use(MENTEE, KEY, f"fit.{feeling}")
    if told:
        one.use(MENTEE, KEY, "fit.tell")
    one.wait(one.at + 20 * DAY)
    return one


def test_the_partner_sees_the_same_whatever_is_answered_and_told() -> None:
    seen = [answered("").in_sight_of(MENTOR)]
    seen += [answered(feeling).in_sight_of(MENTOR) for feeling in Feeling]
    seen.append(answered("talk", told=True).in_sight_of(MENTOR))
    assert all(one == seen[0] for one in seen)


def test_no_timer_and_no_fact_hangs_on_an_answer() -> None:
    """But for what was sent."""
    walks = [answered(""), *(answered(feeling) for feeling in Feeling)]
    assert len({repr(timers(PROGRAMME, one.journey)) for one in walks}) == 1
    assert len({repr((one.journey.own, one.journey.shared, one.journey.contacts)) for one in walks}) == 1


# The command -----------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_is_for_before_and_what_was_answered_after() -> None:
    one = met()
    assert "just once" in said(replies(one.type(MENTEE, "fit"))[0].message)
    one = asked()
    one.use(MENTEE, KEY, "fit.early")
    one.wait(one.at + 9 * DAY)
    text = said(replies(one.type(MENTEE, "fit"))[0].message)
    assert "a little early" in text
    one.feed(Left("gone", one.at, one.journey.pair, MENTOR))
    outcome = one.type(MENTEE, "fit")
    assert "a little early" in said(replies(outcome)[0].message)


def test_the_end_leaves_nothing_to_press_but_the_way_to_a_human_being() -> None:
    one = asked()
    one.feed(Left("gone", one.at, one.journey.pair, MENTOR))
    assert [button.value for button in buttons(one.cards[Place.MENTEE, KEY])] == ["contact"]


def test_a_seance_that_was_not_held_after_all_asks_nobody() -> None:
    one = met()
    one.use(MENTOR, "s1.held", "held.not-met")
    one.wait(one.at + 6 * DAY)
    assert (Place.MENTEE, KEY) not in one.cards


def test_the_partner_cannot_press_it() -> None:
    one = asked()
    outcome = one.press(MENTOR, KEY, "fit.talk")
    assert posts(outcome) == []
    assert lent(one.journey).own_of(ANSWER, MENTOR).feeling is None
