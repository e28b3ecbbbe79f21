"""Which conversations a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from bot.application.delivery.addressing import private_lane
from bot.ports import Lane, Membership, Person, UnitOfWork


def lanes_of(unit: UnitOfWork, person: Person, pairs: Sequence[Membership]) -> Sequence[Lane]:
    """Their own, a coordinator's, and those that they share in `pairs`."""
    shared = (unit.records.shared_lane(one.pair) for one in pairs)
    every = (private_lane(person), unit.records.coordinator_lane(person.id), *shared)
    return list(dict.fromkeys(lane for lane in every if lane is not None))
