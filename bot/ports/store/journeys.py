"""The part of a unit of work that keeps journeys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.ports.people import Lane, Person
from bot.ports.programmes import FIRST


class Journeys(Protocol):
    """Every pair's journey, and when each wants to be woken next."""

    def enrol(
        self,
        journey: Journey,
        people: Mapping[Role, Person],
        lane: Lane | None,
        wake: datetime | None,
        programme: str = FIRST,
    ) -> bool:
        """Stores a new pair; False, and no change, if the pair is there. `lane` is their shared conversation, if any."""
        ...

    def of(self, pair: str) -> Journey | None:
        """The journey of a pair, locked until the end of the transaction."""
        ...

    def save(self, journey: Journey, wake: datetime | None) -> None:
        """Stores the journey and when its next timer is due (None: never)."""
        ...

    def rouse(self, programme: str, at: datetime) -> None:
        """Wakes every pair of a programme that has not ended at that instant: what it waits for hangs on another calendar now."""
        ...

    def coordinated(self, person: str, pair: str) -> Journey | None:
        """The journey of a pair as its coordinator may touch it: None to everybody who does not coordinate the pair's
        programme, and to the two themselves. Locked until the end of the transaction."""
        ...

    def all(self, programme: str | None = None) -> Iterator[Journey]:
        """Every journey, or those of one programme, one after another, for the digest; not locked."""
        ...
