"""Busy times out of calendars, friendly and hostile."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from typing import Any

import pytest

from adapters.calendars import hostile
from adapters.calendars.busy import MOST, tidy
from adapters.calendars.fetch import Body
from adapters.calendars.reading.faults import Fault, Unread
from adapters.calendars.reading.text import Found, Question, read
from adapters.calendars.reading.unpacking import LARGEST
from bot.ports.calendars import Busy, Unreadable, Why
from tests.values import at

AFTER, BEFORE = at("2026-03-20 00:00"), at("2026-04-24 00:00")


def calendar(*events: str, kind: str = "VEVENT") -> bytes:
    body = "".join(f"BEGIN:{kind}\n{event.strip()}\nEND:{kind}\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def found(text: bytes, zone: str = "Europe/Paris", mails: tuple[str, ...] = ()) -> Found:
    return read([text], Question(AFTER, BEFORE, zone, mails, ("@bot.example.org",)))


def told(text: bytes, zone: str = "Europe/Paris", mails: tuple[str, ...] = ()) -> list[str]:
    return [f"{a:%m-%d %H:%M}/{b - a}" for a, b in found(text, zone, mails).busy]


def busy(*events: str, kind: str = "VEVENT", zone: str = "Europe/Paris") -> list[str]:
    return told(calendar(*events, kind=kind), zone)


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
    ("rule", "count"), [("HOURLY;COUNT=8", 0), ("MINUTELY;UNTIL=20260319T000000Z", 0), ("HOURLY", 35 * 24)]
)
def test_what_is_repeated_within_a_day_is_read_where_that_is_over_or_cheap(rule: str, count: int) -> None:
    event = f"UID:1\nDTSTART:20150101T090000Z\nDURATION:PT1M\nRRULE:FREQ={rule}"
    assert len(busy(event)) == count


@pytest.mark.parametrize("rule", ["SECONDLY", "MINUTELY", "minutely;INTERVAL=2", "DAILY;BYHOUR=1,2,3;BYSECOND=1,2"])
def test_what_is_repeated_too_often_takes_all_of_its_time_or_is_read(rule: str) -> None:
    event = f"UID:1\nDTSTART:20260322T000000Z\nDURATION:PT3M\nRRULE:FREQ={rule}"
    other = "UID:2\nDTSTART:20260321T090000Z\nDURATION:PT1H"
    times = busy(event, other)
    assert times[0] == "03-21 09:00/1:00:00", "nothing else is lost"
    assert times[1:] == ["03-22 00:00/33 days, 0:00:00"] or "DAILY" in rule


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<html>sign in</html>",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_calendar_is_refused(text: bytes) -> None:
    with pytest.raises(Unread) as error:
        found(text)
    assert error.value.fault is (Fault.PAGE if b"html" in text else Fault.NO_CALENDAR)


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
    whole = "UID:2\nDTSTART:20260321T090000Z\nDURATION:PT1H"
    assert "03-21 09:00/1:00:00" in busy(event, whole) or busy(event) == [f"03-20 00:00/{BEFORE - AFTER}"]


def test_more_than_anybody_can_do_is_refused() -> None:
    many = [(AFTER + timedelta(minutes=2 * n), AFTER + timedelta(minutes=2 * n + 1)) for n in range(MOST + 1)]
    with pytest.raises(Unreadable, match="too many"):
        tidy(many, AFTER, BEFORE)


# In a process of its own -----------------------------------------------------------------------------------------


def at_arms_length(text: bytes, seconds: float = 30, *, deflated: bool = False) -> Busy:
    @asynccontextmanager
    async def given() -> AsyncIterator[Body]:
        yield Body(_chunks(text), deflated)

    return asyncio.run(hostile.read(given(), Question(AFTER, BEFORE, "Europe/Paris"), seconds))


async def _chunks(text: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(text), 65_536):
        yield text[start : start + 65_536]


def test_the_process_gives_the_same() -> None:
    text = calendar("UID:1\nDTSTART:20260323T090000Z\nDTEND:20260323T100000Z")
    assert at_arms_length(text).times == [(at("2026-03-23 09:00"), at("2026-03-23 10:00"))]
    assert at_arms_length(text).times[0][0].tzinfo is UTC
    with pytest.raises(Unreadable, match="no calendar"):
        at_arms_length(b"hello")


def test_the_process_is_given_none_of_the_bots_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    begin, given = asyncio.create_subprocess_exec, dict[str, str]()

    async def begun(*command: str, env: dict[str, str], **more: Any) -> asyncio.subprocess.Process:
        given.update(env)
        return await begin(*command, env=env, **more)

    monkeypatch.setenv("TOGETHER_SECRET_KEYS", "4711")
    monkeypatch.setattr(asyncio, "create_subprocess_exec", begun)
    at_arms_length(calendar())
    assert "PATH" in given
    assert given.keys() <= {"PATH", "PYTHONPATH", "SYSTEMROOT"}


def test_what_was_packed_is_unpacked_within_bounds() -> None:
    text = calendar("UID:1\nDTSTART:20260323T090000Z\nDTEND:20260323T100000Z")
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    deflated = raw.compress(text) + raw.flush()
    for packed in (gzip.compress(text), zlib.compress(text), deflated):
        assert at_arms_length(packed, deflated=not packed.startswith(b"\x1f\x8b")).times == at_arms_length(text).times
    for bad, why in (
        (b"PK\x03\x04rest", Why.PACKED),
        (b"\x1f\x8b\x08nonsense that is no gzip", Why.PACKED),
        (gzip.compress(text + b"X" * (LARGEST + 1)), Why.LARGE),
        (b"<!DOCTYPE html><title>Sign in", Why.PAGE),
    ):
        with pytest.raises(Unreadable) as error:
            at_arms_length(bad)
        assert error.value.why is why


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=9999999",
        "FREQ=DAILY;BYSETPOS=7",
    ],
)
def test_a_rule_that_never_comes_to_an_end_spoils_no_other_entry(rule: str) -> None:
    whole = "UID:2\nDTSTART:20260323T090000Z\nDTEND:20260323T100000Z"
    read_so = at_arms_length(calendar(f"UID:1\nDTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:{rule}", whole))
    assert any(start <= at("2026-03-23 09:00") and at("2026-03-23 10:00") <= end for start, end in read_so.times)


def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(Unreadable, match="too long") as error:
        at_arms_length(calendar(*(f"UID:{n}\nDTSTART:20260101T000000Z\nDURATION:PT1H" for n in range(20_000))), 0.001)
    assert error.value.why is Why.SLOW
