"""Invitations: read back by a strict reader that shares nothing with the writer, over the life of a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from adapters.calendars import links
from adapters.calendars.agenda import description
from adapters.calendars.ics import NOBODY, Letterhead, download, subscription
from bot.engine.flows.date.invite import Invite, invite
from bot.engine.journey import Journey
from bot.engine.people import Place, Role
from tests.adapters.calendars.strict import NotStrict, read
from tests.engine.simulator import Season
from tests.engine.walking import booked, offered, season
from tests.values import CAMILLE, CONTENT, MENTEE, MENTOR, PROGRAMME, at, member, pair

NOW = at("2026-01-06 12:00")
HEAD = Letterhead("together.example.org", "dates@example.org")
FRENCH = CONTENT.voices(("fr",), ("Europe/Paris",))
ENGLISH = CONTENT.voices(("en",), ("Europe/London",))


def meeting(journey: Journey, number: int = 1) -> Invite:
    found = invite(PROGRAMME, journey, number)
    assert found is not None
    return found


@pytest.fixture
def walk() -> Season:
    return booked(season())


def test_a_date_as_a_request(walk: Season) -> None:
    one = replace(meeting(walk.journey), mails={MENTOR: "awa@example.org", MENTEE: ""})
    calendar = read(download(one, FRENCH, NOW, HEAD))
    assert calendar["METHOD"].value == "REQUEST"
    (event,) = calendar.parts
    assert event["UID"].value == "p1.1@together.example.org"
    assert walk.journey.current is not None
    assert walk.journey.current.meeting is not None
    assert event["DTSTART"].utc == walk.journey.current.meeting.at
    assert event["DTEND"].utc == walk.journey.current.meeting.over
    assert event["DTSTAMP"].utc == NOW
    assert event["STATUS"].value == "CONFIRMED"
    assert event["ORGANIZER"].value == "mailto:dates@example.org"
    people = {one.params["CN"]: one.value for one in event.every("ATTENDEE")}
    assert people == {"Awa": "mailto:awa@example.org", "Camille": NOBODY}
    assert event["SUMMARY"].text.startswith("Séance 1")
    assert "Objectif" in event["DESCRIPTION"].text
    for topic in one.topics:
        assert FRENCH.label(topic) in event["DESCRIPTION"].text


def test_each_reads_it_in_their_own_language(walk: Season) -> None:
    one = meeting(walk.journey)
    french = read(download(one, FRENCH, NOW, HEAD)).parts[0]
    english = read(download(one, ENGLISH, NOW, HEAD)).parts[0]
    assert french["SUMMARY"].params["LANGUAGE"] == "fr"
    assert english["SUMMARY"].text.startswith("Session 1")
    assert french["UID"].value == english["UID"].value
    assert french["DTSTART"].value == english["DTSTART"].value


def test_request_update_cancel_keeps_the_uid_and_raises_the_sequence(walk: Season) -> None:
    files = [download(meeting(walk.journey), FRENCH, NOW, HEAD)]
    now = walk.journey.current
    assert now is not None
    walk.use(MENTOR, now.card("date"), "date.move")
    files.append(download(meeting(walk.journey), FRENCH, NOW, HEAD))  # no date for the moment
    now = walk.journey.current
    assert now is not None
    for role in (MENTOR, MENTEE):
        walk.use(role, now.card("date"), "date.tap")
    files.append(download(meeting(walk.journey), FRENCH, NOW, HEAD))
    walk.use(MENTEE, now.card("date"), "date.cancel")
    files.append(download(meeting(walk.journey), FRENCH, NOW, HEAD))
    calendars = [read(file) for file in files]
    assert [one["METHOD"].value for one in calendars] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert [one.parts[0]["STATUS"].value for one in calendars][-1] == "CANCELLED"
    assert len({one.parts[0]["UID"].value for one in calendars}) == 1
    numbers = [int(one.parts[0]["SEQUENCE"].value) for one in calendars]
    assert numbers == sorted(set(numbers))
    # and so does a library that other people write
    again = [vobject.readOne(file.decode()) for file in files]
    assert [one.method.value for one in again] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert {one.vevent.uid.value for one in again} == {"p1.1@together.example.org"}
    assert [int(one.vevent.sequence.value) for one in again] == numbers
    assert [one.vevent.dtstart.value for one in again] == [one.parts[0]["DTSTART"].utc for one in calendars]


@pytest.mark.parametrize(
    "mail", ["", "awa", "a@b c", "a@b\r\nATTENDEE:mailto:x@y", "a@b>", '"a"@b', "a" * 65 + "@b", "@b", "a@"]
)
def test_what_is_no_address_is_not_written_down(walk: Season, mail: str) -> None:
    one = replace(meeting(walk.journey), mails={MENTOR: mail, MENTEE: mail})
    (event,) = read(download(one, FRENCH, NOW, HEAD)).parts
    assert [attendee.value for attendee in event.every("ATTENDEE")] == [NOBODY, NOBODY]


def test_the_writers_own_library_reads_the_same(walk: Season) -> None:
    """icalendar, as it would read anybody's."""
    one = meeting(walk.journey)
    (event,) = Calendar.from_ical(download(one, FRENCH, NOW, HEAD)).events
    assert event.start == one.at
    assert str(event["DESCRIPTION"]) == description(one, FRENCH)


