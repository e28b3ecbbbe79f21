"""What is new about a date is said at once, by a message of its own: an edited card notifies nobody."""

from __future__ import annotations

from bot.engine.effects import Outcome, Post
from bot.engine.people import Place
from tests.engine.simulator import Season
from tests.engine.walking import booked, key, meeting, offered, season, sitting
from tests.values import DAY, MENTEE, MENTOR, at, buttons, member, new, said


def told(outcome: Outcome, walk: Season) -> list[Post]:
    """What came into the shared conversation as a message of its own, the card that is only edited left out."""
    return [post for post in new(outcome) if post.to is Place.PAIR and post.key != key(walk, "date")]


def test_a_booking_is_said_beside_the_card_in_both_zones() -> None:
    walk = offered(season(mentor=member("Awa", ("en",), "Africa/Dakar")))
    walk.use(MENTEE, "s1.date", "date.tap")
    (note,) = told(walk.use(MENTOR, "s1.date", "date.tap"), walk)
    assert (note.key, note.to, note.unprompted) == ("s1.booked", Place.PAIR, False)
    assert "Session 1 has its date: " in said(note.message)
    assert said(note.message).endswith("Awa has just confirmed it.")
    assert buttons(note.message) == []
    assert "The date of your session is set." in said(walk.cards[Place.PAIR, "s1.date"])


def test_a_mere_tap_is_not_news() -> None:
    walk = offered(season())
    assert told(walk.use(MENTEE, "s1.date", "date.tap"), walk) == []


def test_each_booking_has_a_message_of_its_own() -> None:
    walk = booked(season())
    walk.use(MENTOR, "s1.date", "date.move")
    walk.use(MENTEE, key(walk, "date"), "date.tap")
    (note,) = told(walk.use(MENTOR, key(walk, "date"), "date.tap"), walk)
    assert note.key == "s1.booked.2"
    assert "Session 1 has a new date: " in said(note.message)
    assert len(walk.posted("s1.booked")) == 1


def test_a_date_by_hand_is_told_to_both_with_the_way_to_the_card() -> None:
    walk = offered(season())
    (note,) = told(walk.submit(MENTOR, "s1.date", "date.own", day="2026-01-14", time="10:30"), walk)
    assert note.key == "s1.proposed.20260114T0930"
    assert "Awa suggests a date for session 1: Wednesday 14 January at 09:30." in said(note.message)
    assert [(button.action, button.value) for button in buttons(note.message)] == [("run", "date")]


def test_a_date_that_is_on_the_card_already_is_no_proposal() -> None:
    walk = offered(season())
    walk.submit(MENTOR, "s1.date", "date.own", day="2026-01-14", time="10:30")
    assert told(walk.submit(MENTOR, "s1.date", "date.own", day="2026-01-14", time="10:30"), walk) == []
    (booking,) = told(walk.submit(MENTEE, "s1.date", "date.own", day="2026-01-14", time="10:30"), walk)
    assert booking.key == "s1.booked"


def test_the_same_date_proposed_in_another_search_is_news_again() -> None:
    walk = booked(season())
    walk.use(MENTOR, "s1.date", "date.move")
    (note,) = told(walk.submit(MENTOR, key(walk, "date"), "date.own", day="2026-01-14", time="10:30"), walk)
    assert note.key == "s1.proposed.2.20260114T0930"


def test_moving_and_cancelling_are_said_first_on_the_card_that_comes_anew() -> None:
    for action, says in (("date.move", "Awa would rather meet at another time"), ("date.cancel", "Awa has cancelled")):
        walk = booked(season())
        was = meeting(walk).at
        (card,) = new(walk.use(MENTOR, "s1.date", action))
        assert (card.key, card.to) == ("s1.date.2", Place.PAIR)
        first = said(card.message).split("\n\n")[1]
        assert first.startswith(says)
        assert f"{was:%H:%M}" in first
        assert sitting(walk).meeting is None


def test_they_are_said_at_any_hour_and_count_for_nothing() -> None:
    walk = offered(season())
    walk.wait(at("2026-01-10 22:00"))  # a Saturday night
    before = walk.journey.contacts
    for actor in (MENTOR, MENTEE):
        walk.submit(actor, key(walk, "date"), "date.own", day="2026-01-20", time="10:00")
    assert walk.posted(key(walk, "booked"))
    assert walk.journey.contacts == before
    assert walk.at < at("2026-01-10 22:00") + DAY
