"""Finds working hours that several people share, across time zones and changes of clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.engine.people import Member

SOON = 14
"""Days in which hours that meet are looked for before anybody's day is stretched."""

HORIZON = 400
"""Days looked ahead: past the longest leave."""

WIDEST = 12
"""Hours by which both days are stretched at most: by then any two people on earth have some in common."""


def windows(
    members: Sequence[Member], after: datetime, days: int, widen: int = 0, *, leave: bool = True
) -> Iterator[tuple[datetime, datetime]]:
    """Yields the spans in which all are at work, in order, from `after` on for `days` days; aware UTC.

    `widen` stretches everybody's day by that many hours at both ends; without `leave` nobody is ever away.
    """
    first = members[0].local(after).date() - timedelta(days=1)
    for n in range(days + 2):
        spans = [_span(members[0], first + timedelta(days=n), widen, leave)]
        for other in members[1:]:
            near = [_span(other, first + timedelta(days=n + k), widen, leave) for k in (-1, 0, 1)]
            spans = [(max(a, c), min(b, d)) for a, b in spans for c, d in near if max(a, c) < min(b, d)]
        for start, end in spans:
            if end > after and start < end:
                yield max(start, after), end


def _span(member: Member, day: date, widen: int, leave: bool) -> tuple[datetime, datetime]:
    works = member.works_on(day) if leave else day.weekday() in member.hours.days
    if not works:
        empty = member.opening(day).astimezone(UTC)
        return empty, empty
    stretch = timedelta(hours=widen)
    return member.opening(day).astimezone(UTC) - stretch, member.closing(day).astimezone(UTC) + stretch


def next_common(members: Sequence[Member], at: datetime) -> datetime:
    """Returns the first instant from `at` on when all are at work; stretches their days only if their hours never meet."""
    if all(member.works_at(at) for member in members):
        return at
    for start, _ in windows(members, at, SOON):  # the usual case: hours that meet soon need no stretching
        return start
    for start, _ in windows(members, at, HORIZON, _stretch(members, at)):
        return start
    return at + timedelta(days=HORIZON)


def _stretch(members: Sequence[Member], at: datetime) -> int:
    """Returns the hours by which their days must be stretched for them to meet at all in these weeks, leave apart."""
    for widen in range(WIDEST):
        if any(True for _ in windows(members, at, SOON, widen, leave=False)):
            return widen
    return WIDEST