def test_a_journey_that_ended_calls_its_date_off(walk: Season) -> None:
    before = meeting(walk.journey)
    after = meeting(replace(walk.journey, ended=NOW))
    assert after.cancelled
    assert after.sequence > before.sequence


def test_a_seance_without_a_date_has_no_invitation() -> None:
    assert invite(PROGRAMME, pair(), 1) is None
    assert invite(PROGRAMME, season().journey, 1) is None


def test_a_feed_has_what_stands_and_nothing_that_was_called_off(walk: Season) -> None:
    standing = meeting(walk.journey)
    off = replace(standing, uid="p1.2", cancelled=True)
    calendar = read(subscription([(standing, FRENCH), (off, ENGLISH)], "Séances", NOW, HEAD))
    assert calendar["METHOD"].value == "PUBLISH"
    assert calendar["X-WR-CALNAME"].text == "Séances"
    assert [event["UID"].value for event in calendar.parts] == ["p1.1@together.example.org"]
    assert [event.every("ATTENDEE") for event in calendar.parts] == [[]]
    assert read(subscription([], "Séances", NOW, HEAD)).parts == []


@given(st.text(min_size=1, max_size=120), st.text(min_size=1, max_size=30))
def test_whatever_people_are_called_the_file_is_strict(name: str, other: str) -> None:
    one = replace(ANY, names={MENTOR: name, MENTEE: other})
    read(download(one, Parrot(name), NOW, HEAD))
    read(subscription([(one, Parrot(other))], name, NOW, HEAD))
    (event,) = vobject.readOne(subscription([(one, Parrot(other))], name, NOW, HEAD).decode()).vevent_list
    assert event.uid.value == "p1.1@together.example.org"


class Parrot:
    """Says whatever it was given."""

    def __init__(self, words: str) -> None:
        self._words = words

    @property
    def language(self) -> str:
        return "fr"

    @property
    def colon(self) -> str:
        return ":"

    def prose(self, say: object) -> str:
        return self._words * 3

    def label(self, say: object) -> str:
        return self._words


ANY = meeting(booked(season()).journey)


@pytest.mark.parametrize(
    "bad",
    [
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX" + b"x" * 80 + b":1\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nno line\r\nEND:VCALENDAR\r\n",
    ],
)
def test_the_strict_reader_is_strict(bad: bytes) -> None:
    with pytest.raises(NotStrict):
        read(bad)


# Links -----------------------------------------------------------------------------------------------------------

KEY, OLD = b"k" * 32, b"o" * 32


def _parts(url: str) -> tuple[str, ...]:
    return tuple(urlsplit(url).path.removesuffix(".ics").split("/")[2:])


def test_a_signed_link_holds_for_what_it_names_and_nothing_else() -> None:
    signer = links.Signer("https://t.example.org/", (KEY,))
    url = signer.meeting("p1", 3, Place.MENTEE)
    assert url.startswith("https://t.example.org/calendar/p1/3/mentee/")
    pair_, number, reader, signature = _parts(url)
    assert signer.is_meeting(pair_, number, reader, signature)
    assert not signer.is_meeting(pair_, "4", reader, signature)
    assert not signer.is_meeting(pair_, number, "mentor", signature)
    assert not signer.is_meeting("p2", number, reader, signature)
    assert not signer.is_meeting(pair_, number, reader, "é" + signature)
    assert not signer.is_meeting(pair_, number, reader, "")
    assert not signer.is_feed("p1/3/mentee", 0, signature)


