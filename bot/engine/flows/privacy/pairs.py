"""A person's pairs, as they can stop them or take that back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.engine.flows.leaving.handlers import left_at
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.willing.state import is_before
from bot.engine.journey import Journey, OwnPair
from bot.engine.people import NOBODY, Role
from bot.engine.programme import Timing


def own_pair(journey: Journey, role: Role) -> OwnPair:
    """A pair whose two are still asked is nothing to stop, and the other one is not named: to say no is enough. Of one that has
    gone on as another nothing can be taken back."""
    if is_before(journey):
        return OwnPair(journey.pair, NOBODY, running=False)
    running = journey.ended is None and role not in journey.left
    left = left_at(journey, role) if journey.of(AWAY).replaced is None else None
    return OwnPair(journey.pair, journey.partner(role).name, running, left)


def back_until(timing: Timing, left: datetime) -> datetime:
    """So long who left then can take it back."""
    return left + timedelta(days=timing.back)


def stopped(timing: Timing, pairs: Iterable[OwnPair], at: datetime) -> tuple[OwnPair, ...]:
    """Those that can still be taken back."""
    return tuple(one for one in pairs if one.left is not None and at < back_until(timing, one.left))
