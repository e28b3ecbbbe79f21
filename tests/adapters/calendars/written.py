"""Ordinary calendars by chance, as Google, Outlook and Apple write them: zones, series, exceptions, moved instances, whole days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

ZONES = ("Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
RULES = (
    "FREQ=DAILY;COUNT=9",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU",
    "FREQ=WEEKLY;UNTIL={until}",
    "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=YEARLY",
)


def calendar(chance: Random, entries: int, zones: Sequence[str] = ZONES) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN"]
    for n in range(entries):
        lines += _entry(chance, f"e{n}@example.org", chance.choice(zones))
    return "\r\n".join((*lines, "END:VCALENDAR", ""))


def _entry(chance: Random, uid: str, zone: str) -> list[str]:
    first = datetime(2026, 1, 1) + timedelta(days=chance.randrange(150), minutes=15 * chance.randrange(96))  # noqa: DTZ001
    is_day = chance.random() < 0.2
    length = timedelta(days=chance.randint(1, 3)) if is_day else timedelta(minutes=15 * chance.randint(1, 12))
    body = [*_times(first, length, zone, is_day)]
    if chance.random() < 0.6:
        rule = chance.choice(RULES)
        until = first + timedelta(days=40)
        body.append("RRULE:" + rule.format(until=f"{until:%Y%m%d}" if is_day else f"{until:%Y%m%dT%H%M%SZ}"))
        if "WEEKLY;" in rule and "BYDAY" not in rule:
            skipped, moved = first + timedelta(days=7), first + timedelta(days=14)
            body.append(f"EXDATE{_value(skipped, zone, is_day)}")
            later = moved + timedelta(days=1)
            return [
                *_event(uid, body),
                *_event(uid, [f"RECURRENCE-ID{_value(moved, zone, is_day)}", *_times(later, length, zone, is_day)]),
            ]
    return _event(uid, body)


def _event(uid: str, body: list[str]) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *body, "SUMMARY:x", "END:VEVENT"]


def _times(first: datetime, length: timedelta, zone: str, is_day: bool) -> list[str]:
    if is_day:
        day = first.replace(hour=0, minute=0)
        return [f"DTSTART{_value(day, zone, True)}", f"DTEND{_value(day + length, zone, True)}"]
    return [f"DTSTART{_value(first, zone, False)}", f"DURATION:PT{length // timedelta(minutes=1)}M"]


def _value(at: datetime, zone: str, is_day: bool) -> str:
    if is_day:
        return f";VALUE=DATE:{at:%Y%m%d}"
    return f":{at:%Y%m%dT%H%M%SZ}" if zone == "UTC" else f";TZID={zone}:{at:%Y%m%dT%H%M%S}"
