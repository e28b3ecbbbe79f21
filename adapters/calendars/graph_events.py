"""Writes séances into Microsoft 365.

1. The service names an event; until that is known, ours is found by the property in which it carries its key.
2. `transactionId` is the key too, so that a question that is asked twice makes one event, also if it is asked at the same time.
3. An event has no guests, so nobody is written to.
4. What was changed meanwhile is read again before it is changed (`If-Match`, 412).
5. A room is opened with `isOnlineMeeting`; it may be there only later, so whoever looks again finds it.

https://learn.microsoft.com/graph/api/user-post-events
https://learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-get
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote

from adapters.calendars.events_api import CHANGED, CONFLICT, Question, Response, ask, put_off
from adapters.calendars.json_api import Token, instant
from bot.ports.calendars import Unreadable, Why
from bot.ports.calendars.events import Entry, KeptEvent

URL = "https://graph.microsoft.com/v1.0/me/events"
OURS = "String {6f1d7c0e-8c0b-4d0e-9a5e-2f6d1b7f3a41} Name together"
"""The property of an event that holds its key."""
IN_UTC = {"Prefer": 'outlook.timezone="UTC", IdType="ImmutableId"'}
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class GraphEvents:
    """Implements `EventCalendar` but for its secret, for the owner's own calendar."""

    token: Token
    url: str = URL

    async def create(self, key: str, entry: Entry, *, again: bool) -> KeptEvent:
        there = await self._found(key) if again else ""
        changed = await self.change(there, entry) if there else None
        if changed is not None:
            return changed
        body = {
            "transactionId": key,
            "singleValueExtendedProperties": [{"id": OURS, "value": key}],
            **_body(entry),
            **_conference(entry),
        }
        answer = await self._ask(Question("POST", self.url, body))
        if answer.status not in (CONFLICT, CHANGED):
            return _kept(answer.body)
        there = await self._found(key)
        changed = await self.change(there, entry) if there else None
        if changed is None:  # the same question is being answered just now
            raise put_off()
        return changed

    async def _found(self, key: str) -> str:
        """The id of our event, or nothing."""
        ours = f"singleValueExtendedProperties/Any(ep: ep/id eq '{OURS}' and ep/value eq '{key}')"
        answer = await self._ask(Question("GET", self.url, query={"$filter": ours, "$select": "id"}))
        try:
            return next((str(one["id"]) for one in answer.body["value"]), "")
        except (KeyError, TypeError) as error:
            raise Unreadable("Microsoft 365 answers in a way that cannot be read", Why.AWAY) from error

    async def change(self, id: str, entry: Entry) -> KeptEvent | None:
        for _ in range(ROUNDS):
            now = await self._ask(Question("GET", self._one(id)))
            if now.is_gone or now.body.get("isCancelled"):
                return None
            body = _body(entry)
            if now.body.get("isOnlineMeeting"):
                del body["body"]  # it holds the room's invitation: whoever writes over that closes the room
            else:
                body |= _conference(entry)
            headers = {"If-Match": str(now.body["@odata.etag"])} if "@odata.etag" in now.body else {}
            answer = await self._ask(Question("PATCH", self._one(id), body, headers))
            if answer.is_gone:
                return None
            if answer.status not in (CHANGED, CONFLICT):
                return _kept(answer.body)
        raise put_off()

    async def look(self, id: str) -> KeptEvent | None:
        now = await self._ask(Question("GET", self._one(id)))
        return None if now.is_gone or now.body.get("isCancelled") else _kept(now.body)

    async def remove(self, key: str, id: str) -> None:
        there = id or await self._found(key)
        if there:
            answer = await self._ask(Question("DELETE", self._one(there)))
            if answer.status in (CHANGED, CONFLICT):
                raise put_off()

    def _one(self, id: str) -> str:
        return f"{self.url}/{quote(id, safe='=-_')}"

    async def _ask(self, question: Question) -> Response:
        headers = {**IN_UTC, **question.headers}
        return await ask(Question(question.method, question.url, question.body, headers, question.query), self.token)


def _body(entry: Entry) -> dict[str, object]:
    text = escape(entry.text, quote=False).replace("\n", "<br>")
    return {
        "subject": entry.title,
        "body": {"contentType": "HTML", "content": text},
        "location": {"displayName": entry.place},
        "start": _moment(entry.start),
        "end": _moment(entry.end),
    }


def _conference(entry: Entry) -> dict[str, object]:
    return {"isOnlineMeeting": True} if entry.conference else {}


def _moment(at: datetime) -> dict[str, str]:
    return {"dateTime": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}", "timeZone": "UTC"}


def _kept(event: Mapping[str, Any]) -> KeptEvent:
    try:
        response = (event.get("responseStatus") or {}).get("response")
        return KeptEvent(
            str(event["id"]), _instant(event["start"]), _instant(event["end"]), _link(event), response == "declined"
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("Microsoft 365 answers in a way that cannot be read", Why.AWAY) from error


def _link(event: Mapping[str, Any]) -> str:
    return str((event.get("onlineMeeting") or {}).get("joinUrl") or "")


def _instant(moment: Mapping[str, str]) -> datetime:
    if moment["timeZone"] not in ("UTC", "Etc/UTC", "tzone://Microsoft/Utc"):
        raise ValueError(moment["timeZone"])
    at = instant(moment["dateTime"])
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
