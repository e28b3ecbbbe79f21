"""What holds of every suggestion: its limits, its fairness, its symmetry, and the odd corners of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.people import DaysOff, Hours, Member, Off, Role
from bot.engine.scheduling.model import Calendar, DateQuestion, Limit, Suggestion
from bot.engine.scheduling.search import odd_minutes, suggest
from bot.engine.scheduling.spans import common, covered, merged, without
from bot.infra.codec import decode_journey, encode_journey
from tests.values import AWA, CAMILLE, DAY, HOUR, MINUTE, at, member, pair

NOW = at("2026-06-15 08:00")  # a Monday without changes of clock for weeks
EVEN_ZONES = ("UTC", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Africa/Dakar", "America/Bogota")

hours = st.builds(
    Hours,
    start=st.sampled_from([time(7), time(8, 30), time(9), time(10, 15)]),
    end=st.sampled_from([time(15), time(16, 45), time(17, 30), time(19)]),
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda some: tuple(sorted(some))),
    edge=st.sampled_from([0, 15, 60, 100]),
    usual=st.sampled_from([None, (time(10), time(11, 30)), (time(14), time(18))]),
)
members = st.builds(
    Member,
    person=st.just("x"),
    name=st.just("X"),
    languages=st.just(("fr",)),
    zone=st.sampled_from(EVEN_ZONES),
    hours=hours,
)
busy = st.lists(
    st.tuples(st.integers(-600, 14 * 1440), st.integers(1, 600)).map(
        lambda span: (NOW + span[0] * MINUTE, NOW + (span[0] + span[1]) * MINUTE)
    ),
    max_size=25,
).map(tuple)
calendars = st.builds(Calendar, busy, st.just(()))
burdens = st.fixed_dictionaries({role: st.integers(0, 300) for role in Role})


def swapped(by_role: dict[Role, object]) -> dict[Role, object]:
    return {role.other: value for role, value in by_role.items()}


@given(members, members, calendars, calendars, burdens)
def test_swapping_the_two_swaps_nothing(
    one: Member, two: Member, mine: Calendar, theirs: Calendar, borne: dict
) -> None:
    calendars = {Role.MENTOR: mine, Role.MENTEE: theirs}
    straight = suggest(DateQuestion(one, two, NOW, 60, calendars=calendars, burden=borne))
    crossed = suggest(DateQuestion(two, one, NOW, 60, calendars=swapped(calendars), burden=swapped(borne)))  # type: ignore[arg-type]
    assert straight == crossed


@given(members, members, busy, busy)
def test_more_busy_time_never_makes_the_best_better(one: Member, two: Member, some: tuple, more: tuple) -> None:
    before = suggest(DateQuestion(one, two, NOW, 60, calendars={Role.MENTOR: Calendar(some)}))
    after = suggest(
        DateQuestion(one, two, NOW, 60, calendars={Role.MENTOR: Calendar(some), Role.MENTEE: Calendar(more)})
    )
    if not before.why and before.best is not None and not after.why and after.best is not None:
        assert (after.cost, after.best) >= (before.cost, before.best)
    assert not (before.why and after.slots and not after.why), "what did not fit does not fit with less time"
    assert before.slots or not after.slots


@given(members, members, calendars, st.integers(1, 20))
def test_shifting_by_whole_weeks_shifts_the_answer(one: Member, two: Member, mine: Calendar, weeks: int) -> None:
    by = timedelta(weeks=weeks)
    moved = Calendar(tuple((a + by, b + by) for a, b in mine.busy))
    here = suggest(DateQuestion(one, two, NOW, 45, calendars={Role.MENTEE: mine}, ideal=NOW.date() + 9 * DAY))
    there = suggest(
        DateQuestion(one, two, NOW + by, 45, calendars={Role.MENTEE: moved}, ideal=NOW.date() + 9 * DAY + by)
    )
    assert there.slots == tuple(slot + by for slot in here.slots)
    assert (there.cost, there.why, there.widened) == (here.cost, here.why, here.widened)


@given(members, members, calendars)
def test_the_options_are_on_different_days_and_in_order(one: Member, two: Member, mine: Calendar) -> None:
    found = suggest(DateQuestion(one, two, NOW, 60, calendars={Role.MENTOR: mine}))
    assert list(found.slots) == sorted(found.slots)
    if not found.across:
        days = [one.local(slot).date() for slot in found.slots]
        assert len(set(days)) == len(days)
        assert all(one.local(slot).date() == two.local(slot).date() for slot in found.slots)
    assert found.best is None or found.best in found.slots


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Europe/Paris", "America/Los_Angeles"),
        ("Europe/Paris", "Pacific/Auckland"),
        ("America/New_York", "Asia/Kolkata"),
        ("America/St_Johns", "Asia/Kathmandu"),
    ],
)
def test_the_burden_of_odd_hours_is_shared_over_fifty_meetings(here: str, there: str) -> None:
    assert max(gaps(here, there, shared=True)) <= 120
    assert max(gaps(here, there, shared=False)) > 600, "or the pair would show nothing"


def gaps(here: str, there: str, *, shared: bool) -> list[int]:
    """How much further ahead one of the two is in odd minutes, after each of fifty meetings."""
    free = Hours(time(9), time(17, 30), edge=240)
    one, two = member("One", zone=here, hours=free), member("Two", zone=there, hours=free)
    borne, now, found = {Role.MENTOR: 0, Role.MENTEE: 0}, NOW, []
    for _ in range(50):
        best = suggest(
            DateQuestion(one, two, now, 60, ideal=(now + 12 * DAY).date(), burden=borne if shared else {})
        ).best
        assert best is not None
        borne[Role.MENTOR] += odd_minutes(one, best, 60)
        borne[Role.MENTEE] += odd_minutes(two, best, 60)
        found.append(abs(borne[Role.MENTOR] - borne[Role.MENTEE]))
        now = best + 2 * DAY
    return found


def test_a_thoughtful_first_suggestion() -> None:
    """On the cadence's day and its neighbours, at different parts of the day, and never over lunch."""
    found = suggest(DateQuestion(AWA, CAMILLE, NOW + 2 * DAY, 60, ideal=date(2026, 6, 30)))
    local = [slot.astimezone(ZoneInfo("Europe/Paris")) for slot in found.slots]
    assert [f"{slot:%a %d %H:%M}" for slot in local] == ["Mon 29 15:00", "Tue 30 10:00", "Wed 01 14:00"]


