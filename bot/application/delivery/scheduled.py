"""What is scheduled, derived anew: when the rules of time zones have changed, and when the clock was set back.

1. A pair's timers follow from its journey; what is stored is only when the next one is due, in UTC, by the rules of zones of the
   day on which it was worked out. Where those have changed, every pair's wake is due at once: whoever has nothing to be told
   yet is only given the next wake anew, by the rules of today.
2. A clock that was ahead has written instants that lie far ahead of the right ones: ends of leases, and of pauses before another
   try. None of them may keep anything for longer than it could have by the right clock.
3. A jump ahead needs nothing: what has fallen due is due, and each timer rings once.
"""

from __future__ import annotations

from datetime import datetime

from bot.application.delivery.worker import LEASE, RETRIES
from bot.ports import UnitOfWork

ZONES = "zones"
"""The fact that tells by which rules of time zones wakes were worked out."""


def by_these_zones(unit: UnitOfWork, fingerprint: str, at: datetime) -> int:
    """Lets every pair look at its timers, if the rules have changed since; how many pairs that are."""
    if unit.facts.get(ZONES) == fingerprint:
        return 0
    unit.facts.put(ZONES, fingerprint)
    return unit.outbox.ring_all(at)


def by_this_clock(unit: UnitOfWork, at: datetime) -> int:
    """Shortens what a clock that was ahead has put off; how much that is."""
    return unit.outbox.steady(at, LEASE, 2 * RETRIES.last)
