"""Limits when the bot speaks unasked: only in working hours, at most twice a day, and not during a pause.

1. Every timer passes here (`step`), so no flow has to think of it; nor of the days on which the programme is closed.
2. The pair's own appointments come at their time, whatever the hour: who agreed to meet at seven expects the agenda before seven.
3. What follows from what they agreed, just did, or set a day for is not among the two a day, and is not held back by them: it
   is not the bot that comes up with it, and it is of use only then.
4. Preparations of the same day come together and are one of the two, however many pairs somebody is in. The count may put one
   off, but takes none away: one that would be too late tomorrow goes today.
5. What is sent or not by what somebody has answered in private counts either way: their other pairs may not show it.
6. During a pause, after the end, and once somebody has left, timers do not ring at all (`timers`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.engine.effects import Effect, Post, Urgency
from bot.engine.ids import Rule, TimerId
from bot.engine.journey import Contact, Journey
from bot.engine.people import Member, Role
from bot.engine.scheduling.hours import next_common

A_DAY = 2
"""Unprompted messages that one person gets in one day of theirs, over all their pairs."""

EVER = datetime.max.replace(tzinfo=UTC)


class Counts(StrEnum):
    """How a message counts among the unprompted ones of a day."""

    ALONE = "alone"
    TOGETHER = "together"
    """All of them that somebody gets on a day are one."""
    NOT = "not"
    """It follows from what they agreed, just did, or set a day for."""


class Timer(NamedTuple):
    """A timer says when a journey wants to be woken: from `due` until `until`, and which readers it disturbs."""

    id: TimerId
    rule: Rule
    due: datetime
    readers: tuple[Role, ...]
    until: datetime = EVER
    sitting: int = 0
    counts: Counts = Counts.ALONE
    appointment: bool = False
    """Hung on a time that both agreed to, whatever the hour."""
    counts_unsaid: bool = False
    """It counts among the messages of the day even if it has nothing to say: whether it has is private."""
    can_wait: bool = False
    """It is as good an hour later, such as the first words of a season."""

    @property
    def urgency(self) -> Urgency:
        if self.appointment:
            return Urgency.MOMENT
        return Urgency.REST if self.can_wait else Urgency.REMINDER


def due(journey: Journey, timer: Timer) -> datetime:
    """Returns when the timer may ring, as far as can be told beforehand."""
    return _decent(journey, timer, wanted(journey, timer))


def wanted(journey: Journey, timer: Timer) -> datetime:
    """Returns when the timer wants to ring, whatever its readers' hours."""
    return max(timer.due, journey.postponed.get(timer.id, timer.due))


def moment(
    journey: Journey, timer: Timer, at: datetime, elsewhere: Mapping[Role, int], together: Collection[Role] = ()
) -> datetime:
    """Returns `at` if the readers may be disturbed now, else when to try again.

    `elsewhere` counts what each was sent today in other pairs; `together` are those who had one there that counts together.
    """
    full = [
        tomorrow(journey.members[role], at)
        for role in timer.readers
        if _adds(journey, timer, role, at, together) and sent(journey, role, at) + elsewhere.get(role, 0) >= A_DAY
    ]
    when = _decent(journey, timer, max(full, default=at))
    if full and timer.counts is Counts.TOGETHER and when >= timer.until:
        return _decent(journey, timer, at)
    return when


def _decent(journey: Journey, timer: Timer, at: datetime) -> datetime:
    """The first instant from `at` on when all readers are at work, or `at` itself if that does not matter."""
    if timer.appointment or not timer.readers:
        return at
    return next_common([journey.working(role) for role in timer.readers], at)


def _adds(journey: Journey, timer: Timer, role: Role, at: datetime, together: Collection[Role]) -> bool:
    """Whether what the timer posts is one more among the unprompted messages that `role` gets today."""
    match timer.counts:
        case Counts.NOT:
            return False
        case Counts.TOGETHER:
            return role not in together and not _today(journey, journey.contacts, role, at).together
        case Counts.ALONE:
            return True


def sent(journey: Journey, role: Role, at: datetime) -> int:
    """Counts the unprompted messages that this journey has sent `role` on the day of `at`."""
    return _today(journey, journey.contacts, role, at).count


def _today(journey: Journey, contacts: Mapping[Role, Contact], role: Role, at: datetime) -> Contact:
    today, contact = journey.members[role].local(at).date(), contacts.get(role)
    return contact if contact and contact.day == today else Contact(today, 0)


def counted(
    journey: Journey, timer: Timer, effects: Iterable[Effect], at: datetime, together: Collection[Role] = ()
) -> tuple[Mapping[Role, Contact], tuple[Effect, ...]]:
    """The journey's contacts with what the timer posts, and these effects: as urgent as it is, unprompted if they count."""
    contacts, marked, told = dict(journey.contacts), list[Effect](), list[Role]()
    said = False
    for effect in effects:
        if isinstance(effect, Post):
            effect = replace(effect, urgency=timer.urgency)
        if isinstance(effect, Post) and not effect.refresh:
            more = [role for role in effect.to.roles if _adds(journey, timer, role, at, together)]
            effect = replace(effect, unprompted=bool(more)) if effect.unprompted is not bool(more) else effect
            told, said = told + more, True
        marked.append(effect)
    if timer.counts_unsaid and not said:
        told = [role for role in timer.readers if _adds(journey, timer, role, at, together)]
    for role in told:
        before = _today(journey, contacts, role, at)
        one_for_all = before.together or timer.counts is Counts.TOGETHER
        contacts[role] = Contact(before.day, before.count + 1, one_for_all)
    return contacts, tuple(marked)


def tomorrow(member: Member, at: datetime) -> datetime:
    """When the day of theirs after that of `at` begins; aware UTC."""
    return member.opening(member.local(at).date() + timedelta(days=1)).astimezone(UTC)
