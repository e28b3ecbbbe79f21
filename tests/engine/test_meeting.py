"""How the date of a séance is found, moved and given up."""

from __future__ import annotations

import pytest

from bot.engine.effects import Post, Reply
from bot.engine.journey import Stage
from bot.engine.people import DaysOff, Hours, Place
from tests.engine.simulator import Season, Shown
from tests.engine.walking import booked, held, key, meeting, offered, season, sitting
from tests.labels import en
from tests.values import DAY, HOUR, MENTEE, MENTOR, MINUTE, MONDAY, actions, at, buttons, member, new, reply, said


def slots(walk: Season) -> tuple[str, ...]:
    offer = sitting(walk).offer
    assert offer is not None
    return tuple(slot.isoformat() for slot in offer.slots)


def card(walk: Season) -> str:
    return said(walk.cards[Place.PAIR, key(walk, "date")])


# Tapping ---------------------------------------------------------------------------------------------------------


def test_three_dates_are_offered_in_the_shared_conversation() -> None:
    walk = offered(season())
    (post,) = walk.posted("s1.date")
    assert post.to is Place.PAIR
    assert post.unprompted
    assert len(slots(walk)) == len(set(slots(walk))) == 3


def test_one_tap_is_shown_to_both_and_books_nothing() -> None:
    walk = offered(season())
    walk.use(MENTEE, "s1.date", "date.tap", 1)
    assert sitting(walk).meeting is None
    assert "Works for Camille: " in card(walk)


def test_the_first_date_that_both_tapped_is_booked() -> None:
    walk = offered(season())
    for actor, nth in ((MENTEE, 0), (MENTEE, 1), (MENTOR, 2), (MENTOR, 1)):
        walk.press(actor, "s1.date", "date.tap", slots(walk)[nth])
    assert meeting(walk).at.isoformat() == slots(walk)[1]
    assert walk.journey.stage(walk.at) is Stage.BOOKED
    assert en("date-booked") in card(walk)


def test_a_second_tap_says_the_same_and_a_choice_of_its_own_takes_it_back() -> None:
    walk = offered(season())
    first, second, _ = slots(walk)
    for _ in range(2):
        walk.press(MENTEE, "s1.date", "date.tap", first)
    assert "Works for Camille: " in card(walk)
    assert [one.value for one in buttons(walk.cards[Place.PAIR, "s1.date"]) if one.action == "date.untap"] == [first]
    walk.press(MENTOR, "s1.date", "date.untap", first)
    assert "Works for Camille: " in card(walk)
    for _ in range(2):
        walk.press(MENTEE, "s1.date", "date.untap", first)
    assert "Works for Camille: " not in card(walk)
    walk.press(MENTOR, "s1.date", "date.tap", first)
    assert sitting(walk).meeting is None
    for actor in (MENTOR, MENTEE):
        walk.press(actor, "s1.date", "date.tap", second)
    assert meeting(walk).at.isoformat() == second


def test_dates_that_suit_neither_are_refused_once_however_often_it_is_pressed() -> None:
    walk = offered(season())
    (none,) = (one for one in buttons(walk.cards[Place.PAIR, "s1.date"]) if one.action == "date.none")
    walk.press(MENTEE, "s1.date", "date.none", none.value)
    others = slots(walk)
    for actor in (MENTEE, MENTOR):
        walk.press(actor, "s1.date", "date.none", none.value)
        assert slots(walk) == others
    walk.use(MENTOR, "s1.date", "date.none")
    assert not set(slots(walk)) & set(others)


def test_dates_that_were_asked_for_twice_are_the_same() -> None:
    walk = booked(season())
    walk.use(MENTEE, "s1.date", "date.cancel")
    walk.press(MENTEE, "s1.date.2", "date.again")
    found = slots(walk)
    walk.press(MENTOR, "s1.date.2", "date.again")
    assert slots(walk) == found
    assert sitting(walk).refused == (sitting(walk).gave_up,)


