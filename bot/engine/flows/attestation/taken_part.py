"""What somebody has taken part in, as far as it can be attested: facts of their own, and nothing of the other one."""

from __future__ import annotations

from bot.engine.journey import Journey, TakenPart
from bot.engine.people import Role


def taken_part(journey: Journey, role: Role, programme: str) -> TakenPart | None:
    """`programme` is what it is called. None: they have not met yet, and there is nothing to attest."""
    held = sorted(one.held for one in journey.sittings if one.held is not None)
    if not held:
        return None
    return TakenPart(programme, journey.track, role, len(held), held[0], held[-1])
