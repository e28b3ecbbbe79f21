"""What the pairs of one person share of a day: how many unprompted messages they have sent, and which of them count together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.engine.contact_policy import Counts, Timer
from bot.engine.events import Woke
from bot.engine.journey import Journey
from bot.ports import UnitOfWork


def with_other_pairs(unit: UnitOfWork, journey: Journey, timer: Timer, event: Woke) -> Woke:
    """The event with what the timer's readers were sent today in their other pairs, as far as it matters to this timer."""
    if timer.counts is Counts.NOT:
        return event
    members = {role: journey.members[role] for role in timer.readers}
    days = {role: (member.person, member.local(event.at).date()) for role, member in members.items()}
    elsewhere = {role: unit.seen.contacted(person, day, journey.pair) for role, (person, day) in days.items()}
    if timer.counts is Counts.ALONE:
        return replace(event, elsewhere=elsewhere)
    together = tuple(role for role, (person, day) in days.items() if unit.seen.is_claimed(_together(person, day)))
    return replace(event, elsewhere=elsewhere, together=together)


def note_contacts(unit: UnitOfWork, before: Journey, journey: Journey, at: datetime) -> None:
    """Lets the other pairs of both know what this one has sent."""
    for role, contact in journey.contacts.items():
        if contact != before.contacts.get(role):
            person = journey.members[role].person
            unit.seen.contact(person, contact.day, journey.pair, contact.count)
            if contact.together:
                unit.seen.claim_once(_together(person, contact.day), at)


def _together(person: str, day: date) -> str:
    """The claim that somebody had a message on that day that counts together with others of its kind."""
    return f"together:{day} {person}"