def test_a_tap_after_the_booking_changes_nothing() -> None:
    walk = offered(season())
    others = slots(walk)
    booked(walk)
    agreed = walk.journey
    outcome = walk.press(MENTOR, "s1.date", "date.tap", others[2])
    assert walk.journey == agreed
    assert reply(outcome).startswith("Session 1: it’s booked\n\nA date is already set.")


@pytest.mark.parametrize("value", ["", "soon", "2026-01-08T13:00:00", "2030-01-01T10:00:00+00:00"])
def test_a_date_that_is_not_on_offer_cannot_be_tapped(value: str) -> None:
    walk = offered(season())
    before = walk.journey
    outcome = walk.press(MENTOR, "s1.date", "date.tap", *([value] if value else []))
    assert walk.journey == before
    assert "This card has changed in the meantime." in reply(outcome)


def test_a_date_that_has_gone_by_brings_new_ones() -> None:
    walk = offered(season())
    old = slots(walk)
    walk.press(MENTEE, "s1.date", "date.tap", old[1])
    walk.at = meeting(booked(walk.fork())).at - 59 * MINUTE
    answer = reply(walk.press(MENTOR, "s1.date", "date.tap", old[0]))
    assert sitting(walk).meeting is None
    assert old[0] not in slots(walk)
    assert set(old[1:]) < set(slots(walk)), "what is still to come stays, with whom it suits"
    assert "Works for Camille: " in card(walk)
    for text in (answer, card(walk)):
        assert "That date is no longer possible; another takes its place." in text


# None of them ----------------------------------------------------------------------------------------------------


def test_none_suits_brings_three_others_and_never_the_same() -> None:
    walk = offered(season())
    seen: set[str] = set()
    for _ in range(6):
        assert not seen & set(slots(walk))
        seen |= set(slots(walk))
        walk.use(MENTEE, "s1.date", "date.none")
    assert len(seen) >= 12
    assert "Here are three others." in card(walk)


def test_a_date_of_ones_own_is_tapped_by_who_proposes_it() -> None:
    walk = offered(season(mentor=member("Awa", ("en",), "America/New_York")))
    form = walk.use(MENTOR, "s1.date", "date.other")
    assert "Time (time zone: New York)" in reply(form)
    outcome = walk.submit(MENTOR, "s1.date", "date.own", day="2026-01-14", time="10:30")
    assert reply(outcome) == "Suggested: Wednesday 14 January at 15:30. Camille can accept it with one tap."
    assert "Works for Awa: " in card(walk)
    walk.press(MENTEE, "s1.date", "date.tap", at("2026-01-14 15:30").isoformat())
    assert meeting(walk).at == at("2026-01-14 15:30")


def test_a_date_of_ones_own_is_first_thought_of_for_a_working_day() -> None:
    walk = offered(season())
    walk.at = at("2026-01-07 12:00")
    assert "2026-01-12" in reply(walk.use(MENTOR, "s1.date", "date.other"))


def test_dates_by_hand_are_five_at_most_and_none_that_suits_anybody_is_lost() -> None:
    walk = offered(season())
    first_three = slots(walk)
    days = [f"2026-02-{day:02}" for day in range(2, 9)]
    for day in days[:5]:
        walk.submit(MENTOR, "s1.date", "date.own", day=day, time="10:30")
    assert len(slots(walk)) == 8
    for actor in (MENTOR, MENTEE):
        before = walk.journey
        refused = walk.submit(actor, "s1.date", "date.own", day=days[5], time="10:30")
        assert "There are already 5 dates suggested by hand." in reply(refused)
        assert f"[{en('date-propose')}]" in reply(refused)
        assert walk.journey == before
    walk.press(MENTOR, "s1.date", "date.untap", at(f"{days[2]} 09:30").isoformat())  # it no longer suits
    walk.submit(MENTEE, "s1.date", "date.own", day=days[5], time="10:30")
    kept = [at(f"{day} 09:30").isoformat() for day in days[:6] if day != days[2]]
    assert slots(walk) == (*first_three, *kept)
    walk.submit(MENTEE, "s1.date", "date.own", day=days[0], time="10:30")  # one that is there needs no room
    assert meeting(walk).at == at(f"{days[0]} 09:30")


