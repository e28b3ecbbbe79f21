"""Reckons with times as sorted, disjoint spans of whole minutes since 1970, UTC."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

Span = tuple[int, int]
"""From a minute to another, the second left out."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
A_DAY = 24 * 60


def minute(at: datetime) -> int:
    """Returns the minute in which `at` lies."""
    return (at - EPOCH) // MINUTE


def ceiling(at: datetime) -> int:
    """Returns the first whole minute from `at` on."""
    return -((EPOCH - at) // MINUTE)


def instant(minute: int) -> datetime:
    return EPOCH + minute * MINUTE


def within(times: Iterable[tuple[datetime, datetime]], after: datetime, before: datetime) -> list[Span]:
    """Returns the parts of `times` that touch the stretch from `after` to `before`, in any order."""
    return [(minute(a), ceiling(b)) for a, b in times if b > after and a < before and a < b]


def merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """Sorts spans, and joins those that overlap, touch, or leave no more than so many minutes between them."""
    ordered = sorted(spans)
    if not ordered:
        return ordered
    found: list[Span] = []
    first, last = ordered[0]
    for start, end in ordered:
        if start > last + gap:
            found.append((first, last))
            first, last = start, end
        elif end > last:
            last = end
    found.append((first, last))
    return found


def common(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Returns what lies in both; each is a handful."""
    return [(max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) < min(b, d)]


def without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """Returns what is left of `spans`; `taken` is merged, and only looked at where a span lies."""
    if not taken:
        return list(spans)
    left: list[Span] = []
    for start, end in spans:
        n = bisect_left(taken, (start,))
        if n and taken[n - 1][1] > start:
            start = taken[n - 1][1]
        while n < len(taken) and taken[n][0] < end:
            if taken[n][0] > start:
                left.append((start, taken[n][0]))
            start = max(start, taken[n][1])
            n += 1
        if start < end:
            left.append((start, end))
    return left


def covered(spans: Iterable[Span], start: int, end: int) -> int:
    """Counts the minutes from `start` to `end` that lie in `spans`."""
    total = 0
    for a, b in spans:
        if a <= start and end <= b:
            return end - start
        if a < end and start < b:
            total += (b if b < end else end) - (a if a > start else start)
    return total
