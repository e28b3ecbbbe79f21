"""The calendars that people let the bot look into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.ports.logged import Logged
from bot.ports.people import Person

BusyTime = tuple[datetime, datetime]
"""From and to, aware UTC; the second is left out."""


@dataclass(frozen=True, slots=True)
class LinkedCalendar:
    """A person's own calendar, and how reading it goes."""

    person: str
    kind: str
    """What it is read from: `ics`, `google`, `microsoft`."""
    sealed: str = field(repr=False)
    """The address, or the token, as `Seal.close` gives it."""
    shown: str
    """What may be shown of it: a host, or the name of a service."""
    at: datetime
    """When it was linked."""
    read: datetime | None = None
    """When it was last read."""
    failing: datetime | None = None
    """Since when it cannot be read; None if it can, as far as is known."""
    trouble: str = ""
    """Why it cannot be read: `calendar-why-…` says it."""
    tries: int = 0
    """How often in a row that was."""
    told: bool = False
    """Its owner knows."""
    writes: bool = False
    """Its owner wants their séances written into it."""


class Calendars(Protocol):
    """The part of a unit of work that keeps linked calendars, one a person."""

    def link(self, calendar: LinkedCalendar) -> None:
        """In place of an earlier one; due at once, and nobody's lease."""
        ...

    def of(self, person: str) -> LinkedCalendar | None: ...
    def linked(self) -> bool:
        """Whether anybody has linked one."""
        ...

    def unlink(self, person: str) -> bool:
        """False if there was none."""
        ...

    def write(self, person: str, writes: bool) -> bool:
        """Its owner wants their séances in it, or not any more. False, and no change, if it was so, or there is none."""
        ...

    def renew(self, calendar: LinkedCalendar, sealed: str) -> bool:
        """A service has given a new token. False, and no change, if another one is there by now."""
        ...

    def read_again(self, person: str, at: datetime) -> None:
        """It is due at `at`, unless it is being read just now."""
        ...

    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[LinkedCalendar]:
        """Those that are due, leased to `owner`."""
        ...

    def settle(self, calendar: LinkedCalendar, owner: str, again: datetime | None) -> bool:
        """Ends the lease and stores how reading it went; next due at `again`, or when somebody asks.

        False, and no change, if it is not `owner`'s any more: unlinked meanwhile, linked anew, or the lease lapsed.
        """
        ...

    def due_since(self, now: datetime) -> datetime | None:
        """Since when the oldest is due of those that nobody reads just now; None if none is."""
        ...


class KeyLost(Exception):
    """It was sealed with a key that the settings do not name any more."""


class Seal(Protocol):
    """Encrypts what is stored of people's secrets."""

    def close(self, secret: str) -> str: ...
    def open(self, sealed: str) -> str:
        """Raises `KeyLost`."""
        ...


class Why(StrEnum):
    """What stands in the way of reading a calendar, as far as it matters to whoever can mend it."""

    ADDRESS = "address"
    """It is none that may be fetched."""
    AWAY = "away"
    """Nobody answers there, or not properly: perhaps later."""
    ENDED = "ended"
    """The address or the permission is not valid any more."""
    CONTENT = "content"
    """What is there is no calendar."""
    PAGE = "page"
    """A page is there, most often one to sign in on."""
    PACKED = "packed"
    """It is packed in a way that nobody has agreed on."""
    LARGE = "large"
    """It is more than can be read."""
    SLOW = "slow"
    """Reading it takes too long."""
    MOVED = "moved"
    """The address leads on and on."""
    REFUSED = "refused"
    """Its server lets nobody see it without signing in."""
    WITHHELD = "withheld"
    """The service has it, and does not give its free and busy times."""
    MISSING = "missing"
    """There is nothing at the address any more."""


class Unreadable(Logged):
    """No busy times can be had from there, now or for good; the message says why, without any of the calendar's content."""

    def __init__(self, reason: str, why: Why = Why.CONTENT) -> None:
        super().__init__(reason)
        self.why = why


class Later(Logged):
    """The service asks to come back after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"come back after {seconds:.0f} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Busy:
    """What a calendar says of its owner's time, and what it does not say clearly."""

    times: Sequence[BusyTime]
    """Merged, in order, and within the bounds that were asked about."""
    doubtful: int = 0
    """Entries that could not be understood in full: they count as busy."""
    zones: int = 0
    """Time zones that nobody knows: their times are taken for the owner's."""


class BusySource(Protocol):
    """What a linked calendar is read from."""

    @property
    def secret(self) -> str:
        """What to keep, encrypted, for the next time: a service may have given a new token."""
        ...

    async def busy(self, after: datetime, before: datetime) -> Busy:
        """What lies between these bounds. Raises `Unreadable` and `Later`."""
        ...


BusySources = Mapping[str, Callable[[str, Person], BusySource]]
"""By `LinkedCalendar.kind`: opens a source with a secret, in a person's name."""
