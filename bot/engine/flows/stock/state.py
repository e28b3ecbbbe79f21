"""Which conversations counted most for the mentee, and the road that they are part of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.journey import Journey, Sitting
from bot.engine.people import Role
from bot.engine.state import Reads, SharedState


@dataclass(frozen=True, slots=True)
class Stock:
    counted: tuple[int, ...] = ()
    """Séances, by number."""


STOCK = SharedState("stock", Stock(), Reads.PAIR)


def held(journey: Journey) -> tuple[Sitting, ...]:
    return tuple(one for one in journey.sittings if one.held is not None)


def held_at(sitting: Sitting) -> datetime:
    """When they met; as far as is known of what an earlier release has stored."""
    return sitting.meeting.at if sitting.meeting is not None else sitting.held or sitting.opened


def counted(journey: Journey) -> tuple[Sitting, ...]:
    """Those that counted most; one that was not held after all is none of them."""
    chosen = journey.of(STOCK).counted
    return tuple(one for one in held(journey) if one.number in chosen)


def erased(journey: Journey, role: Role) -> Journey:
    """The choice is the mentee's."""
    stock = journey.of(STOCK)
    if role is not Role.MENTEE or not stock.counted:
        return journey
    return journey.keeping(STOCK, replace(stock, counted=()))
