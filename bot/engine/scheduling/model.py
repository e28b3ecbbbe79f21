"""Defines what the search takes and gives: calendars, limits, suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.engine.people import Member, Role

LOOK_AHEAD = 35
"""Days in which three dates are looked for before a limit is widened."""


class Limit(StrEnum):
    """A limit is what can stand in the way of a date."""

    HOURS = "hours"
    """Their hours do not meet."""
    WEEKDAYS = "weekdays"
    """They work on different days of the week."""
    LEAVE = "leave"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    """The programme is closed, or over."""
    BUSY = "busy"
    MEETING = "meeting"
    """Another séance of one of them."""
    SAME_DAY = "apart"
    """It is never the same day for both at a time that suits."""
    REFUSED = "refused"
    """All that would suit has been turned down."""
    SEVERAL = "several"
    """No single one of these would be enough."""


class Widened(StrEnum):
    """Names what the search widens, and says so, where nothing fits as things are."""

    HOURS = "hours"
    DAY = "day"
    """It is not the same local day for both."""
    WEEKS = "weeks"
    """It is further ahead than usual."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar holds what else a person has on: pairs of instants, aware UTC, in any order; they may overlap."""

    busy: tuple[tuple[datetime, datetime], ...] = ()
    meetings: tuple[tuple[datetime, datetime], ...] = ()
    """Séances in other pairs of theirs."""


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """What is asked for: three dates from `earliest` on for a meeting of so many minutes."""

    mentor: Member
    mentee: Member
    earliest: datetime
    minutes: int
    avoid: Iterable[datetime] = ()
    """What was turned down."""
    ideal: date | None = None
    """The day that the pair's cadence points to; that of `earliest` if None."""
    calendars: Mapping[Role, Calendar] = field(default_factory=dict)
    burden: Mapping[Role, int] = field(default_factory=dict)
    """The minutes outside working hours that each has borne so far (`odd_minutes`)."""
    keep: Iterable[datetime] = ()
    """What is on offer already: it stays among the three, unless it is more than three itself."""
    days: int = LOOK_AHEAD

    @property
    def members(self) -> tuple[Member, Member]:
        return self.mentor, self.mentee


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion lists starts of meetings, aware UTC, in order: at most three, on different days."""

    slots: tuple[datetime, ...]
    widened: int = 0
    """Hours by which some of them reach beyond what the two accept."""
    across: bool = False
    """Some are not on the same local day for both."""
    later: bool = False
    """Some are further ahead than is usually looked."""
    why: tuple[Limit, ...] = ()
    """What stands in the way, if nothing fits as things are (`scheduling.search`)."""
    best: datetime | None = None
    """The one that costs them least."""
    cost: int = 0
    """What that one costs (`scheduling.cost`); dates without widening are always better than those with."""
    edge: datetime | None = None
    """The one of `slots` that lies at an edge of somebody's day, because it is nearer to the cadence than the others."""

    @property
    def gave_way(self) -> tuple[Widened, ...]:
        """Returns what had to give way for some of them."""
        flags = ((Widened.HOURS, self.widened > 0), (Widened.DAY, self.across), (Widened.WEEKS, self.later))
        return tuple(what for what, did in flags if did)
