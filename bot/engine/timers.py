"""Every reminder, derived: `timers(programme, journey)` says when the bot must next wake, from the journey alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from bot.engine.contact_policy import Timer, due
from bot.engine.flows import continuation, evaluation, meeting, prep, seance, talk, welcome
from bot.engine.journey import Journey
from bot.engine.programme import Programme

Flow = Callable[[Programme, Journey], Iterator[Timer]]


def pending(programme: Programme, journey: Journey) -> Mapping[str, Timer]:
    """The timers that have not had their say, by id."""
    return {timer.id: timer for timer in _wanted(programme, journey) if not _is_done(journey, timer)}


def find(programme: Programme, journey: Journey, id: str) -> Timer | None:
    """The timer of that id, if it has not had its say."""
    for timer in _wanted(programme, journey):
        if timer.id == id:
            return None if _is_done(journey, timer) else timer
    return None


def timers(programme: Programme, journey: Journey) -> Mapping[str, datetime]:
    """When each is due, the earliest first; aware UTC. Empty: nothing will ever happen unasked."""
    dues = {id: due(journey, timer) for id, timer in pending(programme, journey).items()}
    return dict(sorted(dues.items(), key=lambda pair: (pair[1], pair[0])))


def _wanted(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """What the conversations that may still speak unasked wait for."""
    for flow in _speaking(journey):
        yield from flow(programme, journey)


def _speaking(journey: Journey) -> Iterator[Flow]:
    yield talk.timers
    if journey.pause is not None or journey.left:
        return
    yield evaluation.timers
    if journey.ended is not None:
        return
    yield from (prep.timers, seance.timers, meeting.timers, continuation.timers, welcome.timers)


def _is_done(journey: Journey, timer: Timer) -> bool:
    sitting = journey.sitting(timer.sitting)
    return timer.id in (sitting.done if sitting is not None else journey.done)