def test_two_who_propose_the_same_date_have_agreed() -> None:
    walk = offered(season())
    for actor in (MENTOR, MENTEE):
        walk.submit(actor, "s1.date", "date.own", day="2026-01-14", time="10:30")
    assert meeting(walk).at == at("2026-01-14 09:30")


def test_an_odd_hour_for_the_other_is_said_and_allowed() -> None:
    walk = offered(season())
    outcome = walk.submit(MENTOR, "s1.date", "date.own", day="2026-01-10", time="20:00")
    assert "Worth knowing: for Camille this is outside their usual hours." in reply(outcome)


@pytest.mark.parametrize(
    ("day", "clock", "says"),
    [
        ("soon", "10:00", "I could not read that day or time."),
        ("2026-03-29", "02:30", "I could not read that day or time."),
        ("2026-01-05", "08:00", "That date has already passed."),
        ("2027-02-01", "10:00", "That date is more than a year away."),
    ],
)
def test_a_date_that_cannot_be_is_asked_for_again(day: str, clock: str, says: str) -> None:
    walk = offered(season())
    before = walk.journey
    outcome = walk.submit(MENTOR, "s1.date", "date.own", day=day, time=clock)
    assert says in reply(outcome)
    assert f"[{en('date-propose')}]" in reply(outcome)
    assert walk.journey == before


def test_a_proposal_after_the_booking_or_on_an_old_card_is_stale() -> None:
    walk = booked(season())
    settled = walk.submit(MENTOR, "s1.date", "date.own", day="2026-01-14", time="10:30")
    assert "A date is already set." in reply(settled)
    walk.use(MENTOR, "s1.date", "date.move")
    old = walk.submit(MENTOR, "s1.date", "date.own", day="2026-01-14", time="10:30")
    assert "This card has changed in the meantime." in reply(old)


# Moving and cancelling -------------------------------------------------------------------------------------------


def test_moving_offers_other_dates_on_a_new_card() -> None:
    walk = booked(season())
    old = meeting(walk).at
    walk.use(MENTOR, "s1.date", "date.move")
    assert key(walk, "date") == "s1.date.2"
    assert said(walk.cards[Place.PAIR, "s1.date"]).endswith("This continues further down the conversation.")
    assert old.isoformat() not in slots(walk)
    booked(walk)
    assert meeting(walk).at != old


@pytest.mark.parametrize("action", ["date.move", "date.cancel"])
def test_the_pressed_card_says_at_once_where_things_go_on(action: str) -> None:
    walk = booked(season())
    (answer,) = (effect for effect in walk.press(MENTOR, "s1.date", action).effects if isinstance(effect, Reply))
    assert (answer.key, answer.redraw) == ("s1.date", True)
    assert said(answer.message).endswith("This continues further down the conversation.")


def test_everything_hung_on_a_date_moves_with_it() -> None:
    walk = booked(season())
    old = meeting(walk).at
    walk.use(MENTOR, "s1.date", "date.move")
    walk.submit(MENTOR, key(walk, "date"), "date.own", day="2026-02-10", time="11:00")
    walk.use(MENTEE, key(walk, "date"), "date.tap", -1)
    walk.wait(old + 2 * HOUR)
    assert not walk.posted("s1.agenda")
    walk.wait(at("2026-02-10 12:30"))
    (agenda,) = walk.posted("s1.agenda.2")
    assert [shown.at for shown in walk.shown if shown.effect is agenda] == [at("2026-02-10 09:50")]


def test_prep_cards_that_are_out_follow_the_date() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at - HOUR)
    prep = Place.MENTEE, "s1.prep.mentee"
    assert "When: date to be chosen" not in said(walk.cards[prep])
    walk.use(MENTOR, "s1.date", "date.move")
    assert "When: date to be chosen" in said(walk.cards[prep])
    booked(walk)
    assert f"{meeting(walk).at:%H:%M}" in said(walk.cards[prep])
    walk.use(MENTOR, key(walk, "date"), "date.cancel")
    assert "When: date to be chosen" in said(walk.cards[prep])


