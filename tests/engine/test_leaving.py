"""Leaving is not final: an account that was deactivated rests, and who left can be brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.events import Left, Rested, Restored, Returned
from bot.engine.flows.leaving.handlers import came_or_went
from bot.engine.flows.leaving.state import AWAY
from bot.engine.journey import Stage
from bot.engine.people import Place, Role
from bot.engine.programme import Timing
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, key, meeting, met, offered, season, sitting, through
from tests.values import DAY, HOUR, MENTEE, MENTOR, PROGRAMME, actions, at, posts, reply, said

UP = "Something has come up for Awa."
BACK = "Awa is back: the programme goes on"


def rests(walk: Season, actor: Role = MENTOR) -> None:
    walk.feed(Rested(walk.id(), walk.at, "p1", actor))


def returns(walk: Season, actor: Role = MENTOR) -> None:
    walk.feed(Returned(walk.id(), walk.at, "p1", actor))


def told(walk: Season, kind: str = "resting", place: Place = Place.MENTEE) -> list[str]:
    return [said(card) for (at, id), card in walk.cards.items() if at is place and id.startswith(kind)]


def test_the_pair_is_paused_and_the_other_told_after_a_day() -> None:
    walk = offered(season())
    rests(walk)
    seen = len(walk.shown)
    assert walk.journey.stage(walk.at) is Stage.PAUSED
    walk.wait(walk.at + 23 * HOUR)
    assert len(walk.shown) == seen
    walk.wait(walk.at + DAY)
    (only,) = told(walk)
    assert UP in only
    assert "meeting" not in only
    assert [
        one.effect for one in walk.shown[seen:] if MENTOR in getattr(getattr(one.effect, "to", None), "roles", ())
    ] == []


def test_or_before_the_agreed_date_if_that_is_sooner_whatever_the_hour() -> None:
    walk = booked(season())
    walk.at = meeting(walk).at - 5 * HOUR
    rests(walk)
    walk.wait(meeting(walk).at - 3 * HOUR)
    assert told(walk) == []
    walk.wait(meeting(walk).at - 2 * HOUR)
    (only,) = told(walk)
    assert "Better not to count on your meeting" in only
    assert not walk.posted("s1.agenda")


def test_and_before_it_if_they_are_at_work_again_only_after_it() -> None:
    """A meeting on Monday at nine: the weekend lies between, and nobody is told on Monday at nine."""
    walk = offered(season())
    for actor in Role:
        walk.submit(actor, key(walk, "date"), "date.own", day="2026-01-12", time="09:00")
    walk.wait(meeting(walk).at - 3 * DAY + 7 * HOUR)
    rests(walk)
    walk.wait(meeting(walk).at - 2 * HOUR)
    (only,) = told(walk)
    assert "Better not to count on your meeting" in only


def test_heard_twice_it_is_as_heard_once() -> None:
    walk = offered(season())
    rests(walk)
    before = walk.journey
    walk.at += HOUR
    rests(walk)
    assert walk.journey == before
    returns(walk)
    before = walk.journey
    returns(walk)
    assert walk.journey == before


def test_who_is_back_within_the_day_was_never_away() -> None:
    walk = offered(season())
    before = walk.journey
    rests(walk)
    walk.at += HOUR
    returns(walk)
    assert replace(walk.journey, shared=before.shared) == before
    walk.wait(walk.at + 2 * DAY)
    assert told(walk) == told(walk, "back") == []


def test_all_goes_on_and_the_other_hears_of_it() -> None:
    walk = offered(season())
    rests(walk)
    walk.wait(walk.at + 10 * DAY)
    returns(walk)
    walk.wait(walk.at + DAY)
    assert all(BACK in one for one in told(walk))
    (news,) = told(walk, "back")
    assert BACK in news
    assert walk.journey.pause is None
    held(booked(walk))


def test_a_date_that_went_by_meanwhile_is_looked_for_anew() -> None:
    walk = booked(season())
    rests(walk)
    walk.wait(meeting(walk).at + 5 * DAY)
    returns(walk)
    assert sitting(walk).meeting is None
    booked(walk)
    assert key(walk, "date") == "s1.date.2"


@pytest.mark.parametrize(("text", "last"), [("pause", None), ("pause 2026-01-20", "2026-01-20")])
def test_a_pause_of_their_own_is_not_broken_by_it(text: str, last: str | None) -> None:
    walk = offered(season())
    walk.type(MENTEE, text)
    rests(walk)
    walk.wait(at("2026-01-21 05:00"))
    assert told(walk) == []
    walk.wait(walk.at + 5 * DAY)
    assert len(told(walk)) == (last is not None)


def test_a_pause_of_their_own_goes_on_afterwards() -> None:
    walk = offered(season())
    walk.type(MENTEE, "pause 2026-03-31")
    own = walk.journey.pause
    rests(walk)
    walk.wait(walk.at + 2 * DAY)
    returns(walk)
    assert walk.journey.pause == own
    rests(walk)
    walk.wait(walk.at + 20 * DAY)
    assert walk.journey.pause is not None
    other = walk.fork()
    other.wait(other.at + 150 * DAY)
    assert other.journey.ended is not None
    walk.at = walk.at.replace(month=4, day=2) if walk.at.month < 4 else walk.at
    returns(walk)
    assert walk.journey.pause is None


def test_the_one_who_stays_cannot_go_on_alone_and_is_told_why() -> None:
    walk = offered(season())
    rests(walk)
    before = walk.journey
    for typed in ("resume", "pause", "date"):
        assert UP in reply(walk.type(MENTEE, typed))
    assert UP in reply(walk.use(MENTEE, "s1.date", "date.tap"))
    assert walk.journey == before


def test_whoever_acts_is_there_again() -> None:
    walk = offered(season())
    rests(walk)
    walk.use(MENTOR, "s1.date", "date.tap")
    assert walk.journey.pause is None
    assert sitting(walk).offer is not None
    walk.use(MENTEE, "s1.date", "date.tap")
    assert sitting(walk).meeting is not None


def test_after_thirty_days_they_have_left() -> None:
    walk = offered(season())
    rests(walk)
    began = walk.at
    walk.wait(began + 29 * DAY)
    assert walk.journey.ended is None
    walk.wait(began + 32 * DAY)
    assert walk.journey.left == (MENTOR,)
    assert any("Awa is no longer taking part" in one for one in told(walk, "parted"))
    returns(walk)
    assert walk.journey.ended is not None


def test_how_long_is_the_programmes() -> None:
    walk = offered(season())
    walk.programme = replace(PROGRAMME, timing=Timing(rest=5, rest_told=2))
    rests(walk)
    began = walk.at
    walk.wait(began + 2 * DAY - HOUR)
    assert told(walk) == []
    walk.wait(began + 3 * DAY)
    assert told(walk)
    walk.wait(began + 6 * DAY)
    assert walk.journey.left == (MENTOR,)


def test_when_both_are_away_nobody_is_told_and_both_are_waited_for() -> None:
    walk = offered(season())
    rests(walk)
    rests(walk, MENTEE)
    walk.wait(walk.at + 3 * DAY)
    assert told(walk) == told(walk, place=Place.MENTOR) == []
    returns(walk)
    assert walk.journey.pause is not None
    returns(walk, MENTEE)
    assert walk.journey.pause is None


# Brought back ----------------------------------------------------------------------------------------------------


def test_who_left_is_brought_back_and_the_other_hears_of_it() -> None:
    walk = booked(season())
    before = walk.journey
    walk.feed(Left(walk.id(), walk.at, "p1", MENTOR))
    walk.wait(walk.at + DAY)
    assert told(walk, "parted")
    walk.feed(Restored(walk.id(), walk.at, "p1", MENTOR))
    assert (walk.journey.left, walk.journey.ended) == ((), None)
    assert walk.journey.sittings == before.sittings
    assert "date.cancel" in actions(walk.cards[Place.PAIR, "s1.date"])
    walk.wait(walk.at + DAY)
    assert told(walk, "back")
    held(met(walk))


def test_who_leaves_again_is_missed_again() -> None:
    walk = booked(season())
    walk.feed(Left(walk.id(), walk.at, "p1", MENTOR))
    walk.wait(walk.at + 3 * DAY)
    walk.feed(Restored(walk.id(), walk.at, "p1", MENTOR))
    walk.wait(walk.at + 3 * DAY)
    walk.feed(Left(walk.id(), walk.at, "p1", MENTOR))
    walk.wait(walk.at + 3 * DAY)
    first, second = told(walk, "parted")
    assert BACK in first
    assert "no longer taking part" in second


def test_what_had_come_to_its_end_stays_there() -> None:
    walk = through(season(), PROGRAMME.last(season().journey.track))
    walk.idle()
    ended = walk.journey.ended
    walk.feed(Left(walk.id(), walk.at, "p1", MENTOR))
    walk.feed(Restored(walk.id(), walk.at, "p1", MENTOR))
    assert walk.journey.ended == ended
    assert posts(walk.feed(Restored(walk.id(), walk.at, "p1", MENTOR))) == []


def test_that_an_account_rests_forgets_nothing_of_an_erasure_under_way() -> None:
    walk = offered(season())
    erased = {Role.MENTEE: walk.at}
    journey = walk.journey.keeping(AWAY, replace(walk.journey.of(AWAY), erased=erased))
    rested = came_or_went(PROGRAMME, journey, Rested("r", walk.at, "p1", Role.MENTOR)).journey
    assert (rested.of(AWAY).erased, rested.of(AWAY).since) == (erased, {Role.MENTOR: walk.at})
