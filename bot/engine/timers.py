"""Every reminder, derived: `timers(programme, journey)` says when the bot must next wake, from the journey alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.engine.flows import (
    continuation,
    evaluation,
    meeting,
    prep,
    seance,
    talk,
    welcome,
)
from bot.engine.journey import Journey
from bot.engine.manners import Timer, due
from bot.engine.programme import Programme


def pending(programme: Programme, journey: Journey) -> Mapping[str, Timer]:
    """The timers that have not had their say, by id."""
    return {timer.id: timer for timer in _wanted(programme, journey) if not _is_done(journey, timer)}


def timers(programme: Programme, journey: Journey) -> Mapping[str, datetime]:
    """When each is due, the earliest first; aware UTC. Empty: nothing will ever happen unasked."""
    dues = {id: due(journey, timer) for id, timer in pending(programme, journey).items()}
    return dict(sorted(dues.items(), key=lambda pair: (pair[1], pair[0])))


def _wanted(programme: Programme, journey: Journey) -> Iterator[Timer]:
    yield from talk.timers(programme, journey)
    if journey.pause is not None or journey.left:
        return
    yield from evaluation.timers(programme, journey)
    if journey.ended is not None:
        return
    yield from welcome.timers(programme, journey)
    yield from meeting.timers(programme, journey)
    yield from prep.timers(programme, journey)
    yield from seance.timers(programme, journey)
    yield from continuation.timers(programme, journey)


def _is_done(journey: Journey, timer: Timer) -> bool:
    sitting = journey.sitting(timer.sitting)
    return timer.id in (sitting.done if sitting is not None else journey.done)
