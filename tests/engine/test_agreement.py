"""How the two work together: either proposes, both confirm, a change asks the other again; dates follow it (`M1.D3`)."""

from __future__ import annotations

import pytest

from bot.engine.effects import Outcome, Post
from bot.engine.events import Left
from bot.engine.flows.agreement.state import AGREEMENT, Format, Moment, agreed, is_broken_link, link_of
from bot.engine.flows.date.invite import invite
from bot.engine.people import Place, Role
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, meeting, offered, season
from tests.labels import en
from tests.values import DAY, MENTEE, MENTOR, PROGRAMME, actions, buttons, forms, member, posts, replies, reply, said

CARD = "agreement"


def asked() -> Season:
    walk = offered(season())
    walk.type(MENTOR, "agreement")
    return walk


def card(walk: Season) -> str:
    return said(walk.cards[Place.PAIR, CARD])


def settled(walk: Season) -> Season:
    """Both say yes to what stands there."""
    for role in Role:
        walk.type(role, "agreement")
        walk.use(role, CARD, "agreement.yes")
    return walk


def own(outcome: Outcome, prefix: str) -> list[Post]:
    return [post for post in posts(outcome) if post.key.startswith(prefix) and not post.refresh]


def test_the_proposed_values_take_two_taps_of_each() -> None:
    walk = asked()
    walk.use(MENTOR, CARD, "agreement.yes")
    assert walk.journey.of(AGREEMENT).at is None
    assert "Awa has said yes." in card(walk)
    assert "It is Camille's turn" in card(walk).replace("’", "'")
    walk.use(MENTEE, CARD, "agreement.yes")
    assert agreed(walk.journey).every == PROGRAMME.cadence
    assert agreed(walk.journey).minutes == 60
    assert "This is what you have agreed on" in card(walk)


def test_it_holds_only_once_both_have_said_yes_to_the_same() -> None:
    walk = asked()
    walk.use(MENTOR, CARD, "agreement.yes")
    walk.press(MENTEE, CARD, "agreement.every", "28")
    assert agreed(walk.journey).every == 0
    assert walk.journey.of(AGREEMENT).by == (MENTEE,)
    walk.use(MENTOR, CARD, "agreement.yes")
    assert agreed(walk.journey).every == 28


def test_nobody_says_yes_to_what_they_have_not_seen() -> None:
    walk = asked()
    (before,) = actions(walk.card(MENTOR, CARD))["agreement.yes"]
    walk.type(MENTEE, "agreement")
    walk.press(MENTEE, CARD, "agreement.minutes", "30")
    outcome = walk.press(MENTOR, CARD, "agreement.yes", *before)
    assert walk.journey.of(AGREEMENT).at is None
    assert "The proposal has changed meanwhile" in reply(outcome)


def test_a_change_asks_the_other_again_and_what_was_agreed_goes_on_until_then() -> None:
    walk = settled(asked())
    walk.use(MENTEE, CARD, "agreement.change")
    outcome = walk.press(MENTEE, CARD, "agreement.every", "7")
    assert agreed(walk.journey).every == PROGRAMME.cadence
    (news,) = own(outcome, "agreement-asked")
    assert news.to is Place.PAIR
    assert not news.unprompted
    assert "Camille proposes" in said(news.message)
    walk.use(MENTOR, CARD, "agreement.yes")
    assert agreed(walk.journey).every == 7


def test_while_one_changes_several_things_it_is_said_once() -> None:
    walk = settled(asked())
    walk.use(MENTEE, CARD, "agreement.change")
    told = [
        post
        for action, value in (("every", "7"), ("minutes", "30"), ("time", "morning"), ("format", "video"))
        for post in own(walk.press(MENTEE, CARD, f"agreement.{action}", value), "agreement-asked")
    ]
    assert len(told) == 1
    (again,) = own(walk.press(MENTOR, CARD, "agreement.minutes", "45"), "agreement-asked")
    assert "Awa proposes" in said(again.message)


