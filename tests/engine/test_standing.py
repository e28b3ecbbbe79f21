"""Where a pair stands: facts of its journey, and from when on it needs a human."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec
import pytest

from bot.engine.events import Left
from bot.engine.flows.closing.state import CLOSED, Closed
from bot.engine.flows.contact.state import asking, taking
from bot.engine.flows.coordination.needs import Need, NeedKind, late
from bot.engine.flows.coordination.standing import VERSION, Standing, standing
from bot.engine.flows.digest.model import is_late
from bot.engine.flows.willing.state import Doubt, Doubtful, asked_first, with_answer
from bot.engine.flows.willing.state import key as willing_key
from bot.engine.journey import Journey, Meeting, Offer, Pause, Sitting, Stage
from bot.engine.people import Role
from bot.engine.programme import Timing, Track
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, key, meeting, met, offered, season, sitting
from tests.values import DAY, MENTEE, MENTOR, PROGRAMME, at, member, pair

TIMING = PROGRAMME.timing


def stands(walk: Season | Journey, timing: Timing = TIMING) -> Standing:
    return standing(timing, walk.journey if isinstance(walk, Season) else walk)


def kinds(walk: Season, when: datetime) -> list[NeedKind]:
    return [one.kind for one in stands(walk).needs_at(when)]


def moved(walk: Season) -> Season:
    walk.use(MENTOR, key(walk, "date"), "date.move")
    return walk


# Stages and séances ----------------------------------------------------------------------------------------------


def test_a_pair_about_to_begin() -> None:
    found = stands(pair(member("Zoë"), member("Ñato", ("en",))))
    assert found == Standing(
        "p1", Track.MENTORING, pair().start, Stage.STARTING, {MENTOR: "fr", MENTEE: "en"}, "zoe nato"
    )
    assert (found.seance, found.current, found.meeting, found.last, found.begins) == (0, None, None, None, None)


@pytest.mark.parametrize("stretch", [offered, booked, met, held])
def test_its_stage_at_any_time_is_the_journeys(stretch: Callable[[Season], Season]) -> None:
    walk = stretch(season())
    times = [walk.at + days * DAY for days in range(-20, 60)]
    now = sitting(walk)
    if now.meeting is not None:
        times += [now.meeting.at + timedelta(microseconds=n) for n in (-1, 0, 1)]
    assert [stands(walk).stage_at(when) for when in times] == [walk.journey.stage(when) for when in times]


def test_it_tells_seance_by_seance() -> None:
    walk = held(season())
    first, second = walk.journey.sittings
    assert first.meeting is not None
    found = stands(walk).seances
    assert [(one.number, one.opened, one.meeting, one.held, one.moves) for one in found] == [
        (1, first.opened, first.meeting.at, first.held, 0),
        (2, second.opened, None, None, 0),
    ]
    assert (stands(walk).seance, stands(walk).last) == (2, first.held)


def test_who_has_left_and_what_rests() -> None:
    walk = booked(season())
    walk.feed(Left("l", walk.at, "p1", MENTOR))
    assert (stands(walk).left, stands(walk).ended, stands(walk).stage) == ((MENTOR,), walk.at, Stage.ENDED)
    pause = Pause(walk.at, walk.at + DAY)
    assert stands(replace(pair(), pause=pause)).pause == pause


# Needs -----------------------------------------------------------------------------------------------------------


def test_without_a_date_for_long() -> None:
    walk = offered(season())
    since = sitting(walk).opened
    begins = since + TIMING.late * DAY
    assert Need(NeedKind.UNDATED, since, begins) in stands(walk).needs
    assert NeedKind.UNDATED not in kinds(walk, begins - timedelta(microseconds=1))
    assert NeedKind.UNDATED in kinds(walk, begins)
    assert NeedKind.UNDATED not in kinds(booked(walk), begins + DAY)


def test_without_a_word_after_a_date() -> None:
    walk = booked(season())
    since = meeting(walk).at
    assert stands(walk).needs == (Need(NeedKind.UNSAID, since, since + TIMING.silent * DAY),)
    assert kinds(held(walk), since + TIMING.silent * DAY) == []


def test_dates_that_wait_for_an_answer() -> None:
    walk = offered(season())
    offer = sitting(walk).offer
    assert offer is not None
    need = Need(NeedKind.UNANSWERED, offer.made, offer.made + TIMING.unanswered * DAY)
    assert need in stands(walk).needs
    walk.use(MENTEE, key(walk, "date"), "date.tap", 0)
    assert need in stands(walk).needs, "one of them has said nothing yet"
    walk.use(MENTOR, key(walk, "date"), "date.tap", 1)
    assert {one.kind for one in stands(walk).needs} == {NeedKind.UNDATED}, "both have, though of different dates"


def test_dates_that_are_still_on_their_way_wait_for_nobody() -> None:
    walk = season()
    walk.slow = True
    offered(walk)
    assert NeedKind.UNANSWERED not in {one.kind for one in stands(walk).needs}
    walk.deliver()
    assert NeedKind.UNANSWERED in {one.kind for one in stands(walk).needs}


def test_moved_twice() -> None:
    walk = moved(booked(season()))
    assert sitting(walk).moves == (walk.at,)
    assert NeedKind.MOVED not in {one.kind for one in stands(walk).needs}
    walk.at += DAY
    moved(booked(walk))
    assert Need(NeedKind.MOVED, walk.at, walk.at) in stands(walk).needs
    booked(walk)
    assert NeedKind.MOVED in kinds(walk, walk.at), "also with a third date"
    assert stands(walk).seances[-1].moves == 2
    assert NeedKind.MOVED not in {one.kind for one in stands(held(walk)).needs}


def test_cancelled_counts_as_moved() -> None:
    walk = booked(season())
    walk.use(MENTOR, key(walk, "date"), "date.cancel")
    assert len(sitting(walk).moves) == 1


def test_an_answer_that_is_put_right_was_no_move() -> None:
    walk = met(season())
    card = key(walk, "held")
    walk.use(MENTOR, card, "held.no")
    assert len(sitting(walk).moves) == 1
    walk.use(MENTOR, card, "held.met")
    assert walk.journey.sittings[0].moves == ()


def test_whoever_asked_for_a_word_waits_until_it_is_taken() -> None:
    walk = booked(season())
    asked = asking(asking(walk.journey, MENTEE, walk.at), MENTOR, walk.at + DAY)
    assert stands(asked).needs[0] == Need(NeedKind.ASKED, walk.at, walk.at)
    assert stands(asked).waiting == {MENTEE: walk.at, MENTOR: walk.at + DAY}
    taken = taking(asked, MENTEE, walk.at + 2 * DAY)
    assert stands(taken).waiting == {MENTOR: walk.at + DAY}
    assert stands(taken).asked == {MENTEE: (walk.at,), MENTOR: (walk.at + DAY,)}
    again = asking(taken, MENTEE, walk.at + 3 * DAY)
    assert stands(again).waiting[MENTEE] == walk.at + 3 * DAY
    ended = replace(asked, ended=walk.at + 2 * DAY)
    assert [one.kind for one in stands(ended).needs] == [NeedKind.ASKED], "it is owed after the end too"


def asked_at_first() -> Journey:
    """A pair whose two have had the question for three days, and have not answered."""
    since = at("2026-01-05 10:00")
    return replace(asked_first(pair(), since), shown={willing_key(role): since for role in Role})


def test_who_is_not_willing_is_a_need_from_their_answer_on() -> None:
    journey, said = asked_at_first(), at("2026-01-08 10:00")
    found = stands(with_answer(journey, MENTEE, said, yes=False))
    assert [one for one in found.needs if one.kind is NeedKind.UNWILLING] == [Need(NeedKind.UNWILLING, said, said)]
    assert Doubtful(MENTEE, Doubt.NO, said) in found.doubts


def test_who_says_nothing_to_the_question_is_a_need_after_a_week() -> None:
    journey, asked = asked_at_first(), at("2026-01-05 10:00")
    silent = asked + TIMING.willing_open * DAY
    need = Need(NeedKind.UNHEARD, asked, silent)
    assert stands(journey).needs == (need,), "though neither of the two has answered"
    assert stands(with_answer(journey, MENTOR, asked, yes=True)).needs == (need,)
    both = with_answer(with_answer(journey, MENTOR, asked, yes=True), MENTEE, asked, yes=True)
    assert stands(both).needs == ()
    assert stands(replace(journey, ended=silent)).needs == ()


@pytest.mark.parametrize("rest", [{"pause": Pause(season().at)}, {"ended": season().at}])
def test_a_pair_that_rests_needs_nothing(rest: dict[str, object]) -> None:
    walk = moved(booked(moved(booked(season()))))
    assert stands(walk).needs
    assert stands(replace(walk.journey, **rest)).needs == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("stretch", [offered, booked, met, held])
def test_late_is_what_the_digest_calls_so(stretch: Callable[[Season], Season]) -> None:
    walk = stretch(season())
    need = late(TIMING, walk.journey)
    for when in (walk.at + days * DAY for days in range(60)):
        assert is_late(walk.journey, when, TIMING) == (need is not None and need.begins <= when)


def test_thresholds_are_the_programmes() -> None:
    timing = Timing(late=1, unanswered=2, moved=1)
    walk = offered(season())
    opened, offer = sitting(walk).opened, sitting(walk).offer
    assert offer is not None
    assert {one.kind: one.begins for one in stands(walk.journey).needs} != {
        one.kind: one.begins for one in stands(walk, timing).needs
    }
    assert Need(NeedKind.UNDATED, opened, opened + DAY) in stands(walk, timing).needs
    assert NeedKind.MOVED in {one.kind for one in stands(moved(booked(walk)), timing).needs}


def lived() -> Journey:
    """A pair that has met once, and given two dates up since."""
    days = [at(f"2026-01-{day:02} 10:00") for day in range(5, 31)]
    first = Sitting(1, days[0], meeting=Meeting(days[3], 60), held=days[3])
    second = Sitting(2, days[4], offer=Offer(days[9], (days[20],), {MENTOR: (days[20],)}), moves=(days[8], days[9]))
    return asking(replace(pair(), sittings=(first, second)), MENTEE, days[10])


def test_what_is_stored_is_worked_out_anew_when_its_rules_change() -> None:
    """Whoever turns this red has changed where the same journey stands: raise `VERSION`, and note the new sum beside it."""
    since = at("2026-01-30 10:00")
    doubtful = with_answer(asked_at_first(), MENTOR, since, yes=False)
    ended = replace(lived(), ended=since)
    rests = replace(lived(), pause=Pause(since)), ended, ended.keeping(CLOSED, Closed(since))
    told = [stands(one) for one in (pair(), lived(), *rests, doubtful)]
    assert (VERSION, sha256(msgspec.json.encode(told)).hexdigest()[:12]) == (5, "4811b5b01254")
