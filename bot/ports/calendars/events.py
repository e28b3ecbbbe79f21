"""Séances as they are written into people's own calendars: what is owed to a calendar, and what a calendar is asked.

1. What should stand in a calendar is never kept: it is made from the journey when it is written. A row only says that
   something is owed, and how far that is.
2. The name of an event (`key`) is made and stored before anything is asked, so that whatever crashes afterwards, the same
   question is asked again.
3. A claim counts among the tries before anything is sent. What has been tried may be there already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OwedEvent:
    """A séance that stands, or is to stand, in a person's calendar."""

    person: str
    pair: str
    number: int
    """Of the séance."""
    key: str
    """Names it for good: 32 digits of a random number, in base 16."""
    wanted: int = 1
    """Rises with everything that may change what should stand there."""
    tries: int = 0
    """How often something was asked since the last answer, this time included."""
    id: str = ""
    """As the service names it; empty until it has said so."""
    written: str = ""
    """A digest of what was last written; empty if nothing was, as far as is known."""
    start: datetime | None = None
    end: datetime | None = None
    """As they were last written."""
    asked: str = ""
    """The last change by hand that its owner was asked about."""
    trouble: str = ""
    """Why it could not be written."""
    told: bool = False
    """Its owner was told of that."""


class CalendarEvents(Protocol):
    """The part of a unit of work that keeps what is owed to people's calendars."""

    def add(self, event: OwedEvent, at: datetime) -> bool:
        """Due at once. False, and no change, if something is owed for this séance already."""
        ...

    def touch(self, pair: str, at: datetime) -> int:
        """What should stand in both calendars may have changed: all of the pair's are due."""
        ...

    def rewrite(self, person: str, at: datetime) -> int:
        """Nothing is certain of what is written in this person's calendar: all of theirs are due, and written anew."""
        ...

    def of(self, person: str) -> Sequence[OwedEvent]: ...

    def next_due(self) -> datetime | None:
        """When something is to be done next; None if nothing is owed."""
        ...

    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[OwedEvent]:
        """Those that are due, leased to `owner`, with one try more."""
        ...

    def settle(self, event: OwedEvent, owner: str, again: datetime) -> bool:
        """Ends the lease and stores how it went; next due at `again`, or at once if something else is wanted by now.

        False, and no change, if it is not `owner`'s any more.
        """
        ...

    def drop(self, event: OwedEvent, owner: str) -> bool:
        """Forgets it. False, and no change, if it is not `owner`'s any more, or if something else is wanted by now."""
        ...

    def due_since(self, now: datetime) -> datetime | None:
        """Since when the oldest is due of those that nobody writes just now; None if none is."""
        ...

    def forget(self, person: str) -> int:
        """All of a person's: their calendar is not linked any more."""
        ...


# What a calendar is asked ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """What should stand in a calendar. It has no guests: nobody is invited who did not ask."""

    start: datetime
    end: datetime
    title: str
    text: str
    place: str = ""
    """A place, or the link of a room."""
    conference: bool = False
    """The service is to open a room for it."""


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """How an event stands in a calendar."""

    id: str
    start: datetime
    end: datetime
    link: str = ""
    """Of the room that the service has opened; empty if there is none, or none yet."""
    declined: bool = False


class EventCalendar(Protocol):
    """A calendar that events are written into, in its owner's name. Everything raises `Unreadable` and `Later`."""

    @property
    def secret(self) -> str:
        """What to keep, encrypted, for the next time: a service may have given a new token."""
        ...

    async def create(self, key: str, entry: Entry, *, again: bool) -> KeptEvent:
        """Writes the event of that key; `again`: it may be there already, and is brought up to date then."""
        ...

    async def change(self, id: str, entry: Entry) -> KeptEvent | None:
        """Brings an event up to date, whatever was done to it meanwhile; None if it is gone."""
        ...

    async def look(self, id: str) -> KeptEvent | None:
        """How it stands; None if it is gone."""
        ...

    async def remove(self, key: str, id: str) -> None:
        """Takes it out, also if only its key is known; fine if it is not there."""
        ...


EventCalendars = Mapping[str, Callable[[str], EventCalendar]]
"""By `LinkedCalendar.kind`: opens a calendar with a secret."""
