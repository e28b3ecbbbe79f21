"""Google Calendar and Microsoft Graph, played on loopback with what they document of events and of their faults."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

LOST = "lost"
"""It is done, and the answer is lost on its way."""


@dataclass
class FakeService:
    """Holds events by id, plays the faults in `faults` one after another, and keeps every request."""

    base: str = ""
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Callable[[], web.Response] | str | None] = field(default_factory=list)
    """One a request; None: it is well."""
    requests: list[tuple[str, str, Any]] = field(default_factory=list)
    rooms: int = 0
    revision: int = 0
    before: Callable[[str], None] = lambda method: None
    """What somebody else does just before a request is answered."""

    @property
    def standing(self) -> list[dict[str, Any]]:
        return [one for one in self.events.values() if one.get("status") != "cancelled"]

    def application(self) -> web.Application:
        made = web.Application()
        self.attach(made)
        return made

    def attach(self, application: web.Application) -> None:
        application.router.add_route("*", self.path, self._played(self.collection))
        application.router.add_route("*", self.path + "/{id}", self._played(self.single))

    path = ""

    def _played(self, handle: Callable[[web.Request, Any], web.Response]) -> Callable[[web.Request], Awaitable[Any]]:
        async def handler(request: web.Request) -> web.Response:
            body = json.loads(text) if (text := await request.text()) else None
            self.requests.append((request.method, request.path_qs, body))
            fault = self.faults.pop(0) if self.faults else None
            if callable(fault):
                return fault()
            self.before(request.method)
            answer = handle(request, body)
            if fault == LOST:
                assert request.transport is not None
                request.transport.close()
                await asyncio.sleep(0)
            return answer

        return handler

    def collection(self, request: web.Request, body: Any) -> web.Response:
        raise NotImplementedError

    def single(self, request: web.Request, body: Any) -> web.Response:
        raise NotImplementedError

    def stamped(self, event: dict[str, Any], tag: str) -> dict[str, Any]:
        self.revision += 1
        event[tag] = f'"{self.revision}"'
        self.events[event["id"]] = event
        return event


class FakeGoogle(FakeService):
    """https://developers.google.com/workspace/calendar/api/v3/reference/events"""

    kind = "google"
    opens = True
    """Rooms are there at once; otherwise when `open` says so."""
    path = "/calendar/v3/calendars/primary/events"

    def collection(self, request: web.Request, body: Any) -> web.Response:
        assert request.method == "POST"
        if body["id"] in self.events:
            return web.json_response({"error": {"code": 409, "errors": [{"reason": "duplicate"}]}}, status=409)
        return web.json_response(self.stamped(self._roomed({}, body), "etag"))

    def single(self, request: web.Request, body: Any) -> web.Response:
        event = self.events.get(request.match_info["id"])
        if event is None:
            return web.json_response({"error": {"code": 404}}, status=404)
        if request.headers.get("If-Match", event["etag"]) != event["etag"]:
            return web.json_response({"error": {"code": 412}}, status=412)
        if request.method == "PATCH":
            return web.json_response(self.stamped(self._roomed(event, body), "etag"))
        if request.method == "DELETE":
            if event.get("status") == "cancelled":
                return web.json_response({"error": {"code": 410, "errors": [{"reason": "deleted"}]}}, status=410)
            self.stamped({**event, "status": "cancelled"}, "etag")
            return web.Response(status=204)
        return web.json_response(event)

    def _roomed(self, event: dict[str, Any], body: Any) -> dict[str, Any]:
        asked = body.get("conferenceData", {}).get("createRequest")
        made = {**event, **body}
        if asked and "entryPoints" not in event.get("conferenceData", {}) and self.opens:
            self.rooms += 1
            link = f"https://meet.example/{asked['requestId'][:4]}-{self.rooms}"
            points = [{"entryPointType": "phone", "uri": "tel:+1"}, {"entryPointType": "video", "uri": link}]
            made["conferenceData"] = {"createRequest": asked, "entryPoints": points}
        return made

    def open(self) -> None:
        """The room that was asked for is there."""
        (event,), self.opens = self.standing, True
        self.stamped(self._roomed(event, event), "etag")

    def moved(self, start: str, end: str) -> None:
        """Its owner moves the event."""
        (event,) = self.standing
        times = {"start": {"dateTime": start + "+00:00"}, "end": {"dateTime": end + "+00:00"}}
        self.stamped({**event, **times}, "etag")

    def deleted(self) -> None:
        (event,) = self.standing
        self.stamped({**event, "status": "cancelled"}, "etag")

    def declined(self) -> None:
        (event,) = self.standing
        self.stamped({**event, "attendees": [{"self": True, "responseStatus": "declined"}]}, "etag")


class FakeGraph(FakeService):
    """https://learn.microsoft.com/graph/api/resources/event"""

    kind = "microsoft"
    path = "/v1.0/me/events"
    remembers = True
    """The transactions of a while ago, too: for how long it does is documented nowhere."""

    def collection(self, request: web.Request, body: Any) -> web.Response:
        if request.method == "GET":
            found = [one for one in self.standing if self._key(one) and self._key(one) in request.query["$filter"]]
            return web.json_response({"value": [{"id": one["id"]} for one in found]})
        if self.remembers and any(one["transactionId"] == body["transactionId"] for one in self.events.values()):
            return web.json_response({"error": {"code": "ErrorDuplicateTransactionId"}}, status=409)
        made = self._roomed({**body, "id": f"AAMk{len(self.events)}=", "responseStatus": {"response": "organizer"}})
        return web.json_response(self.stamped(made, "@odata.etag"), status=201)

    def single(self, request: web.Request, body: Any) -> web.Response:
        event = self.events.get(request.match_info["id"])
        if event is None or event.get("status") == "cancelled":
            return web.json_response({"error": {"code": "ErrorItemNotFound"}}, status=404)
        if request.headers.get("If-Match", event["@odata.etag"]) != event["@odata.etag"]:
            return web.json_response({"error": {"code": "ErrorIrresolvableConflict"}}, status=412)
        if request.method == "PATCH":
            return web.json_response(self.stamped(self._roomed({**event, **body}), "@odata.etag"))
        if request.method == "DELETE":
            self.deleted()
            return web.Response(status=204)
        return web.json_response(event)

    def _key(self, event: dict[str, Any]) -> str:
        return str(event["singleValueExtendedProperties"][0]["value"])

    def _roomed(self, event: dict[str, Any]) -> dict[str, Any]:
        if event.get("isOnlineMeeting") and "onlineMeeting" not in event:
            self.rooms += 1
            event = {**event, "onlineMeeting": {"joinUrl": f"https://teams.example/{self.rooms}"}}
        return event

    def moved(self, start: str, end: str) -> None:
        """Its owner moves the event."""
        (event,) = self.standing
        times = {"start": {"dateTime": start + ".0000000", "timeZone": "UTC"}}
        times |= {"end": {"dateTime": end + ".0000000", "timeZone": "UTC"}}
        self.stamped({**event, **times}, "@odata.etag")

    def deleted(self) -> None:
        (event,) = self.standing
        self.stamped({**event, "status": "cancelled"}, "@odata.etag")

    def declined(self) -> None:
        (event,) = self.standing
        self.stamped({**event, "responseStatus": {"response": "declined"}}, "@odata.etag")
