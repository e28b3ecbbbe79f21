"""What is offered when things have changed since: another séance, days gone by, a wish for another rhythm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.engine.people import DaysOff, Hours, Member, Off, Place
from bot.engine.programme import Track
from bot.engine.scheduling.model import Calendar
from tests.engine.simulator import Season
from tests.engine.walking import booked, both_go_on, held, key, meeting, offered, season, sitting
from tests.values import AWA, CAMILLE, DAY, HOUR, MENTEE, MENTOR, MINUTE, actions, at, member, reply, said


def on_offer(walk: Season) -> tuple[datetime, ...]:
    offer = sitting(walk).offer
    assert offer is not None
    return offer.slots


def engaged(walk: Season, slot: datetime) -> None:
    """Awa has another séance then, in another pair."""
    walk.journey = replace(walk.journey, calendars={MENTOR: Calendar(meetings=((slot, slot + HOUR),))})


# Another séance ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", [MENTOR, MENTEE])
def test_nobody_has_two_seances_at_once(actor: object) -> None:
    walk = offered(season())
    first, *others = on_offer(walk)
    walk.press(MENTEE if actor is MENTOR else MENTOR, "s1.date", "date.tap", first.isoformat())
    engaged(walk, first - 30 * MINUTE)
    answer = reply(walk.press(MENTOR if actor is MENTOR else MENTEE, "s1.date", "date.tap", first.isoformat()))
    assert sitting(walk).meeting is None
    assert "Meanwhile another session has taken that time; another date takes its place." in answer
    assert set(others) < set(on_offer(walk))
    assert len(on_offer(walk)) == 3
    assert first not in on_offer(walk)


def test_a_date_by_hand_is_not_agreed_on_against_another_seance() -> None:
    walk = offered(season())
    walk.submit(MENTEE, "s1.date", "date.own", day="2026-01-14", time="10:00")
    slot = at("2026-01-14 09:00")
    assert slot in on_offer(walk)
    engaged(walk, slot)
    walk.press(MENTOR, "s1.date", "date.tap", slot.isoformat())
    assert sitting(walk).meeting is None
    assert slot not in on_offer(walk)


def test_a_calendar_that_fills_up_does_not_undo_a_yes() -> None:
    walk = offered(season())
    slot = on_offer(walk)[0]
    walk.press(MENTEE, "s1.date", "date.tap", slot.isoformat())
    walk.journey = replace(walk.journey, calendars={MENTOR: Calendar(busy=((slot, slot + HOUR),))})
    walk.press(MENTOR, "s1.date", "date.tap", slot.isoformat())
    assert meeting(walk).at == slot


# Days gone by ------------------------------------------------------------------------------------------------------


def test_dates_that_went_by_are_filled_up_and_the_others_stay() -> None:
    walk = offered(season())
    old = on_offer(walk)
    walk.press(MENTEE, "s1.date", "date.tap", old[2].isoformat())
    walk.wait(old[1] + MINUTE)
    assert "Some dates were no longer possible; here are others" in said(walk.cards[Place.PAIR, key(walk, "date")])
    assert old[2] in on_offer(walk)
    assert old[0] not in on_offer(walk)
    assert len({slot.date() for slot in on_offer(walk)}) == 3
    walk.press(MENTOR, key(walk, "date"), "date.tap", old[2].isoformat())
    assert meeting(walk).at == old[2]


def test_a_pause_leaves_what_is_still_to_come() -> None:
    walk = offered(season())
    old = on_offer(walk)
    walk.press(MENTEE, "s1.date", "date.tap", old[2].isoformat())
    walk.type(MENTEE, "pause")
    walk.wait(old[0] + MINUTE)
    walk.type(MENTEE, "resume")
    assert old[2] in on_offer(walk)
    assert "Works for Camille: " in said(walk.card(MENTOR, key(walk, "date")))


# The ninth, a shadowing --------------------------------------------------------------------------------------------


def ninth() -> Season:
    walk = season()
    for _ in range(6):
        held(walk)
    both_go_on(walk)
    for _ in range(2):
        held(walk)
    return offered(walk)


def test_a_shadowing_is_offered_ten_working_days_ahead() -> None:
    walk = ninth()
    made = sitting(walk).offer
    assert made is not None
    for who in walk.journey.members.values():
        days = [made.made.date() + timedelta(days=n) for n in range(1, 60)]
        tenth = [day for day in days if who.works_on(day)][9]
        assert all(who.local(slot).date() >= tenth for slot in on_offer(walk))


def test_a_shadowing_is_not_agreed_on_at_the_last_minute() -> None:
    walk = ninth()
    first = on_offer(walk)[0]
    walk.press(MENTEE, key(walk, "date"), "date.tap", first.isoformat())
    walk.at = first - 2 * DAY
    answer = reply(walk.press(MENTOR, key(walk, "date"), "date.tap", first.isoformat()))
    assert sitting(walk).meeting is None
    assert "That date is no longer possible" in answer


def test_by_hand_it_may_be_sooner_and_that_is_said() -> None:
    walk = ninth()
    day = f"{walk.at + 4 * DAY:%Y-%m-%d}"
    answer = reply(walk.submit(MENTEE, key(walk, "date"), "date.own", day=day, time="10:00"))
    assert "this session is usually prepared 10 working days ahead" in answer
    walk.use(MENTOR, key(walk, "date"), "date.tap", 0)
    assert f"{meeting(walk).at:%Y-%m-%d}" == day


# What is said of a date by hand ------------------------------------------------------------------------------------


def said_of(day: str, clock: str, mentor: Member = AWA) -> str:
    walk = offered(season(mentor=mentor))
    return reply(walk.submit(MENTEE, "s1.date", "date.own", day=day, time=clock))


def test_a_date_soon_is_said_to_be_soon() -> None:
    assert "less than two days away" in said_of("2026-01-06", "14:00")
    assert "less than two days away" not in said_of("2026-01-08", "10:00")


def test_a_day_that_may_be_a_holiday_is_said_to_be() -> None:
    perhaps = DaysOff(date(2026, 1, 14), date(2026, 1, 14), Off.ESTIMATED)
    assert "may turn out to be a public holiday for Awa" in said_of("2026-01-14", "10:00", replace(AWA, off=(perhaps,)))


# One at an edge ----------------------------------------------------------------------------------------------------


def full_at_work(walk: Season, days: int) -> None:
    """The mentor's days are full at work, from now on."""
    mornings = (walk.at.replace(hour=7, minute=0) + n * DAY for n in range(days))
    busy = tuple((morning, morning + 10 * HOUR) for morning in mornings)
    walk.journey = replace(walk.journey, calendars={MENTOR: Calendar(busy)})


