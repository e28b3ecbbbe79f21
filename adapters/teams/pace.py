"""Keeps to what Teams takes in one conversation, counted where requests are made: two lanes of the queue may end in one
chat, such as a person's own, where what concerns each of their pairs is shown too if the pair has no chat of its own.

Each process counts for itself, and so keeps well below what Teams takes from all of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta

from adapters.teams import limits

APART = 1.0
"""Seconds between two that have to wait for the same conversation, so that they do not all come back at once."""

KEPT = 10_000
"""Conversations that are counted at the same time."""


class GroupPace:
    def __init__(self, windows: Mapping[float, int] = limits.PACE) -> None:
        """Takes `windows`: how many requests in so many seconds."""
        self._windows, self._longest = windows, timedelta(seconds=max(windows))
        self._sent: dict[str, deque[datetime]] = {}
        self._promised: dict[str, datetime] = {}

    def turn(self, conversation: str, now: datetime) -> float:
        """Books a turn: returns the seconds after which one more is welcome and nobody else was told to come; 0 is now."""
        wait = self.wait(conversation, now)
        if not wait:
            return 0.0
        after = self._promised.get(conversation, now) + timedelta(seconds=APART)
        self._promised[conversation] = max(now + timedelta(seconds=wait), after)
        return (self._promised[conversation] - now).total_seconds()

    def wait(self, conversation: str, now: datetime) -> float:
        """Returns the seconds after which one more is welcome; 0 is now."""
        sent = self._sent.get(conversation, ())
        ends = (sent[-most] + timedelta(seconds=span) for span, most in self._windows.items() if len(sent) >= most)
        return max(0.0, max(((end - now).total_seconds() for end in ends), default=0.0))

    def count(self, conversation: str, now: datetime) -> None:
        if len(self._sent) >= KEPT:
            self._sent = {name: sent for name, sent in self._sent.items() if now - sent[-1] < self._longest}
            self._promised = {name: at for name, at in self._promised.items() if at > now}
        sent = self._sent.setdefault(conversation, deque(maxlen=max(self._windows.values())))
        sent.append(now)
