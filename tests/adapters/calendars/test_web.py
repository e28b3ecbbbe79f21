"""The routes behind the links."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.calendars.ics import Letterhead
from adapters.calendars.links import Signer
from adapters.calendars.web import attach
from bot.application.calendars.subscription import Feed
from bot.engine.flows.date.invite import Invite
from bot.engine.people import Place
from bot.engine.programme import CalendarForm
from bot.infra.clock import SetClock
from bot.ports import Voice
from tests.adapters.calendars.strict import read
from tests.adapters.calendars.test_ics import FRENCH, meeting
from tests.engine.walking import booked, season
from tests.values import at

SIGNER = Signer("http://t", (b"k" * 32,))
INVITE = meeting(booked(season()).journey)


class Source:
    """One séance, and the feed of one person."""

    async def meeting(self, pair: str, number: int, reader: Place) -> tuple[Invite, Voice] | None:
        return (INVITE, FRENCH) if (pair, number) == ("p1", 1) else None

    async def feed(self, person: str) -> Feed | None:
        return Feed(2, "Awa", [(INVITE, FRENCH)]) if person == "awa/é" else None


def got(urls: Sequence[str]) -> list[tuple[int, str, bytes]]:
    async def run() -> list[tuple[int, str, bytes]]:
        application = web.Application()
        attach(application, SIGNER, Source(), SetClock(at("2026-01-06 12:00")), Letterhead())
        async with TestClient(TestServer(application)) as client:
            found = []
            for url in urls:
                async with client.get(urlsplit(url).path) as response:
                    found.append((response.status, response.headers.get("Content-Type", ""), await response.read()))
            return found

    return asyncio.run(run())


def test_a_signed_link_gives_the_seance() -> None:
    ((status, kind, body),) = got([SIGNER.meeting("p1", 1, Place.MENTEE)])
    assert status == 200
    assert kind == "text/calendar; charset=utf-8; method=REQUEST"
    assert read(body).parts[0]["UID"].value.startswith("p1.1@")


def test_a_feed_link_gives_all_of_a_persons_until_it_is_revoked() -> None:
    answers = got([SIGNER.feed("awa/é", 2), SIGNER.feed("awa/é", 1), SIGNER.feed("nobody", 0)])
    assert [status for status, _, _ in answers] == [200, 404, 404]
    assert len(read(answers[0][2]).parts) == 1


def test_a_feed_that_has_not_changed_is_not_sent_again() -> None:
    async def run() -> list[tuple[int, str, str]]:
        application = web.Application()
        clock = SetClock(at("2026-01-06 12:00"))
        attach(application, SIGNER, Source(), clock, Letterhead())
        async with TestClient(TestServer(application)) as client:
            found, seen = [], ""
            for _ in range(2):
                headers = {"If-None-Match": seen} if seen else {}
                async with client.get(urlsplit(SIGNER.feed("awa/é", 2)).path, headers=headers) as response:
                    seen = response.headers["ETag"]
                    found.append((response.status, seen, response.headers["Cache-Control"]))
                clock.at = at("2026-01-07 12:00")
            return found

    (first, version, kept), (second, same, _) = asyncio.run(run())
    assert (first, second) == (200, 304)
    assert version == same, "whenever it was made"
    assert kept == "private, no-cache"


def test_other_calendars_are_redirected_to_with_everything_filled_in() -> None:
    async def run() -> list[str]:
        application = web.Application()
        attach(application, SIGNER, Source(), SetClock(at("2026-01-06 12:00")), Letterhead())
        async with TestClient(TestServer(application)) as client:
            found = []
            for form in (CalendarForm.GOOGLE, CalendarForm.OUTLOOK):
                path = urlsplit(SIGNER.meeting("p1", 1, Place.PAIR, form)).path
                async with client.get(path, allow_redirects=False) as response:
                    assert response.status == 302
                    found.append(response.headers["Location"])
            return found

    there = asyncio.run(run())
    assert [urlsplit(url).hostname for url in there] == ["calendar.google.com", "outlook.office.com"]


def test_what_nobody_was_given_is_not_there() -> None:
    good = SIGNER.meeting("p1", 1, Place.PAIR)
    wrong = [
        good.replace("/1/", "/2/"),
        good.replace("/p1/", "/p2/"),
        good.replace("/pair/", "/everyone/"),
        "/calendar/x.ics",
    ]
    unknown = SIGNER.meeting("p1", 9, Place.PAIR)
    assert {status for status, _, _ in got([*wrong, unknown])} == {404}
