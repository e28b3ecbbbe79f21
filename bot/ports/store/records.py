"""The part of a unit of work that finds what is kept of one person outside journeys, and takes it elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.ports.mailbox import Card
from bot.ports.outbox import OutboxMessage
from bot.ports.people import Address, Lane, Person


@dataclass(frozen=True, slots=True)
class ContactCount:
    """How many unprompted messages a pair caused for a person on a day."""

    day: date
    pair: str
    count: int


class PersonRecords(Protocol):
    """Looks people up by id, and their messages by lane."""

    def person(self, id: str) -> Person | None: ...
    def contacts(self, person: str) -> Sequence[ContactCount]:
        """Oldest first."""
        ...

    def shared_lane(self, pair: str) -> Lane | None:
        """The conversation of the two, if they share one."""
        ...

    def shown(self, lane: Lane) -> Sequence[Card]:
        """What the local page shows in a lane, oldest first; platforms keep their own."""
        ...

    def queued(self, lane: Lane) -> Sequence[OutboxMessage]:
        """What is owed in a lane, oldest first: neither delivered nor set aside."""
        ...

    def sealed_shut(self, lane: Lane) -> int:
        """How many of the messages of a lane, set aside or not, cannot be opened just now, because a key is missing."""
        ...

    def drop(self, posts: Collection[OutboxMessage]) -> None:
        """Owes these no more. Whoever is sending one just now settles nothing."""
        ...

    def relabel_dead(self, lane: Lane, to: Lane) -> None:
        """What was set aside in a lane is tried in another one, once an operator says so."""
        ...

    def leave(self, lane: Lane, *, erase: bool) -> None:
        """Forgets which conversation a lane is and what was shown there: what comes is posted anew.

        `erase`: also what the local page shows there, because somebody else may come to read it.
        """
        ...

    def share(self, pair: str, lane: Lane | None) -> None:
        """Says which lane is the pair's shared one; None: they have none."""
        ...

    def coordinator_lane(self, person: str) -> Lane | None:
        """Where somebody reads as a coordinator; None if they are none."""
        ...

    def move_coordinator(self, person: str, lane: Lane) -> None: ...
    def forget_reference(self, address: Address) -> None:
        """Forgets how a platform reaches whoever is at an address."""
        ...
