"""Who can go on by another version from where they stand, and who comes further than the one that they go by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.application.versions import Stays, stays
from bot.engine.journey import Journey
from bot.engine.programme import Programme, Track
from tests.engine.simulator import Season
from tests.engine.walking import booked, evaluated, held, meeting, met, season, sitting
from tests.values import MENTEE, MENTOR, PROGRAMME


def shortened(to: int) -> Programme:
    """Mentoring ends after so many séances."""
    tracks = {**PROGRAMME.tracks, Track.MENTORING: PROGRAMME.tracks[Track.MENTORING][:to]}
    return replace(PROGRAMME, tracks=tracks, version="short")


def gated(number: int) -> Programme:
    """Both are asked before another séance whether they want to go on."""
    seances = PROGRAMME.tracks[Track.MENTORING]
    tracks = {Track.MENTORING: tuple(replace(one, gated=one.number == number) for one in seances)}
    return replace(PROGRAMME, tracks={**PROGRAMME.tracks, **tracks}, version="gated")


@pytest.fixture(scope="module")
def third() -> Season:
    """A pair that has agreed on a date for its third séance."""
    return booked(evaluated(held(evaluated(held(season())))))


def judged(journey: Journey, after: Programme) -> Stays | None:
    return stays(PROGRAMME, after, journey)


def test_who_is_in_a_seance_that_would_be_no_more_stays(third: Season) -> None:
    assert judged(third.journey, shortened(2)) is Stays.BEYOND
    assert judged(third.journey, shortened(3)) is None
    assert judged(season().journey, shortened(2)) is None


def test_who_has_come_to_where_both_would_be_asked_stays(third: Season) -> None:
    assert [judged(third.journey, gated(number)) for number in (3, 4, 5)] == [Stays.GATE, Stays.GATE, None]
    assert judged(third.journey, gated(7)) is None, "where it is"


def test_who_has_ended_stays(third: Season) -> None:
    assert judged(replace(third.journey, ended=third.at), PROGRAMME) is Stays.ENDED


def test_only_while_a_meeting_is_under_way_does_it_stay() -> None:
    one = booked(season())
    assert judged(one.journey, PROGRAMME) is None
    one.wait(meeting(one).at)
    one.use(MENTEE, sitting(one).card("agenda"), "agenda.next")
    assert judged(one.journey, PROGRAMME) is Stays.MEETING
    met(one)
    assert judged(one.journey, PROGRAMME) is None, "it was ended, and nobody has said yet that it took place"


def test_who_has_come_further_than_its_version_goes_is_led_to_its_end() -> None:
    """Its own version cannot be read, and the one in use is shorter: no event raises, and the last words come."""
    one = booked(evaluated(held(evaluated(held(season())))))
    one.programme = shortened(2)
    for word in ("prep", "agenda", "status", "date", "evaluate", "goals", "pact", "agreement", "takeaways", "help"):
        for role in (MENTOR, MENTEE):
            one.type(role, word)
    evaluated(held(one))
    for _ in range(30):
        due = one.next
        if due is None:
            break
        one.wait(due[1])
    assert one.journey.ended is not None
