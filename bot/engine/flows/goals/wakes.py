"""The reminder on an action's day, to the mentee alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import Woke
from bot.engine.flows.common import seance_of
from bot.engine.flows.goals import actions
from bot.engine.flows.goals.card import reminded, reminder, reminder_key
from bot.engine.flows.goals.state import DAYS
from bot.engine.flows.willing.state import is_before
from bot.engine.ids import TimerId
from bot.engine.journey import SHARED, Journey
from bot.engine.people import Place, Role
from bot.engine.programme import Programme
from bot.engine.state import Unreadable

LATE = timedelta(days=4)
"""A day off is caught up with on the next working morning; after so long the next preparation asks anyway."""


def _timer_id(day: str) -> TimerId:
    return ids.of_card(reminder_key(day))


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """One a day that some action under way has, in the mentee's morning.

    It does not count among the two a day: the mentee has set the day, it comes once at most on each, and a day later it is of
    no use.
    """
    if is_before(journey):  # they come from an earlier pair, and who the mentor is shows with the first words
        return
    mentee = journey.members[Role.MENTEE]
    for day in sorted(set(journey.of(DAYS).days.values())):
        due = mentee.opening(day).astimezone(UTC)
        yield Timer(_timer_id(day.isoformat()), actions.RECALLED, due, (Role.MENTEE,), due + LATE, counts=Counts.NOT)


def begun(journey: Journey, at: datetime) -> Journey:
    """A day that has begun when it is chosen needs no reminder: who has just written it knows."""
    mentee = journey.members[Role.MENTEE]
    gone = (day for day in journey.of(DAYS).days.values() if mentee.opening(day) <= at)
    return _done(journey, *(day.isoformat() for day in sorted(gone)))


def _done(journey: Journey, *days: str) -> Journey:
    new = tuple(id for id in dict.fromkeys(map(_timer_id, days)) if id not in journey.done)
    return replace(journey, done=(*journey.done, *new)) if new else journey


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """All that is due by now in one message, unless the preparation asks about it this very morning."""
    if SHARED in journey.unreadable:
        raise Unreadable(SHARED)
    facts, today = journey.of(DAYS), journey.members[Role.MENTEE].local(event.at).date()
    due = {
        number: day.isoformat()
        for number, day in facts.days.items()
        if day <= today and _timer_id(day.isoformat()) not in journey.done
    }
    before = tuple(reminded(journey, live=False))
    journey = _done(journey, *due.values())
    if _is_prepared(programme, journey, event.at):
        return Outcome(journey)
    day = ids.read(timer.id).rest
    journey = journey.keeping(DAYS, replace(facts, recalled=day, named=tuple(sorted(due))))
    return Outcome(journey, (*before, Post(reminder_key(day), Place.MENTEE, reminder(journey))))


def _is_prepared(programme: Programme, journey: Journey, at: datetime) -> bool:
    """Whether the mentee's preparation, which asks the same, comes today."""
    now, mentee = journey.current, journey.working(Role.MENTEE)
    if now is None or now.meeting is None or now.held is not None:
        return False
    seance = seance_of(programme, journey, now)
    if actions.GOALS not in seance.activities:
        return False
    prepared = mentee.working_days_before(now.meeting.at, seance.lead)
    return mentee.local(prepared).date() == mentee.local(at).date()
