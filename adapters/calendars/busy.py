"""Tidies the busy times that a source gives: spans, merged and in order, and nothing else of a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from adapters.calendars.reading.spans import merged
from bot.ports.calendars import Busy, BusyTime, Unreadable, Why

MOST = 5000
"""Busy times kept of one person: more than a year of days with a dozen each."""


class FreeBusy(Protocol):
    """A source of one person's busy times. It raises `Unreadable` and `Later`, and nothing else."""

    async def busy(self, after: datetime, before: datetime) -> Busy: ...


def tidy(times: Iterable[BusyTime], after: datetime, before: datetime) -> list[BusyTime]:
    """Cuts spans to the bounds, merges and sorts them. Raises `Unreadable`."""
    found = merged(times, after, before)
    if len(found) > MOST:
        raise Unreadable("the calendar has too many entries", Why.LARGE)
    return found
