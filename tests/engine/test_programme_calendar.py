"""On the days on which a programme is closed nobody is written to, and no date is on offer; nor is one after its last day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.engine.contact_policy import Timer, due
from bot.engine.effects import Post
from bot.engine.flows.date.search import agreeable, clashes
from bot.engine.ids import Rule, TimerId
from bot.engine.messages import Message
from bot.engine.people import Off
from bot.engine.scheduling.model import Limit
from bot.engine.scheduling.programme_calendar import Closure, ProgrammeCalendar
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, meeting, offered, season, sitting
from tests.values import AWA, CAMILLE, MENTEE, MENTOR, PROGRAMME, at, pair, said

CLOSED = ProgrammeCalendar(closures=(Closure(date(2026, 1, 8), date(2026, 1, 30)),))


def within(calendar: ProgrammeCalendar) -> Season:
    return Season(replace(pair(), calendar=calendar))


def unasked(walk: Season) -> list[date]:
    """The days on which something new was posted, in Paris."""
    posted = (one for one in walk.shown if isinstance(one.effect, Post) and not one.effect.refresh)
    return [AWA.local(one.at).date() for one in posted]


def test_nobody_is_written_to_on_a_closed_day() -> None:
    walk = offered(within(CLOSED))  # the welcome and the first dates are due before
    before = len(walk.shown)
    assert before
    walk.wait(at("2026-01-30 23:00"))
    assert len(walk.shown) == before
    walk.wait(at("2026-02-06 12:00"))
    assert unasked(walk)[-1] >= date(2026, 2, 2)  # the Monday after, with the word that was due in between


def test_the_days_are_each_ones_own() -> None:
    closed = ProgrammeCalendar(closures=(Closure(date(2026, 1, 6), date(2026, 1, 6)),))
    tokyo = replace(CAMILLE, zone="Asia/Tokyo")
    journey = replace(pair(AWA, tokyo), calendar=closed)
    timer = Timer(TimerId("x"), Rule("x"), at("2026-01-05 23:00"), (MENTEE,))
    assert due(journey, timer) == at("2026-01-07 00:00")  # it was the 6th in Tokyo already
    assert due(journey, timer._replace(readers=(MENTOR,))) == at("2026-01-07 08:00")


def test_no_date_is_on_offer_on_a_closed_day() -> None:
    walk = offered(within(CLOSED))
    offer = sitting(walk).offer
    assert offer is not None
    assert len(offer.slots) == 3
    days = [AWA.local(slot).date() for slot in offer.slots]
    assert days[-1] > date(2026, 1, 30)
    assert not any(map(CLOSED.is_closed, days))


def test_dates_on_offer_are_none_once_their_day_is_closed() -> None:
    walk = offered(within(ProgrammeCalendar()))
    offer = sitting(walk).offer
    assert offer is not None
    day = AWA.local(offer.slots[0]).date()
    closed = replace(walk.journey, calendar=ProgrammeCalendar(closures=(Closure(day, day),)))
    assert agreeable(PROGRAMME, closed, walk.at) == offer.slots[1:]
    over = replace(walk.journey, calendar=ProgrammeCalendar(ends=day))
    assert agreeable(PROGRAMME, over, walk.at) == offer.slots[:1]


@pytest.mark.parametrize(
    "calendar",
    [
        ProgrammeCalendar(ends=date(2026, 1, 7)),
        ProgrammeCalendar(closures=(Closure(date(2026, 1, 5), date(2030, 1, 1)),)),
    ],
)
def test_where_there_is_none_the_reason_is_said(calendar: ProgrammeCalendar) -> None:
    walk = held(booked(within(ProgrammeCalendar())))
    walk.journey = replace(walk.journey, calendar=calendar)
    walk.type(MENTEE, "date")
    walk.use(MENTEE, f"s2.date{'' if sitting(walk).round == 1 else f'.{sitting(walk).round}'}", "date.none")
    offer = sitting(walk).offer
    assert offer is not None
    assert offer.slots == ()
    assert offer.why == (Limit.CLOSED,)
    assert "takes a break on those days, or ends before" in _texts(walk)


def _texts(walk: Season) -> str:
    return "\n".join(said(message) for message in walk.cards.values())


def test_an_extension_is_the_last_day_instead() -> None:
    ends = date(2026, 1, 9)
    assert ProgrammeCalendar(ends=ends).last == ends
    assert ProgrammeCalendar(ends=ends, extension=date(2026, 2, 9)).last == date(2026, 2, 9)
    walk = offered(within(ProgrammeCalendar(ends=ends, extension=date(2026, 2, 9))))
    offer = sitting(walk).offer
    assert offer is not None
    assert len(offer.slots) == 3


def test_who_proposes_a_closed_day_by_hand_is_told() -> None:
    walk = offered(within(CLOSED))
    slot = at("2026-01-13 10:00")
    found = [said(Message((one,))) for one in clashes(PROGRAMME, walk.journey, MENTEE, slot, walk.at)]
    assert found == ["Worth knowing: the programme takes a break that day, or is over by then."]


def test_what_they_agreed_on_for_a_closed_day_comes_at_its_time() -> None:
    walk = booked(season())
    day = AWA.local(meeting(walk).at).date()
    walk.journey = replace(walk.journey, calendar=ProgrammeCalendar(closures=(Closure(day, day),)))
    walk.wait(meeting(walk).at)
    assert walk.posted("s1.agenda")


def test_no_pair_begins_before_its_programme() -> None:
    walk = within(ProgrammeCalendar(starts=date(2026, 2, 2)))
    assert walk.next is not None
    assert AWA.local(walk.next[1]).date() == date(2026, 2, 2)


def test_closures_are_kept_with_no_journey_and_no_person() -> None:
    walk = offered(within(CLOSED))
    assert all(off.kind is not Off.CLOSED for member in walk.journey.members.values() for off in member.off)
    again = decode_journey(encode_journey(walk.journey))
    assert again.calendar == ProgrammeCalendar()
    assert again == walk.journey


def test_working_days_before_a_meeting_leave_closed_ones_out() -> None:
    walk = booked(within(ProgrammeCalendar()))
    at_first = walk.journey.working(MENTEE).working_days_before(meeting(walk).at, 3)
    day = AWA.local(meeting(walk).at).date() - timedelta(days=1)
    closed = replace(walk.journey, calendar=ProgrammeCalendar(closures=(Closure(day, day),)))
    assert closed.working(MENTEE).working_days_before(meeting(walk).at, 3) < at_first