def test_too_soon_is_worse_than_a_little_late() -> None:
    friday = Hours(days=(0, 4))
    found = suggest(DateQuestion(member("A", hours=friday), CAMILLE, NOW, 60, ideal=date(2026, 6, 27)))  # a Saturday
    assert [slot.day for slot in found.slots] == [26, 29, 3]
    assert found.best is not None
    assert found.best.day == 26
    later = suggest(DateQuestion(member("A", hours=Hours(days=(0, 3))), CAMILLE, NOW, 60, ideal=date(2026, 6, 27)))
    assert later.best is not None
    assert later.best.day == 29  # two days late rather than two days soon


def test_a_holiday_is_kept_free_and_an_estimated_one_rather_so() -> None:
    def days(kind: Off) -> list[int]:
        off = (DaysOff(date(2026, 6, 30), date(2026, 6, 30), kind),)
        return [
            slot.day
            for slot in suggest(DateQuestion(member("A", off=off), CAMILLE, NOW, 60, ideal=date(2026, 6, 30))).slots
        ]

    assert days(Off.HOLIDAY) == [29, 1, 2]
    assert days(Off.ESTIMATED) == [29, 1, 2]
    only = Hours(days=(1,))
    eid = (DaysOff(date(2026, 6, 30), date(2026, 6, 30), Off.ESTIMATED),)
    found = suggest(DateQuestion(member("A", hours=only, off=eid), member("B", hours=only), NOW + 8 * DAY, 60, days=14))
    assert 30 in [slot.day for slot in found.slots], "where there is nothing better it is used"
    assert member("A", off=eid).works_on(date(2026, 6, 30))


def test_what_was_turned_down_is_never_offered_again_nor_its_neighbour() -> None:
    seen: list[datetime] = []
    for _ in range(6):
        found = suggest(DateQuestion(AWA, CAMILLE, NOW, 60, seen, ideal=date(2026, 6, 30)))
        assert len(found.slots) == 3
        assert not set(found.slots) & set(seen)
        seen += found.slots


@pytest.mark.parametrize(
    ("one", "two", "calendar", "why"),
    [
        (Hours(days=(0, 1)), Hours(days=(2, 3)), Calendar(), Limit.WEEKDAYS),
        (Hours(time(6), time(8)), Hours(time(18), time(20)), Calendar(), Limit.HOURS),
        (Hours(), Hours(), Calendar(busy=((NOW, NOW + 300 * DAY),)), Limit.BUSY),
        (Hours(), Hours(), Calendar(meetings=((NOW, NOW + 300 * DAY),)), Limit.MEETING),
    ],
)
def test_what_stands_in_the_way_is_named(one: Hours, two: Hours, calendar: Calendar, why: Limit) -> None:
    found = suggest(
        DateQuestion(member("A", hours=one), member("B", hours=two), NOW, 60, calendars={Role.MENTOR: calendar})
    )
    assert found.why == (why,)


