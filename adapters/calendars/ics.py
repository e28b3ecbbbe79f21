"""Writes iCalendar files (RFC 5545, RFC 5546): one séance to download, or all of a person's to subscribe to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vText

from adapters.calendars.agenda import description
from bot.engine.flows.date.invite import Invite
from bot.ports import Voice

PRODUCT = "-//together//together-bot//EN"
NOBODY = "invalid:nomail"
"""The address of somebody whose e-mail is not known, as Exchange writes it: the name is shown, nothing is sent."""

_MAIL = re.compile(r"[^\s@<>()\[\]:;,\\\"\x00-\x1f\x7f]{1,64}@[\w.-]{1,190}")

REFRESH = timedelta(hours=1)
"""How often a subscribed calendar is asked to look again; most look when they please."""


class Method(StrEnum):
    REQUEST = "REQUEST"
    """A date, or a changed one: the same UID and a higher SEQUENCE."""
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"
    """A calendar to read, nothing to answer."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Holds what all of an installation's invitations share."""

    domain: str = "together.invalid"
    """After the @ of a UID; it has to stay the same."""
    organizer: str = ""
    """An e-mail address that reads answers."""
    name: str = "together"


def download(invite: Invite, voice: Voice, at: datetime, letterhead: Letterhead) -> bytes:
    """Writes one séance as it stands: a request, an update or a cancellation. `at` is when the file is made, aware UTC."""
    method = Method.CANCEL if invite.cancelled else Method.REQUEST
    calendar = _calendar(method)
    calendar.add_component(_event(invite, voice, at, letterhead))
    return _bytes(calendar)


def subscription(invites: Iterable[tuple[Invite, Voice]], title: str, at: datetime, letterhead: Letterhead) -> bytes:
    """Writes all séances of a person, past and to come; leaves out what was called off, so that it disappears.

    What is published invites nobody, and names nobody's address (RFC 5546, 3.2.1).
    """
    calendar = _calendar(Method.PUBLISH)
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(_line(title)))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    for invite, voice in invites:
        if not invite.cancelled:
            calendar.add_component(_event(invite, voice, at, letterhead, invites=False))
    return _bytes(calendar)


def _calendar(method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    return calendar


def _event(invite: Invite, voice: Voice, at: datetime, letterhead: Letterhead, *, invites: bool = True) -> Event:
    event = Event()
    event.add("uid", f"{invite.uid}@{letterhead.domain}")
    event.add("sequence", invite.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", invite.at.astimezone(UTC))
    event.add("dtend", invite.end.astimezone(UTC))
    event.add("summary", _line(voice.label(invite.summary)), parameters={"LANGUAGE": voice.language})
    event.add("description", _text(description(invite, voice)), parameters={"LANGUAGE": voice.language})
    if invite.place:
        event.add("location", vText(_line(invite.place)))
    if invite.link:
        event.add("url", invite.link)
    event.add("status", "CANCELLED" if invite.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if invite.cancelled else "OPAQUE")
    event.add("organizer", _address(letterhead.organizer, letterhead.name))
    for role, name in invite.names.items() if invites else ():
        attendee = _address(invite.mails.get(role, ""), name)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("ACCEPTED")  # both have tapped this date
        attendee.params["RSVP"] = vText("FALSE")
        event.add("attendee", attendee)
    return event


def _address(mail: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{mail}" if _MAIL.fullmatch(mail) else NOBODY)
    address.params["CN"] = vText(_line(name).replace('"', "'"))  # a parameter holds no quotation mark (RFC 5545, 3.1)
    return address


def _text(text: str) -> str:
    """Removes the characters that no calendar may hold."""
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept)


def _line(text: str) -> str:
    return _text(text).replace("\n", " ")


def _bytes(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical())
