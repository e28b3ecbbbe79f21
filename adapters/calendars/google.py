"""Reads busy times from Google Calendar by `freebusy.query`; the scope `calendar.freebusy` gives nothing but those.

https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from adapters.calendars.busy import tidy
from adapters.calendars.json_api import Token, instant, post
from bot.ports.calendars import Busy, BusyTime, Unreadable, Why

URL = "https://www.googleapis.com/calendar/v3/freeBusy"
AT_ONCE = timedelta(days=60)
"""Days asked for in one request: the service refuses more than about three months."""


@dataclass(frozen=True, slots=True)
class GoogleCalendar:
    """Implements `FreeBusy` for one calendar, `primary` or an e-mail address, asked in its owner's name."""

    calendar: str
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
            "timeMin": f"{after.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "timeMax": f"{before.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "timeZone": "UTC",
            "items": [{"id": self.calendar}],
        }
        answer = await post(self.url, body, self.token)
        try:
            found = answer["calendars"][self.calendar]
            if found.get("errors"):
                raise Unreadable("Google does not give this calendar's free and busy times", Why.WITHHELD)
            return [(_aware(one["start"]), _aware(one["end"])) for one in found["busy"]]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unreadable("Google answers in a way that cannot be read", Why.AWAY) from error


def _aware(text: str) -> datetime:
    at = instant(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)