def test_it_can_be_left_as_it_was() -> None:
    walk = settled(asked())
    before = agreed(walk.journey)
    walk.use(MENTEE, CARD, "agreement.change")
    walk.press(MENTEE, CARD, "agreement.every", "7")
    walk.use(MENTOR, CARD, "agreement.keep")
    assert (agreed(walk.journey), walk.journey.of(AGREEMENT).proposed) == (before, None)
    assert "This is what you have agreed on" in card(walk)


@pytest.mark.parametrize(
    ("action", "values"),
    [("every", ("7",)), ("minutes", ("45",)), ("days", ("1", "3")), ("time", ("midday",)), ("format", ("in-person",))],
)
def test_the_same_choice_again_changes_nothing(action: str, values: tuple[str, ...]) -> None:
    walk = asked()
    walk.press(MENTOR, CARD, f"agreement.{action}", *values)
    once = walk.journey.of(AGREEMENT)
    walk.press(MENTOR, CARD, f"agreement.{action}", *values)
    assert walk.journey.of(AGREEMENT) == once


def test_an_answer_is_taken_back_by_a_choice_of_its_own() -> None:
    walk = asked()
    walk.press(MENTOR, CARD, "agreement.format", "video")
    assert walk.journey.of(AGREEMENT).proposed is not None
    walk.press(MENTOR, CARD, "agreement.format", "any")
    proposed = walk.journey.of(AGREEMENT).proposed
    assert proposed is not None
    assert proposed.format is None


def test_what_no_button_can_say_changes_nothing() -> None:
    walk = asked()
    before = walk.journey
    for action, value in (("every", "5"), ("minutes", "x"), ("time", "night"), ("format", "post"), ("yes", "")):
        walk.press(MENTOR, CARD, f"agreement.{action}", value)
    assert walk.journey == before


def test_dates_follow_it() -> None:
    walk = asked()
    walk.press(MENTOR, CARD, "agreement.every", "28")
    walk.press(MENTOR, CARD, "agreement.days", "1")
    walk.press(MENTOR, CARD, "agreement.minutes", "30")
    walk.press(MENTOR, CARD, "agreement.time", "afternoon")
    walk.use(MENTEE, CARD, "agreement.yes")
    held(booked(walk))
    walk.wait(walk.at + 3 * DAY)
    offer = walk.journey.sittings[-1].offer
    assert offer is not None
    days = {walk.journey.members[MENTOR].local(slot) for slot in offer.slots}
    assert {day.weekday() for day in days} == {1}
    assert sum(day.hour >= 14 for day in days) >= 2, "a wish, not a limit"
    booked(walk)
    assert meeting(walk).minutes == 30


def test_days_on_which_nothing_fits_are_no_hindrance() -> None:
    walk = offered(season(mentor=member("Awa"), mentee=member("Camille")))
    walk.type(MENTOR, "agreement")
    walk.press(MENTOR, CARD, "agreement.days", "6")
    walk.use(MENTEE, CARD, "agreement.yes")
    held(booked(walk))
    walk.wait(walk.at + 3 * DAY)
    offer = walk.journey.sittings[-1].offer
    assert offer is not None
    assert len(offer.slots) == 3


def test_the_place_stands_wherever_the_time_does() -> None:
    walk = asked()
    room = "https://visio.example.org/notre-salle"
    walk.submit(MENTOR, CARD, "agreement.place", where=room, between="par courriel")
    walk.use(MENTEE, CARD, "agreement.yes")
    booked(walk)
    assert room in said(walk.cards[Place.PAIR, "s1.date"])
    walk.wait(meeting(walk).at)
    for key in ("s1.reminder", "s1.agenda"):
        assert room in said(next(walk.cards[Place.PAIR, k] for p, k in walk.cards if k.startswith(key)))
    assert room in said(walk.cards[Place.MENTEE, "s1.prep.mentee"])
    entry = invite(PROGRAMME, walk.journey, 1)
    assert entry is not None
    assert (entry.place, entry.link) == (room, room)


