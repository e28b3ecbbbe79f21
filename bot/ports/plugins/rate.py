"""How fast a channel may be written to. The rate of a scope is GCRA, the leaky bucket as a single number
(`spent_until`, the theoretical arrival time): each post moves it on by one interval, and a post may go as long as that
stays within the burst from now.
"""

from __future__ import annotations

from dataclasses import dataclass

SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Rate:
    """For one channel. Zero means no limit."""

    lane_seconds: float = 0
    """From one post to the next in the same conversation."""
    scope_per_second: float = 0
    """Posts in a whole workspace."""
    scope_burst: int = 1
    """How many of these may go at once after a quiet while."""

    @property
    def lane_interval(self) -> int:
        """In microseconds."""
        return round(self.lane_seconds * SECOND)

    @property
    def interval(self) -> int:
        """Between two posts of a scope, in microseconds."""
        return round(SECOND / self.scope_per_second) if self.scope_per_second else 0

    def allowed(self, now: int, spent_until: int) -> int | None:
        """How many posts of a scope may go now; None for any number."""
        if not self.interval:
            return None
        left = self.scope_burst * self.interval - max(0, spent_until - now)
        return max(0, left // self.interval)

    def spend(self, now: int, spent_until: int, posts: int) -> int:
        """`spent_until` after `posts` more."""
        return max(now, spent_until) + posts * self.interval

    def free_at(self, spent_until: int) -> int:
        """When the next post of a scope may go."""
        return spent_until - (self.scope_burst - 1) * self.interval if self.interval else 0


NO_LIMIT = Rate()
