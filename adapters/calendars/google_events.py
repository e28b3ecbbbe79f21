"""Writes séances into Google Calendar, each under an id that is made here.

1. An id is given once: whoever inserts it again is told 409, and brings up to date what is there, also if it was deleted.
2. An event has no guests, and Google is asked to write to nobody.
3. What was changed meanwhile is read again before it is changed (`If-Match`, 412).
4. A room is opened by `createRequest`; it may be there only later, so whoever looks again finds it.

https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from adapters.calendars.events_api import CHANGED, CONFLICT, Question, ask, put_off
from adapters.calendars.json_api import Token, instant
from bot.ports.calendars import Unreadable, Why
from bot.ports.calendars.events import Entry, KeptEvent

URL = "https://www.googleapis.com/calendar/v3/calendars/primary/events"
QUIETLY = {"conferenceDataVersion": "1", "sendUpdates": "none"}
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class GoogleEvents:
    """Implements `EventCalendar` but for its secret, for the owner's own calendar."""

    token: Token
    url: str = URL

    async def create(self, key: str, entry: Entry, *, again: bool) -> KeptEvent:
        body = {"id": key, **_body(entry), **_conference(key, entry)}
        answer = await ask(Question("POST", self.url, body, query=QUIETLY), self.token)
        if answer.status != CONFLICT:
            return _kept(answer.body)
        changed = await self._changed(key, entry, revived=True)
        if changed is None:
            raise Unreadable("Google says that an event is there, and that it is not", Why.AWAY)
        return changed

    async def change(self, id: str, entry: Entry) -> KeptEvent | None:
        return await self._changed(id, entry)

    async def _changed(self, id: str, entry: Entry, *, revived: bool = False) -> KeptEvent | None:
        for _ in range(ROUNDS):
            now = await ask(Question("GET", f"{self.url}/{id}"), self.token)
            if now.is_gone or (_is_deleted(now.body) and not revived):
                return None
            body = _body(entry) | ({} if now.body.get("conferenceData") else _conference(id, entry))
            headers = {"If-Match": str(now.body["etag"])} if "etag" in now.body else {}
            answer = await ask(Question("PATCH", f"{self.url}/{id}", body, headers, QUIETLY), self.token)
            if answer.is_gone:
                return None
            if answer.status not in (CHANGED, CONFLICT):
                return _kept(answer.body)
        raise put_off()

    async def look(self, id: str) -> KeptEvent | None:
        now = await ask(Question("GET", f"{self.url}/{id}"), self.token)
        return None if now.is_gone or _is_deleted(now.body) else _kept(now.body)

    async def remove(self, key: str, id: str) -> None:
        answer = await ask(Question("DELETE", f"{self.url}/{id or key}", query={"sendUpdates": "none"}), self.token)
        if answer.status in (CHANGED, CONFLICT):
            raise put_off()


def _body(entry: Entry) -> dict[str, object]:
    return {
        "summary": entry.title,
        "description": entry.text,
        "location": entry.place,
        "start": _moment(entry.start),
        "end": _moment(entry.end),
        "status": "confirmed",
    }


def _conference(key: str, entry: Entry) -> dict[str, object]:
    """The same request for the same event, so that a second one opens no second room."""
    if not entry.conference:
        return {}
    return {
        "conferenceData": {
            "createRequest": {"requestId": key, "conferenceSolutionKey": {"type": "hangoutsMeet"}},
        }
    }


def _moment(at: datetime) -> dict[str, str]:
    return {"dateTime": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "timeZone": "UTC"}


def _is_deleted(event: Mapping[str, Any]) -> bool:
    return event.get("status") == "cancelled"


def _kept(event: Mapping[str, Any]) -> KeptEvent:
    try:
        return KeptEvent(
            str(event["id"]), _instant(event["start"]), _instant(event["end"]), _link(event), _is_declined(event)
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("Google answers in a way that cannot be read", Why.AWAY) from error


def _link(event: Mapping[str, Any]) -> str:
    points = (event.get("conferenceData") or {}).get("entryPoints") or ()
    found = next((str(one["uri"]) for one in points if one.get("entryPointType") == "video"), "")
    return found or str(event.get("hangoutLink") or "")


def _is_declined(event: Mapping[str, Any]) -> bool:
    mine = (one for one in event.get("attendees") or () if one.get("self"))
    return any(one.get("responseStatus") == "declined" for one in mine)


def _instant(moment: Mapping[str, str]) -> datetime:
    """Somebody may have made it an event of whole days."""
    if "dateTime" not in moment:
        day = date.fromisoformat(moment["date"])
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    at = instant(moment["dateTime"])
    if at.tzinfo is None:
        raise ValueError(moment["dateTime"])
    return at.astimezone(UTC)