def at_work_all_day(member: Member, days: int) -> Calendar:
    """A calendar that is full within working hours, and empty outside."""
    midnights = (NOW + n * DAY - 8 * HOUR for n in range(days))
    return Calendar(tuple((midnight + 6 * HOUR, midnight + 16 * HOUR) for midnight in midnights))


def test_full_days_are_the_only_reason_given_where_hours_would_do() -> None:
    full = {Role.MENTOR: at_work_all_day(CAMILLE, 60)}
    assert suggest(DateQuestion(CAMILLE, AWA, NOW, 60, calendars=full)).why == (Limit.BUSY,)
    away = (DaysOff(date(2026, 6, 15), date(2026, 8, 20)),)
    both = suggest(DateQuestion(CAMILLE, member("B", off=away), NOW, 60, calendars=full))
    assert both.why == (Limit.SEVERAL,), "neither is enough, and their weeks are not to blame"


def test_a_neighbour_of_what_was_turned_down_is_dearer() -> None:
    (first, *_) = suggest(DateQuestion(AWA, CAMILLE, NOW, 60, ideal=date(2026, 6, 30))).slots
    fresh = suggest(DateQuestion(AWA, CAMILLE, NOW, 60, [first], ideal=date(2026, 6, 30))).slots
    assert not any(abs(slot - first) < 2 * HOUR for slot in fresh)


def test_an_hour_each_on_two_days_comes_before_a_night_for_one() -> None:
    one, two = member("A", zone="Australia/Sydney"), member("B", zone="America/New_York")
    found = suggest(DateQuestion(one, two, NOW, 60))
    assert found.across
    assert found.widened == 2
    assert all(7 <= who.local(slot).hour <= 18 for slot in found.slots for who in (one, two))


def test_the_cadence_counts_days_as_the_two_live_them() -> None:
    """The day after the ideal one as UTC has it is the ideal one in Auckland."""
    auckland = member("A", zone="Pacific/Auckland"), member("B", zone="Pacific/Auckland")
    early = suggest(DateQuestion(*auckland, at("2026-06-14 22:00"), 60))  # Monday there
    assert early.best is not None
    assert early.best.astimezone(ZoneInfo("Pacific/Auckland")).date() == date(2026, 6, 15)
    assert early.cost == 0


def test_what_is_on_offer_stays_and_is_filled_up() -> None:
    kept = [at("2026-06-17 08:00"), at("2026-06-18 12:00")]
    found = suggest(DateQuestion(AWA, CAMILLE, NOW + 2 * DAY, 60, keep=kept))
    assert set(kept) < set(found.slots)
    assert len(found.slots) == 3
    assert len({slot.date() for slot in found.slots}) == 3
    four = [*kept, at("2026-06-19 08:00"), at("2026-06-22 08:00")]
    assert suggest(DateQuestion(AWA, CAMILLE, NOW, 60, keep=four)).slots == tuple(four)


def test_leave_of_three_months_is_looked_past_within_their_hours() -> None:
    away = (DaysOff(date(2026, 6, 1), date(2026, 9, 27)),)
    found = suggest(DateQuestion(member("A", off=away), CAMILLE, NOW, 60))
    assert found.later
    assert found.widened == 0
    assert found.slots[0].date() == date(2026, 9, 28)


def test_leave_is_named_and_looked_past() -> None:
    away = (DaysOff(date(2026, 6, 1), date(2026, 8, 9)),)
    found = suggest(DateQuestion(member("A", off=away), CAMILLE, NOW, 60))
    assert found.why == (Limit.LEAVE,)
    assert found.later
    assert found.slots[0].date() == date(2026, 8, 10)


def test_a_pair_without_a_common_hour_is_widened_in_the_open() -> None:
    found = suggest(DateQuestion(AWA, member("B", zone="Pacific/Auckland"), NOW, 60))
    assert found.why == (Limit.HOURS,)
    assert found.widened == 2
    assert len(found.slots) == 3


