"""All pairs of one person: those under way, and those that they have left."""

from __future__ import annotations

from bot.engine.flows.privacy.pairs import own_pair
from bot.engine.journey import Journey, OwnPair
from bot.engine.people import Role
from bot.ports import UnitOfWork


def own_pairs(unit: UnitOfWork, person: str) -> tuple[OwnPair, ...]:
    """Oldest first."""
    found = ((unit.journeys.of(one.pair), one.role) for one in unit.people.every_membership(person))
    return tuple(own_pair(journey, role) for journey, role in found if journey is not None)


def other_pairs(unit: UnitOfWork, journey: Journey, role: Role) -> tuple[OwnPair, ...]:
    """Those apart from this one."""
    mine = own_pairs(unit, journey.members[role].person)
    return tuple(one for one in mine if one.pair != journey.pair)
