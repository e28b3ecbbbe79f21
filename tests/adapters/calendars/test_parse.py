"""Busy times out of calendars, friendly and hostile."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from adapters.calendars import hostile
from adapters.calendars.busy import MOST, tidy
from adapters.calendars.parse import read
from bot.ports.calendars import Unreadable
from tests.values import at

AFTER, BEFORE = at("2026-03-20 00:00"), at("2026-04-24 00:00")


def calendar(*events: str, kind: str = "VEVENT") -> bytes:
    body = "".join(f"BEGIN:{kind}\n{event.strip()}\nEND:{kind}\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def busy(*events: str, kind: str = "VEVENT", zone: str = "Europe/Paris") -> list[str]:
    times = tidy(read(calendar(*events, kind=kind), AFTER, BEFORE, zone), AFTER, BEFORE)
    return [f"{a:%m-%d %H:%M}/{b - a}" for a, b in times]


def test_one_meeting_in_each_spelling_of_time() -> None:
    assert busy("UID:1\nDTSTART:20260323T090000Z\nDTEND:20260323T100000Z") == ["03-23 09:00/1:00:00"]
    assert busy("UID:1\nDTSTART;TZID=America/New_York:20260323T090000\nDURATION:PT30M") == ["03-23 13:00/0:30:00"]
    assert busy("UID:1\nDTSTART:20260323T090000\nDTEND:20260323T100000") == ["03-23 08:00/1:00:00"]
    assert busy("UID:1\nDTSTART;TZID=Romance Standard Time:20260323T090000\nDURATION:PT1H") == ["03-23 08:00/1:00:00"]
    assert busy("UID:1\nDTSTART:20260323T090000Z") == []


def test_whole_days_end_at_midnight_on_the_wall() -> None:
    assert busy("UID:1\nDTSTART;VALUE=DATE:20260329") == ["03-28 23:00/23:00:00"]
    assert busy("UID:1\nDTSTART;VALUE=DATE:20260323\nDTEND;VALUE=DATE:20260325", zone="Asia/Kolkata") == [
        "03-22 18:30/2 days, 0:00:00"
    ]


def test_what_is_free_is_free() -> None:
    one = "UID:1\nDTSTART:20260323T090000Z\nDTEND:20260323T100000Z\n"
    for free in ("TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"):
        assert busy(one + free) == []
    assert busy(one + "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE") != []


def test_a_weekly_meeting_keeps_its_time_on_the_wall() -> None:
    weekly = "UID:1\nDTSTART;TZID=Europe/Paris:20240101T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO"
    assert busy(weekly) == [
        *("03-23 08:00/1:00:00", "03-30 07:00/1:00:00", "04-06 07:00/1:00:00", "04-13 07:00/1:00:00"),
        "04-20 07:00/1:00:00",
    ]


def test_exceptions_and_moved_instances() -> None:
    weekly = (
        "UID:1\nDTSTART;TZID=Europe/Paris:20260323T090000\nDURATION:PT1H\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20260413T065959Z\nEXDATE;TZID=Europe/Paris:20260330T090000"
    )
    moved = "UID:1\nRECURRENCE-ID;TZID=Europe/Paris:20260406T090000\nDTSTART:20260407T120000Z\nDURATION:PT1H"
    assert busy(weekly, moved) == ["03-23 08:00/1:00:00", "04-07 12:00/1:00:00"]
    assert busy(weekly + "\nRDATE:20260402T100000Z") == [
        *("03-23 08:00/1:00:00", "04-02 10:00/1:00:00", "04-06 07:00/1:00:00")
    ]
    assert busy("UID:2\nDTSTART:20260323T090000Z\nDURATION:PT1H\nRDATE:20260324T090000Z,20260325T090000Z") == [
        *("03-23 09:00/1:00:00", "03-24 09:00/1:00:00", "03-25 09:00/1:00:00")
    ]
    assert busy("UID:3\nDTSTART;VALUE=DATE:20260401\nRRULE:FREQ=DAILY;COUNT=2") == ["03-31 22:00/2 days, 0:00:00"]


def test_published_free_busy() -> None:
    block = (
        "UID:1\nDTSTAMP:20260301T000000Z\nFREEBUSY:20260323T090000Z/20260323T100000Z,20260324T090000Z/PT1H\n"
        "FREEBUSY;FBTYPE=FREE:20260325T090000Z/PT1H\nFREEBUSY;FBTYPE=BUSY-TENTATIVE:20260326T090000Z/PT2H"
    )
    assert busy(block, kind="VFREEBUSY") == ["03-23 09:00/1:00:00", "03-24 09:00/1:00:00", "03-26 09:00/2:00:00"]


def test_only_merged_times_within_the_bounds_are_left() -> None:
    assert busy(
        "UID:1\nDTSTART:20260319T220000Z\nDTEND:20260320T010000Z\nSUMMARY:secret",
        "UID:2\nDTSTART:20260320T003000Z\nDTEND:20260320T020000Z",
        "UID:3\nDTSTART:20270101T000000Z\nDTEND:20270101T020000Z",
    ) == ["03-20 00:00/2:00:00"]


def test_a_day_that_is_taken_out_of_a_series_with_a_time() -> None:
    daily = "UID:1\nDTSTART;TZID=Europe/Paris:20260323T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\n"
    assert busy(daily + "EXDATE;VALUE=DATE:20260324") == ["03-23 08:00/1:00:00", "03-25 08:00/1:00:00"]


def test_an_instance_and_all_that_follow_may_move() -> None:
    weekly = "UID:1\nDTSTART;TZID=Europe/Paris:20260323T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4"
    moved = (
        "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20260406T090000\n"
        "DTSTART;TZID=Europe/Paris:20260406T110000\nDURATION:PT30M"
    )
    assert busy(weekly, moved) == [
        *("03-23 08:00/1:00:00", "03-30 07:00/1:00:00", "04-06 09:00/0:30:00", "04-13 09:00/0:30:00")
    ]


def test_further_periods_are_busy_for_as_long_as_they_say() -> None:
    one = "UID:1\nDTSTART:20260323T090000Z\nDURATION:PT1H\n"
    assert busy(one + "RDATE;VALUE=PERIOD:20260324T090000Z/PT2H,20260325T090000Z/20260325T093000Z") == [
        *("03-23 09:00/1:00:00", "03-24 09:00/2:00:00", "03-25 09:00/0:30:00")
    ]


def test_what_began_long_ago_and_lasts_is_cut_to_the_bounds() -> None:
    assert busy("UID:1\nDTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20290101") == ["03-20 00:00/35 days, 0:00:00"]


def test_a_rule_may_name_the_one_hour_of_the_day() -> None:
    daily = "UID:1\nDTSTART:20260323T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=0;COUNT=2"
    assert busy(daily) == ["03-23 09:00/1:00:00", "03-24 09:00/1:00:00"]


def test_years_of_history_cost_nothing() -> None:
    daily = "DTSTART:20100104T{:02}0000Z\nDURATION:PT10M\nRRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"
    found = busy(*(f"UID:{n}\n{daily.format(n)}" for n in range(20)))
    assert len(found) == 20 * 25
    assert len(busy("UID:1\nDTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY")) == 35
    ended = "UID:1\nDTSTART:19000101T090000Z\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;UNTIL=20250101T000000Z"
    assert busy(*([ended] * 200)) == []


@pytest.mark.parametrize("interval", [1, 2, 3, 5])
@pytest.mark.parametrize("freq", ["DAILY", "WEEKLY;BYDAY=TU,FR", "WEEKLY;WKST=SU;BYDAY=SU,MO", "WEEKLY"])
def test_a_rule_entered_in_the_middle_is_the_same_rule(freq: str, interval: int) -> None:
    event = f"UID:1\nDTSTART:20230406T090000Z\nDURATION:PT1H\nRRULE:FREQ={freq};INTERVAL={interval}"
    assert busy(event) == busy(event + ";COUNT=3000"), "which is read from its beginning"
    assert busy(event) != []


@pytest.mark.parametrize(
    "freq", ["SECONDLY", "MINUTELY", "HOURLY", "secondly", "DAILY;BYHOUR=1,2,3", "DAILY;BYSECOND=1,2"]
)
def test_what_is_repeated_within_a_day_is_refused(freq: str) -> None:
    with pytest.raises(Unreadable, match="several times a day"):
        busy(f"UID:1\nDTSTART:20260101T090000Z\nDURATION:PT1M\nRRULE:FREQ={freq}")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<html>sign in</html>",
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n" * 2000,
    ],
)
def test_what_is_no_calendar_is_refused(text: bytes) -> None:
    with pytest.raises(Unreadable):
        read(text, AFTER, BEFORE, "UTC")


@pytest.mark.parametrize(
    "event",
    [
        "UID:1\nDTSTART:99991231T235959Z\nDURATION:P300D",
        "UID:1\nDTSTART;VALUE=DATE:99991231\nRRULE:FREQ=DAILY",
        "UID:1\nDTSTART;VALUE=DATE:00010101",
        "UID:1\nDTSTART;TZID=Nowhere/At_All:20260323T090000\nDURATION:PT1H",
        "UID:1\nDTSTART:20260323T090000Z\nDURATION:P99999999D",
        "UID:1\nDTSTART:20260323T090000Z\nRRULE:FREQ=WEEKLY;INTERVAL=0",
        "UID:1\nDTSTART:20260323T090000Z\nDURATION:PT1H\nRRULE:FREQ=NEVER",
        "UID:1\nDTSTART:nonsense\nDURATION:PT1H",
        "DTSTART:20260323T090000Z\nDTEND:20260322T090000Z",
        "UID:1\nDTSTART:20260323T090000Z\nDURATION:PT1H\nEXDATE:nonsense\nRDATE:20260323T090000Z/PT1H",
    ],
)
def test_odd_entries_are_read_or_refused_but_never_a_surprise(event: str) -> None:
    with suppress(Unreadable):
        busy(event)


def test_more_than_anybody_can_do_is_refused() -> None:
    many = [(AFTER + timedelta(minutes=2 * n), AFTER + timedelta(minutes=2 * n + 1)) for n in range(MOST + 1)]
    with pytest.raises(Unreadable, match="too many"):
        tidy(many, AFTER, BEFORE)


# In a process of its own -----------------------------------------------------------------------------------------


def at_arms_length(text: bytes, seconds: float = 30) -> list[tuple[datetime, datetime]]:
    return asyncio.run(hostile.read(text, AFTER, BEFORE, "Europe/Paris", seconds))


def test_the_process_gives_the_same() -> None:
    text = calendar("UID:1\nDTSTART:20260323T090000Z\nDTEND:20260323T100000Z")
    assert at_arms_length(text) == [(at("2026-03-23 09:00"), at("2026-03-23 10:00"))]
    assert at_arms_length(text)[0][0].tzinfo is UTC
    with pytest.raises(Unreadable, match="no calendar"):
        at_arms_length(b"hello")


@pytest.mark.parametrize(
    "event",
    [
        "UID:1\nDTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "UID:1\nDTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=999999",
        "UID:1\nDTSTART:20260101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYSETPOS=7",
    ],
)
def test_rules_that_never_come_to_an_end_are_ended(event: str) -> None:
    start = time.monotonic()
    with suppress(Unreadable):
        assert at_arms_length(calendar(event), 8) == []
    assert time.monotonic() - start < 20


def test_a_reader_that_takes_too_long_is_ended() -> None:
    start = time.monotonic()
    with pytest.raises(Unreadable, match="too long"):
        at_arms_length(calendar(*(f"UID:{n}\nDTSTART:20260101T000000Z\nDURATION:PT1H" for n in range(20_000))), 0.5)
    assert time.monotonic() - start < 5
