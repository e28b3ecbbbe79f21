"""Says what is owed to people's own calendars: once a date was agreed, moved or given up, or once somebody wants it.

Runs in the transaction that changed it, so that a booking and what it owes are stored together, or not at all.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from bot.application.calendars.busy_times import forget_busy
from bot.engine.flows.agreement.place import place_of
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.ports import LinkedCalendar, UnitOfWork
from bot.ports.calendars.events import OwedEvent


def new_key() -> str:
    """Names an event: what Google takes for an id, and Microsoft for a `transactionId`."""
    return secrets.token_hex(16)


def note_dates(unit: UnitOfWork, before: Journey, after: Journey, at: datetime) -> None:
    """What stands in both calendars may have to change with the journey."""
    if after is before or _is_shown_alike(before, after):
        return
    unit.calendar_events.touch(after.pair, at)
    for member in after.members.values():
        linked = unit.calendars.of(member.person)
        if linked is not None and linked.writes:
            _owe(unit, after, member.person, at)


def _is_shown_alike(before: Journey, after: Journey) -> bool:
    """Whether a calendar shows the same of both; words are opened only where they may differ."""
    if _dates(before) != _dates(after):
        return False
    was, now = before.current, after.current
    if now is None or now.meeting is None:
        return True
    languages = before.members is after.members or _languages(before) == _languages(after)
    return languages and (before.words_shared is after.words_shared or place_of(before, was) == place_of(after, now))


def _dates(journey: Journey) -> object:
    now = journey.current
    if now is None or now.meeting is None:
        return None
    return now.number, now.round, now.meeting.at, now.meeting.minutes, now.held is not None, journey.ended is not None


def _languages(journey: Journey) -> object:
    return [(journey.members[role].languages, journey.members[role].zone) for role in Role]


def _owe(unit: UnitOfWork, journey: Journey, person: str, at: datetime) -> None:
    now = journey.current
    if now is not None and now.meeting is not None and now.held is None and now.meeting.over > at:
        unit.calendar_events.add(OwedEvent(person, journey.pair, now.number, new_key()), at)


def begin(unit: UnitOfWork, person: str, at: datetime) -> None:
    """A person wants their séances in their calendar: those that are agreed on come into it, too."""
    unit.calendars.write(person, True)
    for one in unit.people.memberships(person):
        journey = unit.journeys.of(one.pair)
        if journey is None:
            continue
        _owe(unit, journey, person, at)
        unit.calendar_events.touch(one.pair, at)  # the room may be somebody else's to open now


def stop(unit: UnitOfWork, person: str, at: datetime) -> None:
    """A person does not want it any more: what lies ahead is taken out again."""
    if unit.calendars.write(person, False):
        for event in unit.calendar_events.of(person):
            unit.calendar_events.touch(event.pair, at)


def relinked(unit: UnitOfWork, former: LinkedCalendar | None, linked: LinkedCalendar) -> None:
    """Another calendar takes the place of a former one, or the same after somebody has signed in again."""
    if former is None or former.kind != linked.kind:
        unit.calendar_events.forget(linked.person)
    else:
        unit.calendar_events.rewrite(linked.person, linked.at)
    if linked.writes:
        begin(unit, linked.person, linked.at)


def retire(unit: UnitOfWork, person: str) -> None:
    """Nobody looks for dates any more: the calendar is unlinked, at once or when what lies ahead was taken out of it."""
    forget_busy(unit, person)
    if not unit.calendar_events.of(person):
        unit.calendars.unlink(person)