def test_plus_fourteen_and_minus_eleven_never_share_a_day() -> None:
    one, two = member("A", zone="Pacific/Kiritimati"), member("B", zone="Pacific/Pago_Pago")
    found = suggest(DateQuestion(one, two, NOW, 60))
    assert found.why == (Limit.SAME_DAY,)
    assert found.across
    assert found.widened == 0
    for slot in found.slots:
        assert one.works_at(slot)
        assert two.works_at(slot)
        assert one.local(slot).date() - two.local(slot).date() == DAY


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham"])
def test_half_and_quarter_hour_zones_begin_at_a_quarter(zone: str) -> None:
    found = suggest(DateQuestion(member("A", zone=zone), member("B", zone=zone), NOW, 60))
    assert len(found.slots) == 3
    assert all(slot.astimezone(ZoneInfo(zone)).minute == 0 for slot in found.slots)


@pytest.mark.parametrize(
    ("zone", "day", "hours", "length"),
    [
        ("Europe/Paris", "2026-03-29", Hours(time(1, 30), time(3, 30), (6,)), 60),  # 2:00 to 3:00 is left out
        ("Europe/Paris", "2026-10-25", Hours(time(1, 30), time(3, 30), (6,)), 180),  # 2:00 to 3:00 comes twice
        ("Australia/Lord_Howe", "2026-10-04", Hours(time(1, 30), time(3, 30), (6,)), 90),  # half an hour is left out
        ("America/Havana", "2026-03-08", Hours(time(0), time(2), (6,)), 60),  # midnight itself is left out
    ],
)
def test_a_day_on_which_the_clock_changes(zone: str, day: str, hours: Hours, length: int) -> None:
    """The only day that is looked at: a meeting as long as its hours really are fits, a longer one does not."""
    one, two = member("A", zone=zone, hours=hours), member("B", zone=zone, hours=hours)
    earliest = datetime.fromisoformat(day).replace(tzinfo=UTC) - 20 * HOUR
    fits = suggest(DateQuestion(one, two, earliest, length, days=3))
    assert fits.why == ()
    assert f"{fits.slots[0].astimezone(ZoneInfo(zone)):%Y-%m-%d}" == day
    longer = suggest(DateQuestion(one, two, earliest, length + 15, days=3))
    assert Limit.HOURS in longer.why


def test_notice_is_kept_to_the_second() -> None:
    earliest = datetime(2026, 6, 15, 8, 0, 1, tzinfo=UTC)
    found = suggest(DateQuestion(AWA, CAMILLE, earliest, 60))
    assert all(slot >= earliest for slot in found.slots)


def test_journeys_stored_before_there_were_wishes_still_load() -> None:
    journey = pair(member("A", off=(DaysOff(date(2026, 1, 1), date(2026, 1, 2)),)))
    old = encode_journey(journey)
    for new in (',"edge":0', ',"usual":null', ',"minutes":0', ',"holidays":""', ',"kind":"leave"'):
        assert new in old
        old = old.replace(new, "")
    assert decode_journey(old) == journey
    wished = Hours(edge=30, usual=(time(10), time(12)), minutes=45, holidays="CH-GE")
    assert decode_journey(encode_journey(pair(replace(AWA, hours=wished)))) == pair(replace(AWA, hours=wished))


# Wishes ----------------------------------------------------------------------------------------------------------


def local(found: Suggestion, zone: str = "Europe/Paris") -> list[str]:
    return [f"{slot.astimezone(ZoneInfo(zone)):%a %d %H:%M}" for slot in found.slots]


def both(hours: Hours, minutes: int = 30, *, zone: str = "Europe/Paris") -> Suggestion:
    one, two = member("A", zone=zone, hours=hours), member("B", zone=zone, hours=hours)
    return suggest(DateQuestion(one, two, NOW + 2 * DAY, minutes, ideal=date(2026, 6, 30)))


def test_what_both_wish_for_comes_before_variety() -> None:
    wished = both(Hours(usual=(time(10), time(10, 30))))
    assert [slot.split()[-1] for slot in local(wished)] == ["10:00"] * 3
    assert wished.cost == 0


def test_there_is_variety_among_the_hours_that_are_wished() -> None:
    hours = {slot.split()[-1] for slot in local(both(Hours(usual=(time(11), time(13)))))}
    assert hours == {"11:00", "12:00"}


def test_a_wish_of_one_of_the_two_comes_before_variety_too() -> None:
    wishes, says_nothing = Hours(usual=(time(12), time(13))), Hours()
    one, two = member("A", hours=wishes), member("B", hours=says_nothing)
    found = suggest(DateQuestion(one, two, NOW + 2 * DAY, 60, ideal=date(2026, 6, 30)))
    assert [slot.split()[-1] for slot in local(found)] == ["12:00"] * 3