def test_a_cancelled_date_leaves_peace_for_a_week() -> None:
    walk = booked(season())
    walk.use(MENTEE, "s1.date", "date.cancel")
    assert walk.journey.stage(walk.at) is Stage.SCHEDULING
    assert "No date for now. It can wait until you are ready." in card(walk)
    seen = len(walk.shown)
    walk.wait(walk.at + 6 * DAY)
    assert not [one for one in walk.shown[seen:] if "date" in str(one.effect)]
    walk.wait(walk.at + 2 * DAY)
    assert "Here are some new dates, whenever you like." in card(walk)
    assert len(slots(walk)) == 3


def test_dates_can_be_asked_for_again_at_once() -> None:
    walk = booked(season())
    walk.use(MENTEE, "s1.date", "date.cancel")
    walk.use(MENTEE, key(walk, "date"), "date.again")
    assert len(slots(walk)) == 3


@pytest.mark.parametrize("action", ["date.move", "date.cancel", "date.none", "date.other", "date.again", "date.tap"])
def test_an_old_card_shows_the_one_that_counts(action: str) -> None:
    walk = booked(season())
    walk.use(MENTOR, "s1.date", "date.move")
    before = walk.journey
    outcome = walk.press(MENTEE, "s1.date", action)
    assert walk.journey == before
    (answer,) = outcome.effects
    assert getattr(answer, "key", "") == "s1.date.2"
    assert "This card has changed in the meantime." in reply(outcome)


def test_the_card_of_a_seance_that_is_over_shows_the_next_one() -> None:
    walk = held(season())
    assert buttons(walk.cards[Place.PAIR, "s1.date"]) == []
    (answer,) = walk.press(MENTEE, "s1.date", "date.move").effects
    assert getattr(answer, "key", "") == "s2.date"


# Silence ---------------------------------------------------------------------------------------------------------


def date_cards(walk: Season) -> list[Shown]:
    """What was said of dates, cards that were only drawn again left out."""
    posts = [(one, one.effect) for one in walk.shown if isinstance(one.effect, Post)]
    return [one for one, post in posts if ".date" in post.key and not post.refresh]


def test_dates_that_nobody_taps_are_mentioned_once() -> None:
    walk = offered(season())
    walk.wait(walk.at + 60 * DAY)
    first, second = date_cards(walk)
    assert second.at - first.at >= 3 * DAY
    assert "Some dates were no longer possible; here are others" in card(walk)


def test_dates_still_to_come_keep_their_taps_when_they_are_mentioned() -> None:
    walk = held(season())
    walk.use(MENTEE, "s2.date", "date.tap")
    dates = slots(walk)
    walk.wait(walk.at + 5 * DAY)
    assert key(walk, "date") == "s2.date.2"
    assert slots(walk) == dates
    assert "These dates are still here for you, whenever you like." in card(walk)
    assert "Works for Camille: " in card(walk)


def test_a_pair_that_can_never_meet_is_told_once_and_left_in_peace() -> None:
    weekend, weekdays = member("W", hours=Hours(days=(6,))), member("D", off=(DaysOff(MONDAY, MONDAY + 300 * DAY),))
    walk = season(mentor=weekend, mentee=weekdays)
    walk.wait(walk.at + 200 * DAY)
    assert len(date_cards(walk)) <= 1


def test_the_command_shows_the_card_as_it_is() -> None:
    walk = season()
    assert "There is no date to choose just now." in reply(walk.type(MENTEE, "date"))
    offered(walk)
    assert reply(walk.type(MENTEE, "date")).startswith("A date for session 1")
    booked(walk)
    assert en("date-booked") in reply(walk.type(MENTEE, "date"))
    assert new(walk.type(MENTEE, "date")) == []
    assert "date.move" in actions(walk.answers[MENTEE, "s1.date"])