def test_a_date_at_an_edge_is_marked_where_the_others_are_far_and_stays_so() -> None:
    walk = season()
    full_at_work(walk, 25)
    offered(walk)
    offer = sitting(walk).offer
    assert offer is not None
    edge = offer.edge
    assert edge is not None
    assert edge == min(offer.slots)
    text = said(walk.cards[Place.PAIR, key(walk, "date")])
    assert text.count("this date reaches beyond your usual hours, but the others are far from your rhythm") == 1
    walk.press(MENTEE, key(walk, "date"), "date.tap", edge.isoformat())
    assert "this date reaches beyond your usual hours" in said(walk.card(MENTOR, key(walk, "date")))
    walk.press(MENTEE, key(walk, "date"), "date.none", offer.name)
    again = sitting(walk).offer
    assert again is not None
    assert edge not in again.slots
    assert again.edge != edge


def test_nothing_is_marked_where_ordinary_dates_are_near() -> None:
    walk = season()
    full_at_work(walk, 5)
    offered(walk)
    assert "beyond your usual hours" not in said(walk.cards[Place.PAIR, key(walk, "date")])


# Rhythm, burden, reminders -----------------------------------------------------------------------------------------


def gap(mentor: Hours, mentee: Hours) -> int:
    """Days from the first séance to the nearest date on offer for the second."""
    walk = held(season(mentor=replace(AWA, hours=mentor), mentee=replace(CAMILLE, hours=mentee)))
    last = walk.journey.sitting(1)
    assert last is not None
    assert last.meeting is not None
    return (on_offer(walk)[0].date() - last.meeting.at.date()).days


