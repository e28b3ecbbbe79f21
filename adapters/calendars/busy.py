"""Tidies the busy times that a source gives: spans, merged and in order, and nothing else of a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from bot.ports.calendars import BusyTime, Unreadable

MOST = 5000
"""Busy times kept of one person: more than a year of days with a dozen each."""


class FreeBusy(Protocol):
    """A source of one person's busy times. It raises `Unreadable` and `Later`, and nothing else."""

    async def busy(self, after: datetime, before: datetime) -> Sequence[BusyTime]:
        """Returns spans that are merged, in order, and within these bounds."""
        ...


def tidy(times: Iterable[BusyTime], after: datetime, before: datetime) -> list[BusyTime]:
    """Cuts spans to the bounds, merges and sorts them, so that neither the number of events nor their ends are left in it."""
    found: list[BusyTime] = []
    for start, end in sorted((max(a, after), min(b, before)) for a, b in times if a < before and b > after and a < b):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start.astimezone(UTC), end.astimezone(UTC)))
    if len(found) > MOST:
        raise Unreadable("the calendar has too many entries")
    return found
