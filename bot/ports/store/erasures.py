"""The part of a unit of work that deletes what is kept of a person outside journeys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.people import Role
from bot.ports.people import Membership, Person
from bot.ports.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A message on a platform that only an erased person could see, to be deleted there."""

    channel: str
    workspace: str
    conversation: str
    card: str
    """The channel's ids, as in `Sent`."""
    service: str = ""
    """How the conversation is written to, where the platform wants to know (`Reference.service`)."""
    tries: int = 0


class Erasures(Protocol):
    """Deletes people; what a journey holds of them is the application's to empty."""

    @property
    def ledger(self) -> Ledger:
        """Raises `LedgerTrouble` if there is none."""
        ...

    def person(self, id: str) -> Person | None: ...
    def forget(self, person: Person, pairs: Sequence[Membership], *, withdraw: bool = True) -> int:
        """Deletes them and all that belongs to them alone; their place in each pair stays, taken by nobody (`people.ERASED`).

        How many messages on platforms are to be withdrawn.
        """
        ...

    def forget_pair(self, pair: str, *, withdraw: bool = True) -> None:
        """Deletes a pair, and all that belongs to it."""
        ...

    def forget_words(self, pair: str) -> bool:
        """Deletes what the two said, and whatever shows it; whether there was anything."""
        ...

    def forget_events(self, programme: str, before: datetime) -> int:
        """Drops what was heard of a programme's pairs, and who was written to; how much that was."""
        ...

    def ended(self, programme: str) -> Sequence[str]:
        """The pairs of a programme that have ended."""
        ...

    def coordinates(self, person: str) -> bool: ...

    def is_deserted(self, pair: str, role: Role) -> bool:
        """Whether the other one of the pair has been erased too."""
        ...

    def reword(self, pairs: Sequence[str], change: Callable[[str], str], gone: Callable[[str, str], bool]) -> int:
        """Changes what is written in queued messages and on the local page, of these pairs and to coordinators; how much.

        `gone` says of a pair (none for what is to coordinators) and a key that such a message goes altogether.
        """
        ...

    # What platforms are to delete

    def withdrawals(self, now: datetime, limit: int) -> Sequence[Withdrawal]: ...
    def withdrawn(self, one: Withdrawal) -> None:
        """It is gone, or will never be."""
        ...

    def put_off(self, one: Withdrawal, until: datetime) -> None: ...
