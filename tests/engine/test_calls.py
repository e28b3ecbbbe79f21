"""A video call of the two, as their platform tells of it: it opens the agenda, and its end asks whether they have met."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.events import CallBegan, CallEnded, Left
from bot.engine.people import Place
from tests.engine.simulator import Season
from tests.engine.walking import booked, key, meeting, met, season, sitting
from tests.values import MENTEE, MENTOR, actions, new

MINUTE = timedelta(minutes=1)


def began(walk: Season, after: timedelta) -> list[str]:
    """A call begins so long after the hour of the meeting; what is posted."""
    walk.at = meeting(walk).at + after
    return [post.key for post in new(walk.feed(CallBegan(walk.id(), walk.at, "p1")))]


def ended(walk: Season, after: timedelta) -> list[str]:
    walk.at = meeting(walk).at + after
    return [post.key for post in new(walk.feed(CallEnded(walk.id(), walk.at, "p1")))]


@pytest.mark.parametrize("early", [timedelta(), 10 * MINUTE, 60 * MINUTE])
def test_a_call_opens_the_agenda_and_its_timer_has_had_its_say(early: timedelta) -> None:
    walk = booked(season())
    assert began(walk, -early) == ["s1.agenda"]
    assert "agenda.next" in actions(walk.cards[Place.PAIR, "s1.agenda"])
    count = len(walk.posted("s1.agenda"))
    walk.wait(meeting(walk).at + MINUTE)
    assert len(walk.posted("s1.agenda")) == count, "nobody is shown it a second time"


def test_the_agenda_that_is_out_stays_at_its_page() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at)
    walk.use(MENTEE, key(walk, "agenda"), "agenda.next")
    assert began(walk, MINUTE) == ["s1.agenda"]
    assert meeting(walk).topic == 1
    assert "agenda.next" in actions(walk.cards[Place.PAIR, "s1.agenda"])


@pytest.mark.parametrize("hours", [-48, -2, 1, 30])
def test_a_call_at_another_time_is_about_something_else(hours: int) -> None:
    walk = booked(season())
    before = walk.journey
    assert began(walk, timedelta(hours=hours)) == []
    assert walk.journey == before


@pytest.mark.parametrize("minutes", [15, 45, 59])
def test_the_end_of_the_call_asks_whether_they_have_met_and_once(minutes: int) -> None:
    walk = booked(season())
    began(walk, timedelta())
    assert ended(walk, minutes * MINUTE) == ["s1.held"]
    assert ended(walk, (minutes + 5) * MINUTE) == [], "they may call again"
    walk.wait(meeting(walk).over + MINUTE)
    assert len(walk.posted("s1.held")) == 1, "the timer asks no second time"
    walk.use(MENTOR, "s1.held", "held.yes")
    assert walk.journey.sittings[0].held is not None


@pytest.mark.parametrize("minutes", [-30, 0, 14])
def test_a_call_that_broke_off_asks_nothing_and_the_timer_does(minutes: int) -> None:
    walk = booked(season())
    assert ended(walk, minutes * MINUTE) == []
    walk.wait(meeting(walk).over + MINUTE)
    assert len(walk.posted("s1.held")) == 1


def test_who_has_closed_the_agenda_was_asked_already() -> None:
    walk = met(booked(season()))
    assert len(walk.posted("s1.held")) == 1
    assert ended(walk, 59 * MINUTE) == []


def test_a_pair_that_rests_or_has_no_date_is_left_in_peace() -> None:
    walk = booked(season())
    before = walk.fork()
    walk.type(MENTOR, "pause")
    assert walk.journey.pause is not None
    assert not walk.feed(CallBegan("c1", meeting(before).at, "p1")).effects
    assert not walk.feed(CallEnded("c2", meeting(before).over, "p1")).effects
    gone = before.fork()
    gone.feed(Left("l", gone.at, "p1", MENTOR))
    assert not gone.feed(CallBegan("c1", meeting(before).at, "p1")).effects
    unbooked = before.fork()
    unbooked.use(MENTEE, key(unbooked, "date"), "date.cancel")
    assert sitting(unbooked).meeting is None
    assert not unbooked.feed(CallBegan("c1", unbooked.at, "p1")).effects
    assert not unbooked.feed(CallEnded("c2", unbooked.at, "p1")).effects
