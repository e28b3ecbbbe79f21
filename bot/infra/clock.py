"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.ports.clock import Clock

__all__ = ["Clock", "SetClock", "ShiftedClock", "SystemClock"]


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """A clock, the system's unless it is said otherwise, moved ahead: the demo jumps to the next thing that happens."""

    def __init__(self, ahead: timedelta = timedelta(), clock: Clock | None = None) -> None:
        self.ahead, self._clock = ahead, clock or SystemClock()

    def now(self) -> datetime:
        return self._clock.now() + self.ahead

    def jump(self, to: datetime) -> None:
        """Moves to `to`; never back."""
        self.ahead = max(self.ahead, to - self._clock.now())


class SetClock:
    """Stands still until it is set: for transcripts and tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at