@pytest.mark.parametrize(
    "typed", ["http://x.example.org/a", "https://", "https://a b.example.org", "https://u:p@x.org/"]
)
def test_a_link_that_cannot_be_followed_is_named_and_the_rest_is_kept(typed: str) -> None:
    walk = asked()
    outcome = walk.submit(MENTOR, CARD, "agreement.place", where=typed, between="Signal")
    assert "That link cannot be followed" in reply(outcome)
    proposed = walk.journey.of(AGREEMENT).proposed
    assert proposed is not None
    assert (proposed.where, proposed.between) == ("", "Signal")


def test_a_link_is_followed_only_if_it_is_whole() -> None:
    assert link_of("https://visio.example.org/x?y=1") == "https://visio.example.org/x?y=1"
    assert link_of("Café des Arts, salle 2") == ""
    assert not is_broken_link("Café des Arts, salle 2")


def test_too_long_a_place_is_cut_where_the_form_says_so() -> None:
    walk = asked()
    walk.submit(MENTOR, CARD, "agreement.place", where="x" * 500, between="")
    proposed = walk.journey.of(AGREEMENT).proposed
    assert proposed is not None
    assert len(proposed.where) == 200


def test_it_is_offered_under_its_topic_until_it_is_settled() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at)
    for _ in range(3):
        walk.use(MENTEE, "s1.agenda", "agenda.next")
    assert "run" in actions(walk.cards[Place.PAIR, "s1.agenda"])
    other = settled(booked(season()))
    other.wait(meeting(other).at)
    for _ in range(3):
        other.use(MENTEE, "s1.agenda", "agenda.next")
    assert "run" not in actions(other.cards[Place.PAIR, "s1.agenda"])


def test_where_it_stands_is_part_of_where_the_pair_stands() -> None:
    walk = asked()
    assert "to be settled whenever you like" in reply(walk.type(MENTEE, "status"))
    settled(walk)
    assert "Your agreement: settled" in reply(walk.type(MENTEE, "status"))


def test_after_the_end_it_can_still_be_read() -> None:
    walk = settled(asked())
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    outcome = walk.type(MENTOR, "agreement")
    assert en("agreement-every-14") in reply(outcome)
    assert buttons(replies(outcome)[0].message) == []


def test_formats_and_times_are_said() -> None:
    walk = asked()
    walk.press(MENTOR, CARD, "agreement.format", Format.VIDEO)
    walk.press(MENTOR, CARD, "agreement.time", Moment.MORNING)
    walk.press(MENTOR, CARD, "agreement.days", "0", "2")
    walk.use(MENTEE, CARD, "agreement.yes")
    assert "Days: Monday, Wednesday" in card(walk)
    assert "Meetings: by video" in card(walk)


def test_a_change_and_a_yes_in_one_press_are_no_surprise() -> None:
    """Teams sends what was chosen on the card with the button that ends it."""
    walk = asked()
    (before,) = actions(walk.card(MENTOR, CARD))["agreement.yes"]
    walk.press(MENTOR, CARD, "agreement.format", Format.VIDEO)
    outcome = walk.press(MENTOR, CARD, "agreement.yes", *before)
    assert en("agreement-changed-meanwhile") not in reply(outcome)
    assert walk.journey.of(AGREEMENT).by == (MENTOR,)
    outcome = walk.press(MENTEE, CARD, "agreement.yes", *before)
    assert en("agreement-changed-meanwhile") in reply(outcome)
    assert walk.journey.of(AGREEMENT).at is None


def test_a_form_that_a_card_has_no_room_for_is_asked_for_by_pressing() -> None:
    walk = asked()
    (form,) = forms(replies(walk.press(MENTOR, CARD, "agreement.place"))[0].message)
    assert [field.name for field in form.fields] == ["where", "between"]
