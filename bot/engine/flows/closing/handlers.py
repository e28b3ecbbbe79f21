"""When a journey ends with its programme, and when it goes on because that goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import Woke
from bot.engine.flows.closing import actions, card
from bot.engine.flows.closing.state import CLOSED, Closed
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.willing.state import is_expecting
from bot.engine.journey import Journey
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme, Timing


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    closed, last = journey.of(CLOSED), journey.calendar.last
    if journey.ended is None:
        if last is not None and last != date.max:
            id = ids.timer(actions.CLOSES, rest=last.isoformat())
            yield Timer(id, actions.ENDS, _morning_after(programme.timing, journey, last), ())
        for role, at in closed.extended.items() if journey.pause is None else ():
            yield Timer(ids.timer(actions.EXTENDED, role=role, rest=ids.moment(at)), actions.GOES_ON, at, (role,))
    elif closed.at is not None:
        if _is_extended(programme.timing, journey, closed):
            yield Timer(ids.timer(actions.REOPENING, rest=ids.moment(closed.at)), actions.REOPENS, closed.at, ())
            return
        for role in Role:
            if role not in journey.left and role not in journey.of(AWAY).since and is_expecting(journey, role):
                id = ids.timer(actions.CLOSED, role=role, rest=ids.moment(closed.at))
                yield Timer(id, actions.TOLD, closed.at, (role,))


def _morning_after(timing: Timing, journey: Journey, last: date) -> datetime:
    """For both of them; and not before an agreed date is over, and there was time to say how it was."""
    morning = max(member.opening(last + timedelta(days=1)) for member in journey.members.values()).astimezone(UTC)
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return morning
    return max(morning, now.meeting.over + timedelta(days=timing.silent))


def _is_extended(timing: Timing, journey: Journey, closed: Closed) -> bool:
    """Whether the last day is another one now, which lies after that on which it ended."""
    last = journey.calendar.last
    return closed.day is not None and (last is None or last > closed.day) and not journey.left


def ended(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    closed = Closed(event.at, journey.calendar.last)
    return Outcome(replace(journey.keeping(CLOSED, closed), ended=event.at))


def told(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], card.told(journey, role)),))


def reopened(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """As if it had never ended; whoever has heard of the end hears of this. Not once it is too late to take an end back."""
    closed = journey.of(CLOSED)
    if closed.at is None or event.at >= closed.at + timedelta(days=programme.timing.back):
        return Outcome(journey)
    ids_told = {role: ids.timer(actions.CLOSED, role=role, rest=ids.moment(closed.at)) for role in Role}
    heard = {role: event.at for role, id in ids_told.items() if id in journey.done}
    done = tuple(id for id in journey.done if ids.read(id).kind != actions.CLOSES)  # that day may be the last one again
    return Outcome(replace(journey.keeping(CLOSED, Closed(extended=heard)), ended=None, done=done))


def goes_on(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], card.extended(journey, role)),))
