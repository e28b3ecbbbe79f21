"""Reads busy times from Microsoft 365 by `calendar: getSchedule`; `Calendars.ReadBasic` gives no more than free and busy.

https://learn.microsoft.com/graph/api/calendar-getschedule
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.calendars.busy import tidy
from adapters.calendars.json_api import Token, instant, post
from bot.ports.calendars import Busy, BusyTime, Unreadable, Why

URL = "https://graph.microsoft.com/v1.0/me/calendar/getSchedule"
AT_ONCE = timedelta(days=42)
"""Days asked for in one request: the service refuses much longer ones."""

FREE = {"free", "workingElsewhere"}


@dataclass(frozen=True, slots=True)
class GraphCalendar:
    """Implements `FreeBusy` for one mailbox, asked in its owner's name."""

    mail: str
    token: Token
    url: str = URL

    async def busy(self, after: datetime, before: datetime) -> Busy:
        found: list[BusyTime] = []
        start = after
        while start < before:
            end = min(start + AT_ONCE, before)
            found += await self._asked(start, end)
            start = end
        return Busy(tidy(found, after, before))

    async def _asked(self, after: datetime, before: datetime) -> list[BusyTime]:
        body = {
            "schedules": [self.mail],
            "startTime": {"dateTime": _plain(after), "timeZone": "UTC"},
            "endTime": {"dateTime": _plain(before), "timeZone": "UTC"},
            "availabilityViewInterval": STEP // timedelta(minutes=1),
        }
        answer = await post(self.url, body, self.token, {"Prefer": 'outlook.timezone="UTC"'})
        try:
            (schedule,) = answer["value"]
            if schedule.get("error"):
                raise Unreadable("Microsoft 365 does not give this mailbox's free and busy times", Why.WITHHELD)
            if "scheduleItems" not in schedule:
                return list(_viewed(schedule["availabilityView"], after))
            return list(_times(schedule["scheduleItems"]))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unreadable("Microsoft 365 answers in a way that cannot be read", Why.AWAY) from error


def _times(items: Sequence[Mapping[str, Any]]) -> Iterator[BusyTime]:
    """Yields the times of the busy entries, and never reads a subject."""
    for item in items:
        if item["status"] not in FREE:
            yield _instant(item["start"]), _instant(item["end"])


STEP = timedelta(minutes=15)
"""Of the view; the service takes 5 to 1440 minutes."""
FREE_IN_VIEW = frozenset("04")
"""Free, and working elsewhere."""


def _viewed(view: str, start: datetime) -> Iterator[BusyTime]:
    """Yields the busy steps of a calendar that shows no entries, only a digit a step."""
    for nth, digit in enumerate(view):
        if digit not in FREE_IN_VIEW:
            yield start + nth * STEP, start + (nth + 1) * STEP


def _instant(moment: Mapping[str, str]) -> datetime:
    if moment["timeZone"] not in ("UTC", "Etc/UTC", "tzone://Microsoft/Utc"):
        raise ValueError(moment["timeZone"])
    at = instant(moment["dateTime"])
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _plain(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
