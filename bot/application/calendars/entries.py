"""What should stand in a person's calendar for one séance, as the journey stands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

import msgspec

from bot.application.event_handler import EventHandler
from bot.engine.effects import Post
from bot.engine.flows.agreement.state import Format, agreed
from bot.engine.flows.date.invite import Invite, invite
from bot.engine.flows.entries import card
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.ports import UnitOfWork, Voice
from bot.ports.calendars.events import Entry, KeptEvent, OwedEvent

Describe = Callable[[Invite, Voice], str]
"""Writes the text of an entry."""


class Fate(StrEnum):
    """What becomes of an event that is not wanted any more."""

    GONE = "gone"
    """It is taken out."""
    OVER = "over"
    """It stays as it is: the séance has been."""


def wanted(unit: UnitOfWork, service: EventHandler, describe: Describe, event: OwedEvent, at: datetime) -> Entry | Fate:
    """The entry as it should stand at `at`, or what becomes of it."""
    journey, linked = unit.journeys.of(event.pair), unit.calendars.of(event.person)
    role = _role(journey, event.person) if journey is not None else None
    found = None if journey is None else invite(service.programme_of(unit, journey), journey, event.number)
    sitting = None if journey is None else journey.sitting(event.number)
    if journey is None or role is None or found is None or sitting is None:
        return Fate.GONE
    if sitting.held is not None or (not found.cancelled and found.end <= at):
        return Fate.OVER
    if found.cancelled or linked is None or not linked.writes:
        return Fate.GONE
    opens = _opens_room(unit, journey, role)
    if opens:
        found = replace(found, place="", link="")
    member = journey.members[role]
    voice = service.voices((member.language,), (member.zone,))
    return Entry(found.at, found.end, voice.label(found.summary), describe(found, voice), found.place, opens)


def digest(entry: Entry) -> str:
    """Tells entries apart."""
    return hashlib.sha256(msgspec.json.encode(entry)).hexdigest()[:32]


def by_hand(entry: Entry, kept: KeptEvent | None) -> str:
    """What its owner has changed in their calendar, in a word; empty if nothing."""
    if kept is None:
        return "gone"
    if kept.declined:
        return "declined"
    return "" if kept.start == entry.start else f"moved {kept.start.isoformat()}"


def notice(journey: Journey, role: Role, entry: Entry, kept: KeptEvent | None) -> Post | None:
    """What its owner is asked then, in private; None if the date is not agreed on any more."""
    now = journey.current
    if now is None or now.meeting is None or now.meeting.at != entry.start:
        return None
    if kept is None or kept.declined:
        return card.gone(journey, now, role, declined=kept is not None)
    return card.moved(journey, now, role, kept.start)


def _role(journey: Journey, person: str) -> Role | None:
    return next((role for role, member in journey.members.items() if member.person == person), None)


def _opens_room(unit: UnitOfWork, journey: Journey, role: Role) -> bool:
    """One of the two does, the mentor where both write; nobody where they have agreed on where they meet, or in person."""
    terms = agreed(journey)
    if terms.where or terms.format is Format.IN_PERSON:
        return False
    mentor = unit.calendars.of(journey.members[Role.MENTOR].person)
    return role is (Role.MENTOR if mentor is not None and mentor.writes else Role.MENTEE)
