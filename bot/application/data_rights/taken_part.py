"""All that one person has taken part in, pair by pair, for the attestation that they ask for."""

from __future__ import annotations

from bot.engine.flows.attestation.taken_part import taken_part
from bot.engine.journey import TakenPart
from bot.ports import UnitOfWork


def all_taken_part(unit: UnitOfWork, person: str) -> tuple[TakenPart, ...]:
    """Oldest first; of pairs that have not met, nothing."""
    found = []
    for one in unit.people.every_membership(person):
        journey, programme = unit.journeys.of(one.pair), unit.programmes.of_pair(one.pair)
        if journey is not None:
            found.append(taken_part(journey, one.role, "" if programme is None else programme.name))
    return tuple(one for one in found if one is not None)