def test_keys_can_be_changed() -> None:
    old = links.Signer("https://t", (OLD,))
    signature = _parts(old.meeting("p1", 1, Place.PAIR))[-1]
    assert links.Signer("https://t", (KEY, OLD)).is_meeting("p1", "1", "pair", signature)
    assert not links.Signer("https://t", (KEY,)).is_meeting("p1", "1", "pair", signature)
    with pytest.raises(ValueError, match="32 bytes"):
        links.Signer("https://t", (b"short",))


def test_a_feed_is_revoked_by_asking_for_a_new_one() -> None:
    signer = links.Signer("https://t", (KEY,))
    _, person, signature = _parts(signer.feed("a/b", 0))
    assert person == "a%2Fb"
    assert signer.is_feed("a/b", 0, signature)
    assert not signer.is_feed("a/b", 1, signature)
    assert not signer.is_feed("a", 0, signature)
    assert len(signature) == 43  # 256 bits


def test_add_to_google_and_outlook(walk: Season) -> None:
    one = replace(meeting(walk.journey), at=datetime(2026, 1, 8, 13, tzinfo=UTC))
    asked = parse_qs(urlsplit(links.google(one, FRENCH)).query)
    assert asked["dates"] == ["20260108T130000Z/20260108T140000Z"]
    assert asked["text"][0].startswith("Séance 1")
    asked = parse_qs(urlsplit(links.outlook(one, FRENCH)).query)
    assert (asked["startdt"], asked["enddt"]) == (["2026-01-08T13:00:00Z"], ["2026-01-08T14:00:00Z"])
    assert "+" not in urlsplit(links.outlook(one, FRENCH)).query
    assert "\n" not in asked["body"][0]
    assert asked["body"][0].count("<br>") == description(one, FRENCH).count("\n")
    odd = replace(one, place="<b>Café</b>")
    assert "&lt;b&gt;" in parse_qs(urlsplit(links.outlook(odd, FRENCH)).query)["body"][0]


def test_the_two_are_named_whoever_reads(walk: Season) -> None:
    one = meeting(walk.journey)
    assert set(one.names) == set(Role)
    assert CAMILLE.name in FRENCH.label(one.summary)
    assert member("x").name not in FRENCH.label(one.summary)


# What the two agreed on -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "link"), [("https://visio.example.org/a?b=c;d,e", True), ("Café ; salle 2, au fond", False)]
)
def test_where_they_agreed_to_meet_is_location_url_and_description(place: str, link: bool) -> None:
    walk = offered(season())
    walk.type(MENTOR, "agreement")
    walk.submit(MENTOR, "agreement", "agreement.place", where=place, between="Signal")
    walk.use(MENTEE, "agreement", "agreement.yes")
    one = meeting(booked(walk).journey)
    for written in (download(one, FRENCH, NOW, HEAD), subscription([(one, FRENCH)], "Séances", NOW, HEAD)):
        (event,) = (part for part in read(written).parts if part.name == "VEVENT")
        assert event["LOCATION"].text == place
        assert [url.value for url in event.every("URL")] == ([place] if link else [])
        assert place in event["DESCRIPTION"].text
        assert "Signal" not in repr(written), "how they reach each other is no calendar's"
    for address in (links.google(one, FRENCH), links.outlook(one, FRENCH)):
        assert parse_qs(urlsplit(address).query)["location"] == [place]


def test_a_place_that_was_agreed_on_anew_is_a_later_version(walk: Season) -> None:
    before = meeting(walk.journey)
    walk.type(MENTOR, "agreement")
    walk.submit(MENTOR, "agreement", "agreement.place", where="Salle 2", between="")
    walk.use(MENTEE, "agreement", "agreement.yes")
    after = read(download(meeting(walk.journey), FRENCH, NOW, HEAD)).parts[0]
    assert after["LOCATION"].text == "Salle 2"
    assert int(after["SEQUENCE"].value) > before.sequence
