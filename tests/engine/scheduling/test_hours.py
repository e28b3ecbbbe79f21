"""Working hours of two people, wherever they live."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.people import DaysOff, Hours, Member
from bot.engine.scheduling.hours import HORIZON, next_common, windows
from tests.engine import strategies as any_
from tests.engine.rules import is_at_work
from tests.values import DAY, HOUR, at, member

PARIS, DAKAR, NEW_YORK = member("P"), member("D", zone="Africa/Dakar"), member("N", zone="America/New_York")
SYDNEY = member("S", zone="Australia/Sydney")


def first(members: list[Member], after: str, widen: int = 0) -> tuple[datetime, datetime]:
    return next(windows(members, at(after), 30, widen))


def test_one_person_is_at_work_in_their_own_time() -> None:
    assert first([PARIS], "2026-01-05 00:00") == (at("2026-01-05 08:00"), at("2026-01-05 16:30"))
    assert first([NEW_YORK], "2026-01-05 00:00") == (at("2026-01-05 14:00"), at("2026-01-05 22:30"))


def test_two_share_what_overlaps() -> None:
    assert first([PARIS, NEW_YORK], "2026-01-05 00:00") == (at("2026-01-05 14:00"), at("2026-01-05 16:30"))
    assert first([NEW_YORK, PARIS], "2026-01-05 00:00") == (at("2026-01-05 14:00"), at("2026-01-05 16:30"))


def test_a_change_of_clock_moves_the_hours() -> None:
    assert first([PARIS, NEW_YORK], "2026-03-09 00:00") == (at("2026-03-09 13:00"), at("2026-03-09 16:30"))
    assert first([PARIS, NEW_YORK], "2026-03-30 00:00") == (at("2026-03-30 13:00"), at("2026-03-30 15:30"))


def test_a_window_that_has_begun_begins_now() -> None:
    assert first([PARIS], "2026-01-05 10:00")[0] == at("2026-01-05 10:00")
    assert first([PARIS], "2026-01-05 16:30")[0] == at("2026-01-06 08:00")


def test_half_hours_count() -> None:
    kolkata = member("K", zone="Asia/Kolkata")
    assert first([PARIS, kolkata], "2026-01-05 00:00") == (at("2026-01-05 08:00"), at("2026-01-05 12:00"))


def test_the_two_ends_of_the_earth_may_meet_on_different_days() -> None:
    east, west = member("E", zone="Pacific/Kiritimati"), member("W", zone="Pacific/Pago_Pago")
    start, end = first([east, west], "2026-01-05 12:00")
    assert (east.local(start).date(), west.local(start).date()) == (date(2026, 1, 6), date(2026, 1, 5))
    assert end - start == timedelta(hours=7, minutes=30)


def test_days_off_are_left_out() -> None:
    away = member("A", off=(DaysOff(date(2026, 1, 5), date(2026, 1, 7)),))
    assert first([away, PARIS], "2026-01-05 00:00")[0] == at("2026-01-08 08:00")


@given(any_.MEMBERS, any_.MEMBERS, st.integers(0, 6))
def test_in_a_window_everybody_is_at_work(one: Member, other: Member, days: int) -> None:
    for start, end in windows([one, other], at("2026-01-07 03:00"), days):
        for instant in (start, start + (end - start) / 2, end - timedelta(seconds=1)):
            assert is_at_work(one, instant)
            assert is_at_work(other, instant)


# The next common hour --------------------------------------------------------------------------------------------


def test_now_if_both_are_at_work_now() -> None:
    assert next_common([PARIS, DAKAR], at("2026-01-05 10:10")) == at("2026-01-05 10:10")


def test_otherwise_when_both_are_again() -> None:
    assert next_common([PARIS, DAKAR], at("2026-01-02 18:00")) == at("2026-01-05 09:00")


def test_hours_that_never_meet_are_stretched_as_little_as_need_be() -> None:
    start = next_common([PARIS, SYDNEY], at("2026-01-05 00:00"))
    assert start == at("2026-01-05 07:00")
    assert (PARIS.local(start).time(), SYDNEY.local(start).time()) == (time(8), time(18))
    assert next_common([PARIS, SYDNEY], start) == start


def test_nobody_is_disturbed_during_a_long_leave_nor_on_its_last_night() -> None:
    away = member("A", off=(DaysOff(date(2026, 1, 1), date(2026, 3, 1)),))
    for members in ([away], [away, PARIS]):
        assert next_common(members, at("2026-01-05 10:00")) == at("2026-03-02 08:00")
    assert next_common([away, SYDNEY], at("2026-01-05 10:00")) == at("2026-03-02 07:00")


def test_a_single_day_is_never_stretched() -> None:
    weekend = member("W", hours=Hours(time(12), time(20), (5, 6)), off=(DaysOff(date(2026, 1, 5), date(2026, 3, 1)),))
    assert next_common([weekend], at("2026-01-05 00:00")) == at("2026-03-07 11:00")


def test_who_never_works_is_left_alone_for_a_long_time() -> None:
    assert (
        next_common([member("N", hours=Hours(days=()))], at("2026-01-05 10:00"))
        == at("2026-01-05 10:00") + HORIZON * DAY
    )


@given(any_.MEMBERS, any_.MEMBERS, st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))  # noqa: DTZ001
def test_the_next_common_hour_is_kept_once_it_has_come(one: Member, other: Member, when: datetime) -> None:
    then = next_common([one, other], at(str(when)))
    assert then >= at(str(when))
    if then < at(str(when)) + HORIZON * DAY:
        later = next_common([one, other], then)
        assert later - then < 14 * DAY
        assert next_common([one, other], later) - later < HOUR * 24 * 14


@pytest.mark.parametrize("zone", any_.ZONES)
def test_one_person_is_only_written_to_at_work(zone: str) -> None:
    someone = member("X", zone=zone)
    for hours in range(0, 24 * 14, 5):
        assert is_at_work(someone, next_common([someone], at("2026-03-23 00:00") + hours * HOUR))
