"""The room that the service behind one's calendar opens: on every card that says when, for that date alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.effects import Post
from bot.engine.events import RoomOpened
from bot.engine.flows.date.invite import invite
from bot.engine.flows.entries.state import room_of
from bot.engine.people import Place
from tests.engine.simulator import Season
from tests.engine.walking import booked, meeting, season
from tests.values import MENTEE

LINK = "https://meet.example/abc"


def opened(walk: Season, number: int = 1, round: int = 1, link: str = LINK) -> list[str]:
    outcome = walk.feed(RoomOpened(walk.id(), walk.at, "p1", number, round, link))
    return [str(effect.key) for effect in outcome.effects if isinstance(effect, Post)]


def test_its_link_comes_onto_the_booking_and_into_the_calendar_file() -> None:
    walk = booked(season())
    assert "s1.date" in opened(walk)
    assert LINK in str(walk.cards[Place.PAIR, "s1.date"])
    entry = invite(walk.programme, walk.journey, 1)
    assert entry is not None
    assert (entry.place, entry.link) == (LINK, LINK)
    assert opened(walk) == [], "it is known"


def test_its_link_is_on_reminder_and_agenda() -> None:
    walk = booked(season())
    opened(walk)
    walk.wait(meeting(walk).at)
    shown = [str(post.message) for post in walk.posted("s1.agenda")]
    assert shown
    assert all(LINK in text for text in shown)


def test_one_that_opens_late_comes_onto_the_prep_cards_that_are_out() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at - timedelta(hours=1))
    keys = opened(walk)
    assert {"s1.date", "s1.prep.mentor", "s1.prep.mentee"} <= set(keys)
    assert LINK in str(walk.cards[Place.MENTOR, "s1.prep.mentor"])


@pytest.mark.parametrize(
    ("number", "round", "link"), [(2, 1, LINK), (1, 2, LINK), (1, 1, "http://meet.example/x"), (1, 1, "")]
)
def test_one_for_another_date_or_that_cannot_be_followed_is_none(number: int, round: int, link: str) -> None:
    walk = booked(season())
    before = walk.journey
    assert opened(walk, number, round, link) == []
    assert walk.journey == before


def test_it_is_gone_with_its_date() -> None:
    walk = booked(season())
    opened(walk)
    walk.use(MENTEE, "s1.date", "date.cancel")
    assert walk.journey.current is not None
    assert room_of(walk.journey, walk.journey.current) == ""
    assert LINK not in str(walk.cards[Place.PAIR, walk.journey.current.card("date")])
