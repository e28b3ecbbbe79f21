"""Microsoft 365 and Google, played by a server on loopback: what is asked, what is kept, what can go wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.calendars.busy import FreeBusy
from adapters.calendars.google import GoogleCalendar
from adapters.calendars.graph import GraphCalendar
from bot.ports.calendars import Later, Unreadable, Why
from tests.values import at

AFTER, BEFORE = at("2026-03-20 00:00"), at("2026-06-20 00:00")
Make = Callable[[str], FreeBusy]


async def token() -> str:
    return "t0ken"


def graph(url: str) -> FreeBusy:
    return GraphCalendar("awa@example.org", token, url + "v1.0/me/calendar/getSchedule")


def google(url: str) -> FreeBusy:
    return GoogleCalendar("awa@example.org", token, url + "calendar/v3/freeBusy")


def asked(
    make: Make, answer: Callable[[Any], web.Response]
) -> tuple[list[tuple[Any, Any]], list[tuple[str, Any, Any]]]:
    """The busy times, and the requests: path, headers, body."""
    requests: list[tuple[str, Any, Any]] = []

    async def handler(request: web.Request) -> web.Response:
        body = await request.json()
        requests.append((request.path, request.headers, body))
        return answer(body)

    async def run() -> list[tuple[Any, Any]]:
        application = web.Application()
        application.router.add_post("/{path:.*}", handler)
        async with TestServer(application) as server:
            return list((await make(str(server.make_url("/"))).busy(AFTER, BEFORE)).times)

    return asyncio.run(run()), requests


def item(status: str, start: str, end: str, zone: str = "UTC") -> dict[str, Any]:
    return {
        "status": status,
        "subject": "secret",
        "start": {"dateTime": start, "timeZone": zone},
        "end": {"dateTime": end, "timeZone": zone},
    }


def test_microsoft_gives_busy_times() -> None:
    def answer(body: Any) -> web.Response:
        items = [
            item("busy", "2026-03-23T09:00:00.0000000", "2026-03-23T10:00:00.0000000"),
            item("tentative", "2026-03-23T09:30:00.0000000", "2026-03-23T10:30:00.0000000"),
            item("oof", "2026-03-25T00:00:00", "2026-03-26T00:00:00Z"),
            item("free", "2026-03-24T09:00:00", "2026-03-24T10:00:00"),
            item("workingElsewhere", "2026-03-24T09:00:00", "2026-03-24T10:00:00"),
        ]
        return web.json_response({"value": [{"scheduleId": "awa@example.org", "scheduleItems": items}]})

    found, requests = asked(graph, answer)
    assert found == [
        (at("2026-03-23 09:00"), at("2026-03-23 10:30")),
        (at("2026-03-25 00:00"), at("2026-03-26 00:00")),
    ]
    path, headers, body = requests[0]
    assert path == "/v1.0/me/calendar/getSchedule"
    assert headers["Authorization"] == "Bearer t0ken"
    assert body["schedules"] == ["awa@example.org"]
    assert body["startTime"] == {"dateTime": "2026-03-20T00:00:00", "timeZone": "UTC"}
    spans = [(body["startTime"]["dateTime"], body["endTime"]["dateTime"]) for _, _, body in requests]
    assert spans[-1][1] == "2026-06-20T00:00:00"
    assert all(a[1] == b[0] for a, b in pairwise(spans)), "long stretches are asked for in parts"


def test_microsoft_gives_busy_times_of_a_calendar_that_shows_no_entries() -> None:
    def answer(body: Any) -> web.Response:
        first = body["startTime"]["dateTime"] == "2026-03-20T00:00:00"
        view = "0" * 36 + "1234" + "0?" if first else ""
        return web.json_response({"value": [{"scheduleId": "awa@example.org", "availabilityView": view}]})

    found, _ = asked(graph, answer)
    assert found == [
        (at("2026-03-20 09:00"), at("2026-03-20 09:45")),
        (at("2026-03-20 10:15"), at("2026-03-20 10:30")),
    ], "what is unknown is busy, and working elsewhere is not"


def test_google_gives_busy_times() -> None:
    def answer(body: Any) -> web.Response:
        busy = [
            {"start": "2026-03-23T09:00:00Z", "end": "2026-03-23T10:00:00Z"},
            {"start": "2026-03-30T10:00:00+02:00", "end": "2026-03-30T11:00:00.123+02:00"},
        ]
        return web.json_response({"kind": "calendar#freeBusy", "calendars": {"awa@example.org": {"busy": busy}}})

    found, requests = asked(google, answer)
    assert [a for a, _ in found] == [at("2026-03-23 09:00"), at("2026-03-30 08:00")]
    path, headers, body = requests[0]
    assert path == "/calendar/v3/freeBusy"
    assert headers["Authorization"] == "Bearer t0ken"
    assert body["items"] == [{"id": "awa@example.org"}]
    assert body["timeMin"] == "2026-03-20T00:00:00Z"


@pytest.mark.parametrize("make", [graph, google])
@pytest.mark.parametrize(
    ("response", "why"),
    [
        (lambda: web.Response(status=401), "permission"),
        (lambda: web.Response(status=403), "permission"),
        (lambda: web.Response(status=500), "answers 500"),
        (lambda: web.Response(status=302, headers={"Location": "http://127.0.0.1/"}), "answers 302"),
        (lambda: web.Response(text="<html>"), "JSON"),
        (lambda: web.json_response({}), "cannot be read"),
        (lambda: web.json_response([]), "cannot be read"),
        (
            lambda: web.json_response({"value": [{"error": {"message": "no"}}], "calendars": {}}),
            "not give|cannot be read",
        ),
        (lambda: web.json_response({"value": [{"scheduleItems": [{"status": "busy"}]}]}), "cannot be read"),
        (
            lambda: web.json_response({"calendars": {"awa@example.org": {"errors": [{"reason": "notFound"}]}}}),
            "not give|cannot be read",
        ),
        (
            lambda: web.json_response(
                {"value": [{"scheduleItems": [item("busy", "2026-03-23T09:00:00", "x", "Romance Standard Time")]}]}
            ),
            "cannot be read",
        ),
        (lambda: web.Response(body=b"[" + b"1," * (3 << 20)), "too much"),
    ],
)
def test_trouble_has_a_reason(make: Make, response: Callable[[], web.Response], why: str) -> None:
    with pytest.raises(Unreadable, match=why) as error:
        asked(make, lambda _: response())
    assert error.value.why is next(why for words, why in REMEDIES.items() if words in str(error.value))


REMEDIES = {"permission": Why.ENDED, "not give": Why.WITHHELD, "too much": Why.LARGE, "": Why.AWAY}
"""What is said to the owner, by the words of the log: that a service's address is no calendar would help nobody."""


@pytest.mark.parametrize("make", [graph, google])
def test_a_service_that_is_busy_says_when_to_come_back(make: Make) -> None:
    with pytest.raises(Later) as told:
        asked(make, lambda _: web.Response(status=429, headers={"Retry-After": "17"}))
    assert told.value.seconds == 17


@pytest.mark.parametrize(
    ("reason", "trouble"), [("rateLimitExceeded", Later), ("userRateLimitExceeded", Later), ("forbidden", Unreadable)]
)
def test_a_refusal_by_google_says_whether_it_is_about_the_permission(reason: str, trouble: type[Exception]) -> None:
    """https://developers.google.com/workspace/calendar/api/guides/errors"""
    told = {"error": {"code": 403, "errors": [{"domain": "usageLimits", "reason": reason}]}}
    with pytest.raises(trouble):
        asked(google, lambda _: web.json_response(told, status=403))


@pytest.mark.parametrize("make", [graph, google])
def test_a_service_that_is_not_there(make: Make) -> None:
    with pytest.raises(Unreadable, match="reached"):
        asyncio.run(make("http://127.0.0.1:9/").busy(AFTER, BEFORE))
