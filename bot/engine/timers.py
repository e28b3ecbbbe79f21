"""Every reminder, derived: `timers(programme, journey)` says when the bot must next wake, from the journey alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from operator import attrgetter

from bot.engine.contact_policy import Timer, due, wanted
from bot.engine.flow import Timers
from bot.engine.flows import FLOWS
from bot.engine.ids import TimerId, read
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def pending(programme: Programme, journey: Journey) -> Mapping[TimerId, Timer]:
    """The timers that have not had their say, by id."""
    return {timer.id: timer for timer in _wanted(programme, journey) if not _is_done(journey, timer)}


def find(programme: Programme, journey: Journey, id: TimerId) -> Timer | None:
    """The timer of that id, if it has not had its say."""
    owner = FLOWS.timers_by_kind.get(read(id).kind)
    if owner is None or not _may_speak(journey, owner):
        return None
    for timer in owner.derive(programme, journey):
        if timer.id == id:
            return None if _is_done(journey, timer) else timer
    return None


def timers(programme: Programme, journey: Journey) -> Mapping[TimerId, datetime]:
    """When each is due, the earliest first; aware UTC. Empty: nothing will ever happen unasked."""
    dues = {id: due(journey, timer) for id, timer in pending(programme, journey).items()}
    return dict(sorted(dues.items(), key=lambda pair: (pair[1], pair[0])))


_PRIVATE = ("private", "unreadable", "lent", "calendars", "coordinators", "elsewhere", "taken_part")
"""The private words of the two, and what is only lent."""
_all_but_private = attrgetter(*(one.name for one in fields(Journey) if one.name not in _PRIVATE))


def same_but_private(before: Journey, after: Journey) -> bool:
    """Whether two journeys of a pair differ in private words at most: the same timers and the same standing follow from both."""
    return bool(_all_but_private(before) == _all_but_private(after))


def first(programme: Programme, journey: Journey) -> datetime | None:
    """When the first of them is due: what `timers` says first, with fewer looks at people's hours. None: nothing ever will be."""
    found: datetime | None = None
    for asked, timer in sorted((wanted(journey, timer), timer) for timer in pending(programme, journey).values()):
        if found is not None and asked >= found:  # manners put a timer off and never bring it forward
            break
        when = due(journey, timer)
        found = when if found is None else min(found, when)
    return found


def _wanted(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """What the conversations that may still speak unasked wait for."""
    under_way = journey.pause is None and journey.ended is None and not journey.left
    for flow in FLOWS.timers:
        if under_way or _may_speak(journey, flow):
            yield from flow.derive(programme, journey)


def _may_speak(journey: Journey, flow: Timers) -> bool:
    """Whether the conversation may speak unasked: after the end, during a pause, once somebody has left."""
    return (
        (flow.paused or journey.pause is None)
        and (flow.left or not journey.left)
        and (flow.ended or journey.ended is None)
    )


def _is_done(journey: Journey, timer: Timer) -> bool:
    sitting = journey.sitting(timer.sitting)
    return timer.id in (sitting.done if sitting is not None else journey.done)
