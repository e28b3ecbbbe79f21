"""How fast a channel may be written to: what the platform's documentation allows, kept before it has to complain.

The rate of a scope is GCRA, the leaky bucket as a single number (`spent_until`, the theoretical arrival time): each
post moves it on by one interval, and a post may go as long as that stays within the burst from now. It lives in the
database, so all workers together keep the pace; nobody sleeps, `Outbox.claim` just takes less.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.ports import NO_LIMIT, Rate


@dataclass(frozen=True, slots=True)
class Pace:
    """The rates, by channel; a channel that is not named has none."""

    rates: Mapping[str, Rate] = field(default_factory=dict)

    def of(self, scope: str) -> Rate:
        """The rate for a scope, `slack/T024BE7LH`."""
        return self.rates.get(scope.partition("/")[0], NO_LIMIT)


NO_LIMITS = Pace()
