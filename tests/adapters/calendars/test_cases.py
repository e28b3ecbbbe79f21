"""Calendars that were misread, each with what stands in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.calendars.reading.text import Found, Question, read

AFTER, BEFORE = datetime(2026, 11, 25, tzinfo=UTC), datetime(2027, 1, 5, tzinfo=UTC)
HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n"
PLAIN = "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z\n"
NINE = "12-01 09:00–10:00"


def found(text: str | bytes, *mails: str) -> Found:
    raw = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()
    pieces = [raw[start : start + 7] for start in range(0, len(raw), 7)]
    one = read([raw], Question(AFTER, BEFORE, "Europe/Paris", mails, ("@bot.example.org",)))
    assert one == read(pieces, Question(AFTER, BEFORE, "Europe/Paris", mails, ("@bot.example.org",))), (
        "however it comes"
    )
    return one


def busy(text: str | bytes, *mails: str) -> list[str]:
    return [f"{start:%m-%d %H:%M}–{end:%H:%M}" for start, end in found(text, *mails).busy]


def event(lines: str, uid: str = "u1") -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261101T000000Z\n{lines}END:VEVENT\n"


def calendar(*events: str, head: str = "") -> str:
    return f"{HEAD}{head}{''.join(events)}END:VCALENDAR\n"


@pytest.mark.parametrize(
    "text",
    [
        calendar(event(f"{PLAIN}BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:PT-2H\nDURATION:PT9H\nEND:VALARM\n")),
        calendar(event(PLAIN), "BEGIN:VTODO\nUID:t\nDUE:tomorrow\nDTSTART:20261202T090000Z\nEND:VTODO\n"),
        calendar(event(PLAIN), head="two without colon\n"),
        calendar(event(PLAIN), head="REFRESH-INTERVAL:4H\n"),
        calendar(event(PLAIN), head="BEGIN:VTIMEZONE\nTZID:Odd\nEND:VTIMEZONE\n"),
        calendar(event(PLAIN)).replace("END:VEVENT", "END:VEVENT\nEND:VALARM"),
        calendar(event("DESCRIPTION:a line\nthat was broken without care\n" + PLAIN)),
        calendar(event(PLAIN).replace("DTSTART:2026", "DTSTART:20\n 26")),
        calendar(event(PLAIN)) + calendar(event("DTSTART:20280101T090000Z\nDTEND:20280101T100000Z\n", "u2")),
        calendar(event(PLAIN)).encode("utf-16"),
        calendar(event(PLAIN)).encode("utf-16-be"),
        calendar(event(PLAIN)).encode("utf-16-le"),
        b"\xef\xbb\xbf" + calendar(event(PLAIN)).encode(),
        calendar(event(PLAIN)).replace("\n", "\r").encode(),
    ],
)
def test_a_line_that_is_not_needed_spoils_nothing(text: str | bytes) -> None:
    assert busy(text) == [NINE]


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        ("DTSTART;TZID=Europe/Paris:20261201T100000\nDTEND;TZID=Europe/Paris:20261201T110000\nDURATION:PT0S\n", [NINE]),
        ("DTSTART;VALUE=DATE:20261202\nDTEND;VALUE=DATE:20261202\n", ["12-01 23:00–23:00"]),
        ("DTSTART;TZID=America/New_York:20261201T100000\nDTEND:20261201T110000\n", ["12-01 15:00–16:00"]),
        ("DTSTART:20261201T100000\nDTEND;TZID=America/New_York:20261201T110000\n", ["12-01 15:00–16:00"]),
        (f"{PLAIN}EXDATE:\nEXDATE;VALUE=DATE:\n", [NINE]),
        (f"{PLAIN}RRULE:nonsense\n", [NINE]),
        (f"{PLAIN}RRULE:FREQ=DAILY;COUNT=2;BYDAY=XX;BYMONTH=13\n", [NINE, "12-02 09:00–10:00"]),
        (f"{PLAIN}RRULE:FREQ=WEEKLY;UNTIL=20261208\n", [NINE, "12-08 09:00–10:00"]),
        ("DTSTART:2026-12-01T09:00:00Z\nDTEND:2026-12-01T10:00:00+00:00\n", [NINE]),
        ("DTSTART;TZID=europe/paris:20261201T100000\nDURATION:PT1H\n", [NINE]),
        ('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261201T040000\nDURATION:PT1H\n', [NINE]),
        ("DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20261201T040000\nDURATION:PT1H\n", [NINE]),
        ("DTSTART;TZID=tzone://Microsoft/Utc:20261201T090000\nDURATION:PT1H\n", [NINE]),
        ("DTSTART;TZID=UTC+02:00:20261201T110000\nDURATION:PT1H\n", [NINE]),
        ("DTSTART;TZID=/mozilla.org/20070129_1/America/New_York:20261201T040000\nDURATION:PT1H\n", [NINE]),
        ("DTSTART;VALUE=DATE:20261223\nRRULE:FREQ=DAILY;UNTIL=20261223T230000Z\n", ["12-22 23:00–23:00"]),
        ("DTEND:20261201T100000Z\nDTSTART:20261201T090000Z\nDTSTART:20261205T090000Z\n", [NINE]),
    ],
)
def test_it_is_read_as_it_is_meant(lines: str, right: list[str]) -> None:
    assert busy(calendar(event(lines))) == right


def test_an_end_that_cannot_be_read_is_none() -> None:
    assert busy(calendar(event(f"{PLAIN}RRULE:FREQ=WEEKLY;UNTIL=\n")))[:2] == [NINE, "12-08 09:00–10:00"]


def test_a_floating_instance_belongs_to_its_series() -> None:
    series = (
        "DTSTART;TZID=America/New_York:20261201T100000\nDTEND;TZID=America/New_York:20261201T110000\n"
        "RRULE:FREQ=WEEKLY;COUNT=3\n"
    )
    moved = (
        "DTSTART;TZID=Europe/Paris:20261209T100000\nDTEND;TZID=Europe/Paris:20261209T110000\n"
        "RECURRENCE-ID:20261208T100000\n"
    )
    assert busy(calendar(event(series), event(moved))) == [
        "12-01 15:00–16:00",
        "12-09 09:00–10:00",
        "12-15 15:00–16:00",
    ]
    assert busy(calendar(event(series + "EXDATE:20261208T100000\n"))) == ["12-01 15:00–16:00", "12-15 15:00–16:00"]
    assert busy(calendar(event(moved))) == ["12-09 09:00–10:00"], "left over from a series that is not there"


def test_the_newest_version_counts_wherever_it_lies() -> None:
    old = "SEQUENCE:0\nDTSTART:20261202T100000Z\nDTEND:20261202T110000Z\n"
    new = "SEQUENCE:1\nDTSTART:20261203T100000Z\nDTEND:20261203T110000Z\n"
    gone = "SEQUENCE:2\nDTSTART:20200101T100000Z\nDTEND:20200101T110000Z\n"
    assert busy(calendar(event(old), event(new))) == ["12-03 10:00–11:00"]
    assert busy(calendar(event(new), event(old))) == ["12-03 10:00–11:00"]
    assert busy(calendar(event(gone), event(old), event(new))) == []
    assert len(busy(calendar(event(old), event(new.replace("SEQUENCE:1", "SEQUENCE:0"))))) == 2, "two of one name"


def test_a_shift_of_all_that_follow_keeps_to_the_wall() -> None:
    """Over the change of the clocks, on 28 March 2027."""
    after, before = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 15, tzinfo=UTC)
    series = "DTSTART;TZID=Europe/Paris:20270302T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\n"
    later = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20270316T090000\n"
        "DTSTART;TZID=Europe/Paris:20270316T110000\nDURATION:PT1H\n"
    )
    text = calendar(event(series), event(later)).encode()
    times = read([text], Question(after, before, "Europe/Paris")).busy
    assert [f"{start:%m-%d %H}" for start, _ in times] == [
        *("03-02 08", "03-09 08", "03-16 10", "03-23 10", "03-30 09", "04-06 09", "04-13 09")
    ]


def test_what_its_owner_has_declined_is_free() -> None:
    invited = event(
        f"{PLAIN}ATTENDEE;CN=Camille;PARTSTAT=DECLINED:mailto:Camille@Example.org\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:awa@example.org\n"
    )
    assert busy(calendar(invited)) == [NINE], "nobody knows who Camille is"
    assert busy(calendar(invited), "camille@example.org") == []
    assert busy(calendar(invited), "awa@example.org") == [NINE]
    assert busy(calendar(invited, head="X-WR-CALNAME:camille@example.org\n")) == []
    assert busy(calendar(invited, head="X-WR-CALNAME:Perso\n")) == [NINE]


@pytest.mark.parametrize(
    "line", ["TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", "STATUS:cancelled"]
)
def test_what_is_free_or_elsewhere_is_no_busy_time(line: str) -> None:
    assert busy(calendar(event(f"{PLAIN}{line}\n"))) == []


def test_the_bots_own_meetings_do_not_block_their_own_move() -> None:
    assert busy(calendar(event(PLAIN, "p1.3@bot.example.org"), event(PLAIN.replace("1201", "1202"), "x@y"))) == [
        "12-02 09:00–10:00"
    ]


def test_what_cannot_be_understood_is_busy_and_counted() -> None:
    unended = found(calendar(event("DTSTART;TZID=Europe/Paris:20261201T220000\nDTEND:soon\n")))
    assert [f"{end - start}" for start, end in unended.busy] == ["2:00:00"], "until midnight"
    assert unended.doubtful == 1
    unbegun = found(calendar(event("DTSTART:soon\nDTEND:20261201T100000Z\n")))
    assert [end.isoformat() for _, end in unbegun.busy] == ["2026-12-01T10:00:00+00:00"]
    assert unbegun.doubtful == 1
    lost = found(calendar(event("DTSTART;TZID=Nowhere/At_All:20261201T100000\nDURATION:PT1H\n")))
    assert (len(lost.busy), lost.zones, lost.doubtful) == (1, 1, 0)
    assert found(calendar(event("DTSTART:soon\n"))).doubtful == 1


def test_a_zone_s_own_rules_are_read_where_its_name_says_nothing() -> None:
    rules = (
        "BEGIN:VTIMEZONE\nTZID:Our office\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\n"
        "TZOFFSETTO:+0300\nTZNAME:X\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    one = event("DTSTART;TZID=Our office:20261201T120000\nDURATION:PT1H\n")
    assert busy(calendar(one, head=rules)) == [NINE]
    assert busy(calendar(one, rules)) == [NINE], "wherever they stand"


def test_a_text_that_breaks_off_still_says_what_came_before() -> None:
    text = calendar(event(PLAIN), event(PLAIN.replace("1201", "1203"), "u2"))
    whole = busy(text)
    for end in range(text.index("END:VEVENT") + 11, len(text), 3):
        assert busy(text[:end])[:1] == whole[:1]


def test_a_short_entry_within_a_long_one_ends_nothing() -> None:
    long = event("DTSTART:20261201T080000Z\nDTEND:20261201T120000Z\n", "u2")
    assert busy(calendar(event(PLAIN), long)) == ["12-01 08:00–12:00"]


def test_a_length_that_runs_backwards_adds_nothing() -> None:
    assert busy(calendar(event(f"{PLAIN}DURATION:-PT3H\n"))) == [NINE]


def test_an_entry_without_an_end_ends_where_the_next_one_begins() -> None:
    endless = event(PLAIN).removesuffix("END:VEVENT\n")
    other = event(PLAIN.replace("1201", "1203"), "u2")
    assert busy(calendar(endless, other)) == busy(calendar(event(PLAIN), other))


def test_a_series_that_began_long_ago_goes_on() -> None:
    weekly = event("DTSTART:20150106T090000Z\nDTEND:20150106T100000Z\nRRULE:FREQ=WEEKLY\n")  # Tuesdays
    assert busy(calendar(weekly))[0] == NINE
    listed = event("DTSTART:20150106T090000Z\nDTEND:20150106T100000Z\nRDATE:20261201T090000Z\n")
    assert busy(calendar(listed)) == [NINE]


def test_the_entry_in_which_it_breaks_off_is_busy_as_far_as_it_is_read() -> None:
    text = calendar(event("DTSTART:20261201T090000Z\n"))
    broken = found(text[: text.index("END:VEVENT")])
    assert [f"{start:%m-%d %H:%M}" for start, _ in broken.busy] == ["12-01 09:00"], "until midnight"
    assert broken.doubtful == 1
