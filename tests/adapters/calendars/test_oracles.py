"""Other readers of calendars read ordinary ones as ours does; and what nobody can read never makes anybody less busy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]
import vobject
from hypothesis import given, settings
from hypothesis import strategies as some

from adapters.calendars.reading.spans import Span, merged
from adapters.calendars.reading.text import Question, read
from tests.adapters.calendars.written import calendar

AFTER, BEFORE = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 6, 29, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def ours(text: str | bytes) -> Sequence[Span]:
    raw = text if isinstance(text, bytes) else text.encode()
    return read([raw], Question(AFTER, BEFORE, "Europe/Paris")).busy


def by_recurring_ical_events(text: str) -> Sequence[Span]:
    query = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
    found = query.between(AFTER - timedelta(days=3), BEFORE + timedelta(days=3))
    return merged([(_instant(one.start), _instant(one.end)) for one in found], AFTER, BEFORE)


def by_vobject(text: str) -> Sequence[Span]:
    """It knows nothing of moved instances, nor of zones without their rules, so it is asked about calendars without any."""
    return merged(_of_vobject(text), AFTER, BEFORE)


def _of_vobject(text: str) -> Iterator[Span]:
    for one in vobject.readOne(text).vevent_list:
        first = one.dtstart.value
        end = one.dtend.value if hasattr(one, "dtend") else first + one.duration.value
        starts = one.getrruleset(addRDate=True) if hasattr(one, "rrule") else None
        zone = first.tzinfo if isinstance(first, datetime) else None
        for start in [first] if starts is None else starts.between(*_naive(AFTER, BEFORE, zone), inc=True):
            if isinstance(first, datetime):
                begins = start.replace(tzinfo=zone).astimezone(UTC)
                yield begins, begins + (end - first)
            else:
                day = start.date() if isinstance(start, datetime) else start
                yield _instant(day), _instant(day + (end - first))


def _naive(after: datetime, before: datetime, zone: object) -> tuple[datetime, datetime]:
    low, high = after - timedelta(days=5), before + timedelta(days=5)
    return (low, high) if zone is not None else (low.replace(tzinfo=None), high.replace(tzinfo=None))


def _instant(at: date) -> datetime:
    return (at if isinstance(at, datetime) else datetime.combine(at, time(), PARIS)).astimezone(UTC)


@pytest.mark.parametrize("seed", range(12))
def test_a_reader_of_series_agrees(seed: int) -> None:
    text = calendar(Random(seed), 14)
    assert list(ours(text)) == list(by_recurring_ical_events(text))


@pytest.mark.parametrize("seed", range(12))
def test_a_second_reader_agrees(seed: int) -> None:
    chance = Random(1000 + seed)
    text = calendar(chance, 10, ("UTC",))
    while "RECURRENCE-ID" in text:
        text = calendar(chance, 10, ("UTC",))
    assert list(ours(text)) == list(by_vobject(text))


def covers(more: Sequence[Span], less: Sequence[Span]) -> bool:
    return all(any(start <= a and b <= end for start, end in more) for a, b in less)


@given(some.integers(0, 10_000), some.data())
@settings(max_examples=60, deadline=None)
def test_a_fault_in_one_entry_changes_no_other_s_times(seed: int, data: some.DataObject) -> None:
    """Characters of one entry become others; its neighbours are read as they were."""
    chance = Random(seed)
    rest = calendar(chance, 6)
    body, end = rest.rsplit("END:VCALENDAR", 1)
    spoilt = list(
        "BEGIN:VEVENT\r\nUID:other@x\r\nDTSTART:20260401T090000Z\r\nDTEND:20260401T100000Z\r\nRRULE:FREQ=WEEKLY\r\n"
    )
    for _ in range(data.draw(some.integers(1, 12))):
        at = data.draw(some.integers(14, len(spoilt) - 1))
        spoilt[at] = data.draw(some.sampled_from(list('0159AZ:;=,"\\ \t-é\u202e')))
    text = f"{body}{''.join(spoilt)}\r\nEND:VEVENT\r\nEND:VCALENDAR{end}"
    assert covers(ours(text), ours(rest))


@given(some.integers(0, 10_000), some.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_what_is_cut_off_leaves_what_is_whole(seed: int, share: float) -> None:
    text = calendar(Random(seed), 8)
    cut = max(len("BEGIN:VCALENDAR\r\n"), int(len(text) * share))
    events = text[:cut].rpartition("END:VEVENT")[0]
    if events and "RECURRENCE-ID" not in text[len(events) :]:  # an instance that was moved has moved
        whole = f"{events}END:VEVENT\r\nEND:VCALENDAR\r\n"
        assert covers(ours(text[:cut]), ours(whole))


@given(some.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_anything_may_stand_in_an_entry(noise: bytes) -> None:
    one = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260401T090000Z\r\nDTEND:20260401T100000Z\r\nEND:VEVENT\r\n"
    odd = (
        b"BEGIN:VEVENT\r\nUID:2\r\nDESCRIPTION:" + noise.replace(b"\n", b"").replace(b"\r", b"") + b"\r\nEND:VEVENT\r\n"
    )
    text = b"BEGIN:VCALENDAR\r\n" + odd + one + b"END:VCALENDAR\r\n"
    assert covers(ours(text), [(datetime(2026, 4, 1, 9, tzinfo=UTC), datetime(2026, 4, 1, 10, tzinfo=UTC))])
