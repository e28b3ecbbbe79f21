"""The rates of all channels. They are kept in the database, so all workers together keep the pace; nobody sleeps,
`claim_posts` just takes less.
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
