"""What each has ticked on their prep cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import OwnState, Reads


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ids of the items that somebody has ticked, by séance."""

    by_seance: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


TICKS = OwnState("prep", Ticks(), Reads.OWNER)


def ticked(journey: Journey, seance: int, role: Role) -> tuple[str, ...]:
    return journey.own_of(TICKS, role).by_seance.get(seance, ())


def with_ticked(journey: Journey, seance: int, role: Role, items: tuple[str, ...]) -> Journey:
    kept = journey.own_of(TICKS, role).by_seance
    return journey.keeping_own(TICKS, role, Ticks({**kept, seance: items}))
