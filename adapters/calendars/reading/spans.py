"""Spans of time: from and to, aware UTC; the second is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

Span = tuple[datetime, datetime]


def merged(times: Iterable[Span], after: datetime, before: datetime) -> list[Span]:
    """Cuts spans to the bounds, merges and sorts them, so that neither the number of events nor their ends are left in it."""
    found: list[Span] = []
    for start, end in sorted((max(a, after), min(b, before)) for a, b in times if a < before and b > after and a < b):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start.astimezone(UTC), end.astimezone(UTC)))
    return found
