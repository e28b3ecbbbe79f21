"""Suggests meeting dates: a plain rule of common working hours, at a decent time of day, at the pair's cadence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine.hours import WIDEST, windows
from bot.engine.people import Member

NOTICE = timedelta(hours=48)
"""The least time between a suggestion and the meeting."""

OPTIONS = 3
LOOK_AHEAD = 35
"""Days in which three dates are looked for before the working day is stretched."""

TIMES = (time(10, 0), time(14, 0), time(16, 0))
"""The times of day tried first, one an option, in the mentee's zone."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Starts of meetings, aware UTC, in order. `widened`: hours by which the working day had to be stretched."""

    slots: tuple[datetime, ...]
    widened: int = 0


def suggest(
    mentor: Member,
    mentee: Member,
    earliest: datetime,
    minutes: int,
    avoid: Iterable[datetime] = (),
) -> Suggestion:
    """Three dates on different days from `earliest` on that suit both, none of them among `avoid`."""
    refused = set(avoid)
    best = Suggestion(())
    for widen in range(WIDEST + 1):
        slots = _slots((mentor, mentee), earliest, minutes, refused, widen)
        if len(slots) > len(best.slots):
            best = Suggestion(tuple(slots), widen)
        if len(best.slots) == OPTIONS:
            break
    return best


def _slots(
    members: Sequence[Member],
    earliest: datetime,
    minutes: int,
    refused: set[datetime],
    widen: int,
) -> list[datetime]:
    found: list[datetime] = []
    days: set[date] = set()
    zone = ZoneInfo(members[-1].zone)
    for start, end in windows(members, earliest, LOOK_AHEAD, widen):
        latest = end - timedelta(minutes=minutes)
        if latest < start:
            continue
        day = start.astimezone(zone).date()
        turn = len(found)
        for at in (TIMES * 2)[turn : turn + len(TIMES)]:
            wanted = datetime.combine(day, at, zone).astimezone(UTC)
            slot = min(max(_round_up(wanted), _round_up(start)), latest)
            if slot >= start and slot not in refused and slot.astimezone(zone).date() not in days:
                found.append(slot)
                days.add(slot.astimezone(zone).date())
                break
        if len(found) == OPTIONS:
            break
    return found


def _round_up(at: datetime) -> datetime:
    """To the next half hour."""
    rest = timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
    return at if not rest else at + timedelta(minutes=30) - rest
