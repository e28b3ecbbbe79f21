"""When the one who stays is told, and when a rest is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import Woke
from bot.engine.flows.leaving import actions, card, handlers, replaced
from bot.engine.flows.leaving.state import AWAY, Away
from bot.engine.flows.willing.state import is_before, is_expecting
from bot.engine.ids import TimerId
from bot.engine.journey import Journey
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme, Timing
from bot.engine.scheduling.hours import next_common

IN_TIME = timedelta(hours=2)
"""Who waits for somebody who will not come is told so long before."""


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    away = journey.of(AWAY)
    for role, at in away.erased.items():
        yield Timer(_timer(actions.ERASED, role, at), actions.EMPTIED, at, ())
    if away.replaced is not None:
        yield from replaced.timers(journey, away.replaced)
        return
    if journey.ended is not None:
        yield from _parted(journey, journey.ended)
        return
    for role, since in away.since.items():
        waits = role.other not in away.since and not is_before(journey)
        if waits and (silent := _silent_until(away, since)) is not None:
            yield _held_up(programme.timing, journey, role, since, silent)
        over = since + timedelta(days=programme.timing.rest)
        yield Timer(_timer(actions.REST_OVER, role, since), actions.GONE, over, ())
    if journey.pause is None:
        for role, at in away.reopened.items():
            yield Timer(_timer(actions.REOPENED, role, at), actions.WENT_ON, at, (role,))
        for role, at in away.back.items():
            if role.other not in journey.left:
                yield Timer(_timer(actions.BACK, role, at), actions.CAME_BACK, at, (role.other,))


def _timer(kind: str, role: Role, at: datetime) -> TimerId:
    return TimerId(card.key(kind, role, at))


def _parted(journey: Journey, ended: datetime) -> Iterator[Timer]:
    if (stopped := journey.of(AWAY).stopped) is not None:
        for role in Role:
            if role not in journey.left and is_expecting(journey, role):
                yield Timer(handlers.stopped(role, stopped), actions.TOLD, stopped, (role,))
        return
    for role in journey.left:
        if role.other not in journey.left and is_expecting(journey, role.other):
            yield Timer(handlers.parted(journey, role, ended), actions.TOLD, ended, (role.other,))


def _silent_until(away: Away, since: datetime) -> datetime | None:
    """A pause of their own holds it back too; None: until one of the two ends it."""
    if away.paused is None:
        return since
    return None if away.paused.until is None else max(since, away.paused.until)


def _held_up(timing: Timing, journey: Journey, role: Role, since: datetime, silent: datetime) -> Timer:
    """After a day; or before the agreed date, if that is sooner or they are at work only after it, whatever the hour."""
    due, id, now = silent + timedelta(days=timing.rest_told), _timer(actions.RESTING, role, since), journey.current
    reader = journey.members[role.other]
    if now is not None and now.meeting is not None and now.held is None and now.meeting.at >= silent:
        before = max(silent, now.meeting.at - IN_TIME)
        if before < next_common([journey.working(role.other)], due):
            return Timer(id, actions.HELD_UP, before, (role.other,), appointment=True)
        return Timer(id, actions.HELD_UP, due, (role.other,), counts=Counts.NOT)
    first = reader.opening(journey.start).astimezone(UTC)  # before that they know of nothing
    return Timer(id, actions.HELD_UP, max(due, first), (role.other,))


def parted(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    message = card.parted(journey, role)
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], message, resend_if_uncertain=False),))


def held_up(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], card.held_up(journey, role)),))


def gone(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The rest is over: they have left."""
    role = ids.read(timer.id).role
    assert role is not None
    return handlers.gone(journey, role, event.at)


def came_back(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], card.back(journey, role)),))


def went_on(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], card.reopened(journey, role)),))


def emptied(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = ids.read(timer.id).role
    assert role is not None
    return handlers.emptied(journey, role, event.at)