def test_the_pair_meets_as_often_as_they_like() -> None:
    assert gap(Hours(), Hours()) in range(13, 16)
    assert gap(Hours(every=28), Hours(every=28)) in range(27, 31)
    assert gap(Hours(every=7), Hours()) in range(6, 9), "who has not said goes along"
    assert gap(Hours(every=7), Hours(every=21)) in range(20, 24), "the longer, if they differ"


def test_who_has_had_the_odd_hours_is_spared_next_time() -> None:
    """Paris and Los Angeles never meet within both days: who bore it first does not bear it next."""
    long = Hours(edge=240)
    walk = held(season(Track.MENTORING, member("A", zone="America/Los_Angeles", hours=long), member("C", hours=long)))
    first = walk.journey.sitting(1)
    assert first is not None
    assert first.meeting is not None
    (spared,) = [one for one in walk.journey.members.values() if not one.works_at(first.meeting.at)]
    assert all(spared.works_at(slot) for slot in on_offer(walk))


def test_preparation_comes_anew_for_a_date_that_has_moved_far() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at - HOUR)
    walk.press(MENTEE, "s1.prep.mentee", "prep.tick", "M1.B1")
    walk.use(MENTOR, "s1.date", "date.move")
    walk.submit(MENTOR, key(walk, "date"), "date.own", day="2026-02-10", time="11:00")
    walk.use(MENTEE, key(walk, "date"), "date.tap", -1)
    old = said(walk.cards[Place.MENTEE, "s1.prep.mentee"])
    assert "Your preparation will be back a few days before the session" in old
    walk.use(MENTEE, "s1.prep.mentee", "run")
    assert "prep.tick" in actions(walk.answers[MENTEE, "s1.prep.2.mentee"])
    walk.wait(at("2026-02-10 10:00"))
    (post,) = walk.posted("s1.prep.2.mentee")
    (shown,) = [one for one in walk.shown if one.effect is post]
    assert shown.at == walk.journey.members[MENTEE].working_days_before(at("2026-02-10 10:00"), 3)
    assert "☑" in said(walk.cards[Place.MENTEE, "s1.prep.2.mentee"]), "what is ticked stays so"


def test_a_date_moved_by_a_day_keeps_its_preparation() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at - HOUR)
    walk.use(MENTOR, "s1.date", "date.move")
    booked(walk)
    walk.wait(meeting(walk).at)
    assert not [one for one in walk.shown if "prep.2" in getattr(one.effect, "key", "")]
    assert f"{meeting(walk).at:%H:%M}" in said(walk.cards[Place.MENTEE, "s1.prep.mentee"])


def test_a_meeting_at_the_edge_of_a_monday_is_mentioned_on_friday() -> None:
    edge = Hours(edge=60)
    walk = offered(season(mentor=member("Awa", hours=edge), mentee=member("Camille", hours=edge)))
    walk.submit(MENTEE, "s1.date", "date.own", day="2026-01-12", time="17:45")
    walk.press(MENTOR, "s1.date", "date.tap", at("2026-01-12 16:45").isoformat())
    walk.wait(meeting(walk).at)
    (shown,) = [one for one in walk.shown if getattr(one.effect, "key", "") == "s1.reminder"]
    assert shown.at.date() == date(2026, 1, 9)
