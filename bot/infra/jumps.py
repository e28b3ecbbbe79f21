"""Notices that the clock was set, or that the machine slept: it is compared with one that nobody sets."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from bot.ports.clock import Clock

LEAST = timedelta(seconds=5)
"""Less than that between two looks is a clock that is being put right, or a busy machine."""

FAR = timedelta(days=2)
"""A jump ahead after which nobody knows whether the clock is right: longer than a night or a Sunday with the lid closed."""

UNSURE = timedelta(days=1)
"""After such a jump nothing is deleted for having been kept long enough, so that somebody can put the clock right."""


class Jumps:
    """Of one clock, since the process began. `steady`: seconds by a clock that runs on."""

    def __init__(self, clock: Clock, steady: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._steady = clock, steady
        self._wall, self._ran = clock.now(), steady()
        self._far_at: float | None = None

    def look(self) -> timedelta:
        """How far the clock has moved since the last look, beside the time that has passed: zero unless it jumped."""
        wall, ran = self._clock.now(), self._steady()
        moved = (wall - self._wall) - timedelta(seconds=ran - self._ran)
        self._wall, self._ran = wall, ran
        if abs(moved) < LEAST:
            return timedelta()
        self.ahead(moved)
        return moved

    def ahead(self, moved: timedelta) -> None:
        """The clock is so far ahead of what was last known, by whomever."""
        if moved >= FAR:
            self._far_at = self._steady()

    @property
    def unsure(self) -> bool:
        """Whether the clock jumped far ahead, less than a day ago."""
        return self._far_at is not None and self._steady() - self._far_at < UNSURE.total_seconds()