def test_an_edge_that_is_accepted_and_wished_costs_nothing() -> None:
    wished = both(Hours(edge=60, usual=(time(8), time(9))), 60)
    assert [slot.split()[-1] for slot in local(wished)] == ["08:00"] * 3
    assert wished.cost == 0
    early = member("A", hours=Hours(edge=60, usual=(time(8), time(9))))
    assert odd_minutes(early, at("2026-06-30 06:00"), 60) == 0, "and is not borne for the other"
    assert odd_minutes(member("A", hours=Hours(edge=60)), at("2026-06-30 06:00"), 60) == 60


def test_a_wish_that_their_hours_leave_no_room_for_weighs_nothing() -> None:
    assert both(Hours(usual=(time(8), time(9)))).cost == 60, "half an hour each at an hour that is not liked"


def test_a_day_that_was_refused_and_its_week_lose_weight() -> None:
    """Each time none suits, the dates come from further off; they were all of 16 to 19 March."""
    one, two, seen = member("A"), member("B"), list[datetime]()
    for _ in range(4):
        seen += suggest(DateQuestion(one, two, at("2026-03-09 09:00"), 60, seen, ideal=date(2026, 3, 17))).slots
    days = {slot.date() for slot in seen}
    assert len(days) >= 9
    assert len({day.isocalendar().week for day in days}) >= 3


def test_one_refused_date_moves_its_day_and_not_its_week() -> None:
    refused = at("2026-06-30 08:00")
    found = suggest(DateQuestion(member("A"), member("B"), NOW + 2 * DAY, 60, (refused,), ideal=date(2026, 6, 30)))
    assert {slot.day for slot in found.slots} == {29, 1, 2}


def test_an_edge_near_by_is_offered_once_where_ordinary_hours_are_far_from_the_cadence() -> None:
    """Paris and Tokyo have an hour in common only once Europe's clocks have changed, on 29 March."""
    one, two = member("A"), member("B", zone="Asia/Tokyo")
    found = suggest(DateQuestion(one, two, at("2026-03-10 09:00"), 60, ideal=date(2026, 3, 17)))
    assert found.edge in found.slots
    assert found.edge is not None
    assert abs(found.edge.date() - date(2026, 3, 17)).days <= 1
    assert not (one.works_at(found.edge) and two.works_at(found.edge + 59 * MINUTE))
    ordinary = [slot for slot in found.slots if slot != found.edge]
    assert all(one.works_at(slot) and two.works_at(slot + 59 * MINUTE) for slot in ordinary)
    assert found.why == ()
    assert not found.gave_way
    assert found.best in ordinary


def test_a_gap_just_long_enough_is_used_and_a_shorter_one_is_not() -> None:
    gap = at("2026-06-22 09:00")
    busy = ((NOW, gap), (gap + HOUR, NOW + 60 * DAY))
    assert suggest(DateQuestion(AWA, CAMILLE, NOW, 60, calendars={Role.MENTOR: Calendar(busy)})).slots[0] == gap
    assert gap not in suggest(DateQuestion(AWA, CAMILLE, NOW, 61, calendars={Role.MENTOR: Calendar(busy)})).slots


def test_parts_of_the_day_are_told_by_each_ones_own_clock() -> None:
    """It is morning for one and evening for the other on all of these; noon between two clocks is nobody's."""
    long = Hours(time(7), time(23, 59), usual=(time(7), time(23, 59)))
    one, two = member("A", zone="America/New_York", hours=long), member("B", zone="Asia/Tokyo", hours=long)
    found = suggest(DateQuestion(one, two, NOW, 60))
    assert [slot.split()[-1] for slot in local(found, "America/New_York")] == ["07:00"] * 3


# Spans -----------------------------------------------------------------------------------------------------------

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)


def minutes_in(some: list[tuple[int, int]]) -> set[int]:
    return {minute for a, b in some for minute in range(a, b)}


@given(spans, spans)
def test_spans_are_sets_of_minutes(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    one, two = merged(some), merged(others)
    assert minutes_in(one) == minutes_in(some)
    assert all(a[1] < b[0] for a, b in pairwise(one))
    assert minutes_in(common(one, two)) == minutes_in(one) & minutes_in(two)
    assert minutes_in(without(one, two)) == minutes_in(one) - minutes_in(two)
    assert covered(one, 10, 50) == len(minutes_in(one) & set(range(10, 50)))
