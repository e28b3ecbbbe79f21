"""What each of the two reads once the programme is over, and what its coordinators do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.engine.flows.closing import words
from bot.engine.flows.closing.state import CLOSED
from bot.engine.flows.continuation.words import FAREWELL_TITLE
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.digest.tracks import TrackCount
from bot.engine.flows.digest.words import ALL_PAIRS
from bot.engine.flows.report.card import figures
from bot.engine.flows.willing.state import is_before
from bot.engine.journey import Journey
from bot.engine.messages import Button, Buttons, Message, Part, typed
from bot.engine.people import Role


def told(journey: Journey, role: Role) -> Message:
    """`role` is the one who reads it, here and below."""
    when = _noon(journey.of(CLOSED).day or journey.start, journey.members[role].zone)
    if is_before(journey):
        return Message((words.EARLY.text(when=when),), FAREWELL_TITLE())
    partner = journey.partner(role).name
    return Message((words.TOLD.text(partner=partner, when=when), words.TOLD_NEXT.quiet()), FAREWELL_TITLE())


def extended(journey: Journey, role: Role) -> Message:
    if is_before(journey):
        return Message((words.EXTENDED_EARLY.text(),), words.EXTENDED_TITLE())
    return Message((words.EXTENDED.text(partner=journey.partner(role).name),), words.EXTENDED_TITLE())


@dataclass(frozen=True, slots=True)
class Ended:
    """A programme whose last day is over."""

    id: str
    name: str
    day: date
    """The last."""
    tracks: Sequence[TrackCount]
    back: int
    """Days in which pairs go on where they were, if it is prolonged."""


def to_coordinators(one: Ended, zone: str) -> Message:
    """What it has come to."""
    lead = words.COORDINATORS.text(programme=typed(one.name), when=_noon(one.day, zone))
    parts: tuple[Part, ...] = (lead, *map(figures, one.tracks), words.COORDINATORS_NEXT.text(days=one.back))
    see = Buttons((Button(actions.LIST, ALL_PAIRS(), str(Query(one.id))),))
    return Message((*parts, see), words.COORDINATORS_TITLE(name=typed(one.name)))


def _noon(day: date, zone: str) -> datetime:
    """A day that is to read as the same day in every zone."""
    return datetime.combine(day, time(12), ZoneInfo(zone))
