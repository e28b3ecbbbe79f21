"""Limits when the bot speaks unasked: only in working hours, at most twice a day, and not during a pause.

The pair's own appointments are the one exception to the hours: who agreed to meet at seven expects the agenda at seven.
Every timer passes here (`step`), so no flow has to think of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bot.engine.effects import Effect, Post
from bot.engine.ids import Rule, TimerId
from bot.engine.journey import Contact, Journey
from bot.engine.people import Member, Role
from bot.engine.scheduling.hours import next_common

A_DAY = 2
"""Unprompted messages that one person gets in one day of theirs, over all their pairs."""

EVER = datetime.max.replace(tzinfo=UTC)


class Timer(NamedTuple):
    """A timer says when a journey wants to be woken: from `due` until `until`, and which readers it disturbs."""

    id: TimerId
    rule: Rule
    due: datetime
    readers: tuple[Role, ...]
    until: datetime = EVER
    sitting: int = 0
    appointment: bool = False
    """Hung on a time that both agreed to, whatever the hour."""


def due(journey: Journey, timer: Timer) -> datetime:
    """Returns when the timer may ring, as far as can be told beforehand."""
    at = max(timer.due, journey.postponed.get(timer.id, timer.due))
    if timer.appointment or not timer.readers:
        return at
    return next_common([journey.members[role] for role in timer.readers], at)


def moment(journey: Journey, timer: Timer, at: datetime, elsewhere: Mapping[Role, int]) -> datetime:
    """Returns `at` if the readers may be disturbed now, else when to try again."""
    when = at
    for role in timer.readers:
        member = journey.members[role]
        if sent(journey, role, at) + elsewhere.get(role, 0) >= A_DAY:
            when = max(when, _tomorrow(member, at))
    if when == at and timer.appointment:
        return at
    return next_common([journey.members[role] for role in timer.readers], when) if timer.readers else when


def sent(journey: Journey, role: Role, at: datetime) -> int:
    """Counts the unprompted messages that this journey has sent `role` on the day of `at`."""
    contact = journey.contacts.get(role)
    return contact.count if contact and contact.day == journey.members[role].local(at).date() else 0


def counted(journey: Journey, effects: Iterable[Effect], at: datetime) -> Mapping[Role, Contact]:
    """Returns the journey's contacts, with the unprompted posts among `effects` added for those who read them."""
    contacts = dict(journey.contacts)
    for effect in effects:
        if isinstance(effect, Post) and effect.unprompted:
            for role in effect.to.roles:
                today = journey.members[role].local(at).date()
                old = contacts.get(role)
                contacts[role] = Contact(today, (old.count if old and old.day == today else 0) + 1)
    return contacts


def _tomorrow(member: Member, at: datetime) -> datetime:
    return member.opening(member.local(at).date() + timedelta(days=1)).astimezone(UTC)
