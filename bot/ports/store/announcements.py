"""Announcements: what a coordinator writes to everybody of their programme, or to those of some of its pairs.

1. A draft is its writer's alone, and each has one at most. Nothing of it goes before it is sent.
2. Who gets it is settled when it is sent: each person once, in however many pairs they are.
3. What has not been delivered can be withdrawn, by whoever coordinates the programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.flows.coordination.listed import PairFilter
from bot.engine.people import Role
from bot.ports.store.standings import Reading


@dataclass(frozen=True, slots=True)
class Announcement:
    id: str
    programme: str
    by: str
    """The person who writes it."""
    which: str
    """For which pairs, as the desk's `Query` writes it."""
    made: datetime
    text: str | None = ""
    """None: no key opens it just now."""
    sent: datetime | None = None
    closes: datetime | None = None
    """Whoever could not be written to by then gets it no more."""
    people: int = 0
    """How many it was sent to."""
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    announcement: str
    person: str
    pair: str
    """One of theirs that was meant."""
    role: Role


class Announcements(Protocol):
    """The part of a unit of work that keeps announcements, and who is still to get them."""

    def draft(self, one: Announcement) -> None:
        """Stores it in place of the draft that its writer had."""
        ...

    def draft_of(self, person: str) -> Announcement | None:
        """What somebody has begun, locked until the end of the transaction."""
        ...

    def drop(self, id: str) -> None:
        """Forgets a draft."""
        ...

    def of(self, id: str) -> Announcement | None:
        """Locked until the end of the transaction."""
        ...

    def read(self, id: str) -> Announcement | None:
        """The same, not locked."""
        ...

    def sent(self, programme: str, limit: int) -> Sequence[Announcement]:
        """Those that were sent, the newest first."""
        ...

    def of_writer(self, person: str) -> Sequence[Announcement]:
        """All that somebody has written, the oldest first, what they have begun among it."""
        ...

    def count(self, reading: Reading, which: PairFilter) -> int:
        """People whom one to these pairs would reach: those whose programme has begun, and has not ended."""
        ...

    def send(self, id: str, reading: Reading, which: PairFilter, closes: datetime) -> int:
        """Owes the draft to these people; returns how many they are."""
        ...

    def withdraw(self, id: str, at: datetime) -> int:
        """Owes it to nobody any more, and takes back what is not delivered; returns whom it has not reached."""
        ...

    def reached(self, id: str) -> int:
        """How many people it was delivered to."""
        ...

    # For who delivers it

    def is_due(self, at: datetime) -> bool: ...
    def claim(self, at: datetime) -> Recipient | None:
        """Somebody who may be due, locked until the end of the transaction; none whom another transaction has."""
        ...

    def posted(self, one: Recipient, at: datetime) -> None:
        """It is owed to them by the outbox, by this pair of theirs."""
        ...

    def put_off(self, one: Recipient, until: datetime) -> None: ...
    def give_up(self, one: Recipient) -> None:
        """They do not get it any more."""
        ...

    def forget(self, programme: str, before: datetime) -> int:
        """Drops what was made before; returns how much that was."""
        ...
