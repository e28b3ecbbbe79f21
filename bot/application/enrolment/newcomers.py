"""Stores very many pairs in few statements: those of people whom nobody has stored, or of whom one is new.

What else there is of a file (pairs that are there, people who have moved) is settled one by one, by whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine.people import Role
from bot.ports import Address, Person, UnitOfWork
from bot.ports.store.journeys import NewPair

PART = 500
"""Pairs that are looked up and stored together."""


@dataclass(slots=True)
class Newcomers:
    """What is known of the people and pairs of a part of a file, and what waits to be stored of it."""

    unit: UnitOfWork
    at: datetime
    known: dict[Address, Person]
    """Stored people, and those that wait to be."""
    stored: frozenset[Address]
    taken: frozenset[str]
    """Ids that people have whom nobody can tell by their address."""
    there: frozenset[str]
    waiting: list[NewPair] = field(default_factory=list)

    @classmethod
    def of(cls, unit: UnitOfWork, at: datetime, pairs: Mapping[str, Mapping[Role, Person]]) -> Newcomers:
        people = {person.address: person for told in pairs.values() for person in told.values()}
        known = unit.people.at_each(people.keys())
        taken = unit.people.taken([one.id for one in people.values() if one.address not in known])
        return cls(
            unit, at, dict(known), frozenset(known), frozenset(taken), frozenset(unit.journeys.there(pairs.keys()))
        )

    def are_new(self, pair: str, told: Mapping[Role, Person]) -> bool:
        """Whether nobody can have stored the two as a pair, under whatever id."""
        return (
            pair not in self.there
            and not all(person.address in self.stored for person in told.values())
            and not any(person.address not in self.known and person.id in self.taken for person in told.values())
        )

    def add(self, told: Mapping[Role, Person], made: Callable[[Mapping[Role, Person]], NewPair]) -> None:
        """A pair that is new, as it is `made` of the two as they are known."""
        newcomers = [role for role, person in told.items() if person.address not in self.known]
        for role in newcomers:
            self.known[told[role].address] = told[role]
        pair = made({role: self.known[person.address] for role, person in told.items()})
        self.waiting.append(NewPair(pair.journey, pair.people, newcomers, pair.lane, pair.wake, pair.programme))

    def store(self) -> None:
        """Stores what waits, and notes that it joined."""
        pairs: Sequence[NewPair] = self.waiting
        if pairs:
            self.unit.journeys.enrol_all(pairs)
            joined = {f"joined/{one.journey.pair}": one.journey.pair for one in pairs}
            self.unit.seen.mark_all(joined, self.at)
        self.waiting = []
