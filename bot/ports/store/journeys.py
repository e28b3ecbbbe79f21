"""The part of a unit of work that keeps journeys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.ports.people import Lane, Person
from bot.ports.programmes import FIRST


@dataclass(frozen=True, slots=True)
class NewPair:
    """A pair that nobody has stored."""

    journey: Journey
    people: Mapping[Role, Person]
    newcomers: Collection[Role]
    """Those of the two whom nobody has stored."""
    lane: Lane | None
    wake: datetime | None
    programme: str = FIRST


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

    def there(self, pairs: Collection[str]) -> Collection[str]:
        """Those that are stored."""
        ...

    def enrol_all(self, pairs: Sequence[NewPair]) -> None:
        """Stores very many at once, each as `enrol` does."""
        ...

    def of(self, pair: str) -> Journey | None:
        """The journey of a pair, locked until the end of the transaction."""
        ...

    def save(self, journey: Journey, wake: datetime | None) -> None:
        """Stores the journey and when its next timer is due (None: never)."""
        ...

    def save_private(self, journey: Journey) -> None:
        """Stores what may differ in a journey that is `same_but_private`: the words of each of the two. Its wake-up stays."""
        ...

    def rouse(self, programme: str, at: datetime) -> None:
        """Wakes every pair of a programme at that instant: what it waits for hangs on another calendar now. One that has ended with
        its programme may go on."""
        ...

    def coordinated(self, person: str, pair: str) -> Journey | None:
        """The journey of a pair as its coordinator may touch it: None to everybody who does not coordinate the pair's
        programme, and to the two themselves. Locked until the end of the transaction."""
        ...

    def all(self, programme: str | None = None) -> Iterator[Journey]:
        """Every journey, or those of one programme, one after another, for the digest; not locked."""
        ...
