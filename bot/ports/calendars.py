"""The calendars that people let the bot look into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol


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


class Calendars(Protocol):
    """The part of a unit of work that keeps linked calendars, one a person."""

    def link(self, calendar: LinkedCalendar) -> None:
        """In place of an earlier one; due at once, and nobody's lease."""
        ...

    def of(self, person: str) -> LinkedCalendar | None: ...
    def unlink(self, person: str) -> bool:
        """False if there was none."""
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


class KeyLost(Exception):
    """It was sealed with a key that the settings do not name any more."""


class Seal(Protocol):
    """Encrypts what is stored of people's secrets."""

    def close(self, secret: str) -> str: ...
    def open(self, sealed: str) -> str:
        """Raises `KeyLost`."""
        ...
