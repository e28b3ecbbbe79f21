"""Defines what every source of busy times gives: spans and nothing else of a calendar, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

Busy = tuple[datetime, datetime]
"""Aware UTC; the second is left out."""

MOST = 5000
"""Busy times kept of one person: more than a year of days with a dozen each."""


class Why(StrEnum):
    """Says what stands in the way, as far as it matters to whoever can mend it."""

    ADDRESS = "address"
    """It is none that may be fetched."""
    AWAY = "away"
    """Nobody answers there, or not properly: perhaps later."""
    ENDED = "ended"
    """The address or the permission is not valid any more."""
    CONTENT = "content"
    """What is there is no calendar, or one that is too much."""


class Unreadable(Exception):
    """No busy times can be had from there, now or for good; the message says why, without any of the calendar's content."""

    def __init__(self, reason: str, why: Why = Why.CONTENT) -> None:
        super().__init__(reason)
        self.why = why


class Later(Exception):
    """The service asks to come back after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"come back after {seconds:.0f} s")
        self.seconds = seconds


class FreeBusy(Protocol):
    """A source of one person's busy times. It raises `Unreadable` and `Later`, and nothing else."""

    async def busy(self, after: datetime, before: datetime) -> Sequence[Busy]:
        """Returns spans that are merged, in order, and within these bounds."""
        ...


def tidy(times: Iterable[Busy], after: datetime, before: datetime) -> list[Busy]:
    """Cuts spans to the bounds, merges and sorts them, so that neither the number of events nor their ends are left in it."""
    found: list[Busy] = []
    for start, end in sorted((max(a, after), min(b, before)) for a, b in times if a < before and b > after and a < b):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start.astimezone(UTC), end.astimezone(UTC)))
    if len(found) > MOST:
        raise Unreadable("the calendar has too many entries")
    return found
