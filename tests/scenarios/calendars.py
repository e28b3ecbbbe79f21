"""Google and Microsoft 365 on one port of this machine, pages to sign in on included, and somebody who signs in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer
from yarl import URL

from adapters.calendars.settings import CalendarService, CalendarServices
from bot.app import Container, calendars
from bot.application.calendars.reading import Reader
from bot.application.calendars.writing import Writer
from tests.adapters.calendars.services import FakeGoogle, FakeGraph

MICROSOFT = "/organizations/oauth2/v2.0"
NUMBERS = count(1)


@dataclass
class Services:
    """What both services hold, and how they answer whoever signs in."""

    google: FakeGoogle = field(default_factory=FakeGoogle)
    graph: FakeGraph = field(default_factory=FakeGraph)
    url: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    """The challenge that came with the question, by the code that answered it."""

    @property
    def settings(self) -> CalendarServices:
        return CalendarServices(
            {
                "google": CalendarService("google-id", "google-secret", played=self.url),
                "microsoft": CalendarService("ms-id", "ms-secret", "organizations", played=self.url),
            }
        )

    def application(self) -> web.Application:
        made = web.Application()
        for one in (self.google, self.graph):
            one.attach(made)
        made.router.add_get("/o/oauth2/v2/auth", self._authorize)
        made.router.add_get(f"{MICROSOFT}/authorize", self._authorize)
        made.router.add_post("/token", self._token)
        made.router.add_post(f"{MICROSOFT}/token", self._token)
        made.router.add_post("/calendar/v3/freeBusy", self._free)
        made.router.add_post("/v1.0/me/calendar/getSchedule", self._schedule)
        return made

    async def _authorize(self, request: web.Request) -> web.Response:
        """The person agrees at once."""
        raise web.HTTPFound(self.agreed(request.query))

    def agreed(self, question: Mapping[str, str]) -> str:
        """Where somebody who agrees is sent back to."""
        code = f"code-{next(NUMBERS)}"
        self.codes[code] = question["code_challenge"]
        back = urlencode({"code": code, "state": question["state"]})
        return f"{question['redirect_uri']}?{back}"

    async def _token(self, request: web.Request) -> web.Response:
        told = {name: str(value) for name, value in (await request.post()).items()}
        if told["grant_type"] == "authorization_code":
            digest = hashlib.sha256(told["code_verifier"].encode()).digest()
            assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == self.codes.pop(told["code"])
        number = next(NUMBERS)
        claims = jwt.encode({"preferred_username": "somebody@example.org"}, "k" * 32, "HS256")
        answer = {"access_token": f"access-{number}", "refresh_token": f"refresh-{number}", "id_token": claims}
        return web.json_response(answer | {"token_type": "Bearer"})

    async def _free(self, request: web.Request) -> web.Response:
        return web.json_response({"calendars": {"primary": {"busy": []}}})

    async def _schedule(self, request: web.Request) -> web.Response:
        return web.json_response({"value": [{"scheduleItems": []}]})

    def sent(self) -> str:
        """Everything that was sent to either."""
        return str(self.google.requests) + str(self.graph.requests)

    # What stands

    def starts(self) -> list[str]:
        """When each of the two says that the séance begins, Google first."""
        return [str(one["start"]["dateTime"])[:16] for one in (*self.google.standing, *self.graph.standing)]

    def opened(self) -> str:
        """The link of the room that Google has opened."""
        (mine,) = self.google.standing
        points: list[dict[str, Any]] = mine["conferenceData"]["entryPoints"]
        (link,) = (str(one["uri"]) for one in points if one["entryPointType"] == "video")
        return link

    def room(self) -> str:
        """The same, once it stands in the other calendar, too."""
        (theirs,) = self.graph.standing
        assert theirs["location"]["displayName"] == self.opened()
        assert self.graph.rooms == 0, "one of the two opens it"
        return self.opened()


@asynccontextmanager
async def serving() -> AsyncIterator[Services]:
    services = Services()
    async with TestServer(services.application()) as server:
        services.url = str(server.make_url("")).rstrip("/")
        yield services


@dataclass
class Desk:
    """The bot's own pages for signing in, its writer and its reader, wired as in the worker."""

    parts: Container
    writer: Writer
    reader: Reader
    services: Services
    url: str

    async def works(self) -> None:
        """Everything that is due in calendars."""
        await self.reader.drain()
        await self.writer.drain()

    async def sign_in(self, link: str) -> str:
        """Follows a card's link to the end, in a browser of its own; the last page."""
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
            here = URL(self.url + urlsplit(link).path, encoded=True)
            async with browser.get(here) as response:
                assert response.status == 200
                found = re.search(r'name="nonce" value="([^"]+)"', await response.text())
            assert found is not None
            async with browser.post(here, data={"nonce": found[1]}, allow_redirects=False) as response:
                there = urlsplit(response.headers["Location"])
            page = URL(f"{self.services.url}{there.path}?{there.query}", encoded=True)
            async with browser.get(page, allow_redirects=False) as response:
                back = urlsplit(response.headers["Location"])
            async with browser.get(URL(f"{self.url}{back.path}?{back.query}", encoded=True)) as response:
                return unescape(await response.text()).replace("\u202f", " ").replace("\u00a0", " ")


@asynccontextmanager
async def desk(parts: Container, services: Services) -> AsyncIterator[Desk]:
    application = web.Application()
    calendars.attach(application, parts)
    writer, reader = calendars.writer(parts, "test"), calendars.reader(parts, "test")
    assert writer is not None
    assert reader is not None
    async with TestServer(application) as server:
        yield Desk(parts, writer, reader, services, str(server.make_url("")).rstrip("/"))


def links(shown: object) -> list[str]:
    """The addresses at which a card leads to a service, in the order in which it shows them."""
    return list(dict.fromkeys(re.findall(r"http://127\.0\.0\.1/calendar/connect/[\w.~=-]+", str(shown))))
