"""What people say about their own time, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.engine.effects import Learned, Outcome
from bot.engine.events import Changed
from bot.engine.flows.settings.card import card
from bot.engine.people import DaysOff, Hours, Member, Off, ProfileChange, Role
from bot.engine.scheduling.model import Calendar
from tests.engine.simulator import Season
from tests.engine.walking import booked, offered, season
from tests.labels import en
from tests.values import AWA, CAMILLE, DAY, MENTEE, MENTOR, PROGRAMME, at, member, pair, posts, reply, said

KEY = "settings.mentee"
ON_LEAVE = (DaysOff(date(2026, 2, 2), date(2026, 2, 6)),)


def holidays(code: str, first: date, last: date) -> tuple[DaysOff, ...] | None:
    if code not in ("FR", "FR-57"):
        return None
    days = (date(2026, 1, 12), date(2026, 5, 1), date(2027, 1, 1))
    return tuple(DaysOff(day, day, Off.HOLIDAY) for day in days if first <= day <= last)


def regions(code: str) -> dict[str, tuple[str, ...]]:
    return {"57": ("Moselle", "Lothringen"), "6AE": ("Alsace",)} if code == "FR" else {}


def opened() -> Season:
    walk = Season(pair(), programme=replace(PROGRAMME, holidays=holidays, regions=regions))
    walk.type(MENTEE, "settings")
    return walk


def me(walk: Season) -> Member:
    return walk.journey.members[MENTEE]


def learned(outcome: Outcome) -> Learned:
    (only,) = [effect for effect in outcome.effects if isinstance(effect, Learned)]
    return only


def test_the_card_is_for_that_person_alone() -> None:
    walk = opened()
    outcome = walk.type(MENTEE, "réglages")
    assert posts(outcome) == []
    assert "from 08:00 to 16:30" in reply(outcome)
    assert "Your time zone: Paris" in reply(outcome)


@pytest.mark.parametrize(
    ("action", "values", "hours"),
    [
        ("settings.days", ("0", "1", "4"), Hours(days=(0, 1, 4))),
        ("settings.minutes", ("45",), Hours(minutes=45)),
        ("settings.edge", ("30",), Hours(edge=30)),
    ],
)
def test_one_press_each(action: str, values: tuple[str, ...], hours: Hours) -> None:
    walk = opened()
    outcome = walk.press(MENTEE, KEY, action, *values)
    assert me(walk).hours == hours
    assert learned(outcome) == Learned(MENTEE, ProfileChange(replace(CAMILLE, hours=hours), ("hours",)))
    assert "Noted." in reply(outcome)
    assert walk.journey.members[MENTOR] == AWA


@pytest.mark.parametrize("values", [(), ("7",), ("x",), ("١",), ("9" * 50,), ("-1",)])
def test_what_is_no_choice_changes_nothing(values: tuple[str, ...]) -> None:
    walk = opened()
    for action in ("settings.days", "settings.edge"):
        if action == "settings.edge" and not values:
            continue  # no edge is one
        walk.press(MENTEE, KEY, action, *values)
        assert me(walk) == CAMILLE


def test_hours_and_holidays_in_one_form() -> None:
    walk = opened()
    walk.use(MENTEE, KEY, "settings.edit")
    outcome = walk.submit(
        MENTEE, KEY, "settings.hours", start="8:30", end="16:00", usual_from="10:00", usual_to="12:00", holidays="fr"
    )
    assert me(walk).hours == Hours(time(8, 30), time(16), usual=(time(10), time(12)), holidays="FR")
    assert DaysOff(date(2026, 1, 12), date(2026, 1, 12), Off.HOLIDAY) in me(walk).off
    assert learned(outcome) == Learned(MENTEE, ProfileChange(me(walk), ("hours", "off", "zone")))
    assert "from 09:00 to 11:00" in reply(outcome)


def test_wishes_outside_working_hours_are_said_when_they_are_typed() -> None:
    def told(**edge: str) -> str:
        walk = opened()
        if edge:
            walk.press(MENTEE, KEY, "settings.edge", edge["edge"])
        wish = {"usual_from": "08:00", "usual_to": "09:00"}
        return reply(walk.submit(MENTEE, KEY, "settings.hours", start="9:00", end="17:00", **wish))

    assert "the times you like best lie outside your working hours" in told()
    assert "Noted." in told()
    assert "outside your working hours" not in told(edge="60")


def test_the_region_is_asked_for_where_holidays_differ_and_not_again_once_it_is_known() -> None:
    walk = opened()
    assert "Your region" not in reply(walk.use(MENTEE, KEY, "settings.edit")), "no country, no region"
    hours = {"start": "9:00", "end": "17:00", "holidays": "fr"}
    assert "are kept in some regions only" in reply(walk.submit(MENTEE, KEY, "settings.hours", **hours))
    assert "Your region" in reply(walk.use(MENTEE, KEY, "settings.edit"))
    assert "some regions only" not in reply(walk.submit(MENTEE, KEY, "settings.hours", **hours)), "it is said once"
    unknown = reply(walk.submit(MENTEE, KEY, "settings.hours", **hours, region="Utopia"))
    assert "I do not know a region “Utopia” in that country. Write its name or its code (57, 6AE…)" in unknown
    assert me(walk).hours.holidays == "FR"
    walk.submit(MENTEE, KEY, "settings.hours", **hours, region="moselle")
    assert me(walk).hours.holidays == "FR-57"
    assert "Your region" not in reply(walk.use(MENTEE, KEY, "settings.edit"))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"start": "17:00", "end": "9:00"}, "Those hours do not fit together"),
        ({"start": "nine", "end": "17:00"}, "Those hours do not fit together"),
        ({"start": "9:00", "end": "17:00", "usual_from": "11:00"}, "Those hours do not fit together"),
        ({"start": "9:00", "end": "17:00", "holidays": "Utopia"}, "I do not know the public holidays of “UTOPIA”."),
        ({"start": "9:00", "end": "17:00", "zone": "Atlantis"}, "I do not know a time zone “Atlantis”."),
        ({}, "Those hours do not fit together"),
    ],
)
def test_hours_that_cannot_be_are_asked_for_again(fields: dict[str, str], says: str) -> None:
    walk = opened()
    outcome = walk.submit(MENTEE, KEY, "settings.hours", **fields)
    assert says in reply(outcome)
    assert f"[{en('settings-save')}]" in reply(outcome)
    assert me(walk) == CAMILLE


def test_time_away_is_announced_and_taken_back() -> None:
    walk = opened()
    walk.use(MENTEE, KEY, "settings.leave")
    outcome = walk.submit(MENTEE, KEY, "settings.away", first="2026-02-02", last="2026-02-06")
    assert me(walk).off == ON_LEAVE
    assert "from Monday 2 February to Friday 6 February" in reply(outcome)
    walk.press(MENTEE, KEY, "settings.back", "2026-02-02")
    assert me(walk).off == ()


def test_each_of_several_absences_is_shown_and_can_be_taken_back() -> None:
    walk = opened()
    walk.submit(MENTEE, KEY, "settings.away", first="2026-03-02", last="2026-03-03")
    outcome = walk.submit(MENTEE, KEY, "settings.away", first="2026-02-02", last="2026-02-06")
    assert "from Monday 2 February to Friday 6 February" in reply(outcome)
    assert "from Monday 2 March to Tuesday 3 March" in reply(outcome)
    outcome = walk.press(MENTEE, KEY, "settings.back", "2026-03-02")
    assert "2 March" not in reply(outcome)
    assert me(walk).off == ON_LEAVE


@pytest.mark.parametrize(
    ("first", "last"), [("", ""), ("soon", "later"), ("2026-02-06", "2026-02-02"), ("2020-01-01", "2020-01-02")]
)
def test_days_that_cannot_be_are_asked_for_again(first: str, last: str) -> None:
    walk = opened()
    assert "I could not read those days." in reply(walk.submit(MENTEE, KEY, "settings.away", first=first, last=last))
    assert me(walk).off == ()


def test_it_holds_in_all_their_pairs() -> None:
    walk = season()
    elsewhere = member("Camille", ("en",), "Asia/Tokyo", Hours(minutes=30), ON_LEAVE)
    outcome = walk.feed(Changed("c", walk.at, "p1", MENTEE, ProfileChange(elsewhere, ("hours", "off"))))
    assert outcome.journey.members[MENTEE].hours.minutes == 30
    assert outcome.journey.members[MENTEE].off == ON_LEAVE
    assert outcome.journey.members[MENTEE].languages == CAMILLE.languages
    assert outcome.journey.members[MENTEE].zone == CAMILLE.zone


def test_the_next_dates_take_it_into_account() -> None:
    walk = offered(season())
    walk.type(MENTEE, "settings")
    walk.press(MENTEE, KEY, "settings.days", "1")
    walk.press(MENTEE, KEY, "settings.minutes", "45")
    assert walk.journey.current is not None
    walk.use(MENTEE, walk.journey.current.card("date"), "date.none")
    assert walk.journey.current.offer is not None
    assert {slot.weekday() for slot in walk.journey.current.offer.slots} == {1}
    for role in (MENTOR, MENTEE):
        walk.use(role, walk.journey.current.card("date"), "date.tap")
    assert walk.journey.current.meeting is not None
    assert walk.journey.current.meeting.minutes == 45


def test_holidays_are_looked_up_again_before_they_run_out() -> None:
    camille = replace(CAMILLE, hours=Hours(holidays="FR"))
    walk = Season(pair(mentee=camille), programme=replace(PROGRAMME, holidays=holidays))
    walk.wait(at("2026-01-05 12:00"))
    assert [off.first for off in me(walk).off] == [date(2026, 1, 12), date(2026, 5, 1), date(2027, 1, 1)]
    assert walk.journey.current is not None
    assert walk.journey.current.offer is not None
    assert date(2026, 1, 12) not in {slot.date() for slot in walk.journey.current.offer.slots}


def test_the_card_names_the_time_away_that_comes_next() -> None:
    later = DaysOff(date(2026, 3, 3), date(2026, 3, 3))
    text = said(card(member("A", off=(later, *ON_LEAVE)), at("2026-02-10 12:00")))
    assert "Tuesday 3 March" in text
    assert "February" not in text


# Why nothing fits, and clashes ----------------------------------------------------------------------------------------


def test_what_stands_in_the_way_is_said_with_a_date_by_hand_instead() -> None:
    walk = season(mentor=replace(AWA, hours=Hours(days=(5, 6))))
    walk.wait(walk.at + 10 * DAY)
    walk.type(MENTEE, "date")
    assert walk.journey.current is not None
    text = said(walk.card(MENTEE, walk.journey.current.card("date")))
    assert "You work on different days of the week." in text
    assert f"[{en('date-other')}]" in text
    walk.submit(MENTEE, walk.journey.current.card("date"), "date.own", day="2026-01-24", time="10:00")
    assert walk.journey.current.offer is not None
    assert len(walk.journey.current.offer.slots) == 1


def test_what_gave_way_is_said_in_the_open_and_stays_on_the_card() -> None:
    walk = season(mentor=replace(AWA, zone="Pacific/Auckland"))
    walk.wait(walk.at + 3 * DAY)
    assert walk.journey.current is not None
    key = walk.journey.current.card("date")
    for _ in range(2):
        text = said(walk.card(MENTEE, key))
        assert "reach beyond your usual day" in text
        assert "Your working hours do not overlap." in text
        walk.use(MENTEE, key, "date.tap")


@pytest.mark.parametrize(
    ("calendar", "off", "says"),
    [
        (Calendar(busy=((at("2026-01-14 09:00"), at("2026-01-14 12:00")),)), (), "is not free at that time"),
        (Calendar(meetings=((at("2026-01-14 09:30"), at("2026-01-14 10:30")),)), (), "already has another session"),
        (Calendar(), (DaysOff(date(2026, 1, 14), date(2026, 1, 14)),), "plans to be away"),
        (Calendar(), (DaysOff(date(2026, 1, 14), date(2026, 1, 14), Off.HOLIDAY),), "a public holiday"),
    ],
)
def test_a_date_by_hand_is_checked_and_clashes_are_named(
    calendar: Calendar, off: tuple[DaysOff, ...], says: str
) -> None:
    walk = offered(season(mentee=replace(CAMILLE, off=off)))
    walk.journey = replace(walk.journey, calendars={MENTEE: calendar})
    assert walk.journey.current is not None
    key = walk.journey.current.card("date")
    assert says in reply(walk.submit(MENTOR, key, "date.own", day="2026-01-14", time="10:00"))
    walk.journey = replace(walk.journey, calendars={MENTOR: calendar})
    mine = reply(walk.submit(MENTOR, key, "date.own", day="2026-01-14", time="10:15"))
    assert ("you are not free then" in mine) == bool(calendar != Calendar())


def test_a_calendar_that_is_full_is_left_alone() -> None:
    walk = season()
    full = Calendar(busy=((walk.at, walk.at + timedelta(days=12)),))
    walk.journey = replace(walk.journey, calendars={Role.MENTOR: full})
    booked(walk)
    assert walk.journey.current is not None
    assert walk.journey.current.meeting is not None
    assert walk.journey.current.meeting.at >= full.busy[0][1]
