"""Working hours shared by several people, across time zones and changes of clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.engine.people import Member

HORIZON = 400
"""Days looked ahead: past the longest leave."""

WIDEST = 12
"""Hours by which both days are stretched at most: by then any two people on earth have some in common."""


def windows(
    members: Sequence[Member], after: datetime, days: int, widen: int = 0
) -> Iterator[tuple[datetime, datetime]]:
    """The spans in which all are at work, in order, from `after` on for `days` days; aware UTC.

    `widen` stretches everybody's day by that many hours at both ends.
    """
    first = members[0].local(after).date() - timedelta(days=1)
    for n in range(days + 2):
        spans = [_span(members[0], first + timedelta(days=n), widen)]
        for other in members[1:]:
            near = [_span(other, first + timedelta(days=n + k), widen) for k in (-1, 0, 1)]
            spans = [(max(a, c), min(b, d)) for a, b in spans for c, d in near if max(a, c) < min(b, d)]
        for start, end in spans:
            if end > after and start < end:
                yield max(start, after), end


def _span(member: Member, day: date, widen: int) -> tuple[datetime, datetime]:
    if not member.works_on(day):
        empty = member.opening(day).astimezone(UTC)
        return empty, empty
    stretch = timedelta(hours=widen)
    return member.opening(day).astimezone(UTC) - stretch, member.closing(day).astimezone(UTC) + stretch


def next_common(members: Sequence[Member], at: datetime) -> datetime:
    """The first instant from `at` on when all are at work; their days are stretched only if they never meet."""
    if all(member.works_at(at) for member in members):
        return at
    for widen in range(WIDEST + 1):
        for start, _ in windows(members, at, 14, widen):
            return start
    for start, _ in windows(members, at, HORIZON, WIDEST):
        return start
    return at + timedelta(days=HORIZON)
