"""Serves the routes behind the links: a séance's file and a person's feed. An address that nobody was given is a 404."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Protocol

from aiohttp import web

from adapters.calendars.ics import Letterhead, download, subscription
from adapters.calendars.links import Signer, google, outlook
from bot.application.calendars.subscription import Feed
from bot.engine.flows.date.invite import Invite
from bot.engine.people import Place
from bot.engine.programme import CalendarForm
from bot.infra.clock import Clock
from bot.ports import Voice

MIME = "text/calendar"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""In place of when a file was made: what is the same but for that is the same version."""
_PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}


class FeedSource(Protocol):
    """Finds what the routes serve; each is None if there is nothing of the kind."""

    async def meeting(self, pair: str, number: int, reader: Place) -> tuple[Invite, Voice] | None: ...
    async def feed(self, person: str) -> Feed | None: ...


def attach(
    application: web.Application, signer: Signer, source: FeedSource, clock: Clock, letterhead: Letterhead
) -> None:
    async def feed(request: web.Request) -> web.Response:
        person, signature = request.match_info["person"], request.match_info["signature"]
        found = await source.feed(person)
        if found is None or not signer.is_feed(person, found.generation, signature):
            raise web.HTTPNotFound
        version = f'"{hashlib.sha256(subscription(found.invites, found.title, _NEVER, letterhead)).hexdigest()}"'
        fresh = {"ETag": version, "Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer"}
        if any(tag.value == version.strip('"') for tag in request.if_none_match or ()):
            raise web.HTTPNotModified(headers=fresh)
        response = _file(subscription(found.invites, found.title, clock.now(), letterhead), "together.ics")
        response.headers.update(fresh)
        return response

    async def meeting(request: web.Request) -> web.Response:
        pair, number, reader, signature = (request.match_info[n] for n in ("pair", "number", "reader", "signature"))
        if not signer.is_meeting(pair, number, reader, signature):
            raise web.HTTPNotFound
        found = await source.meeting(pair, int(number), Place(reader))
        form = CalendarForm(request.match_info["form"])
        if found is None or (found[0].cancelled and form is not CalendarForm.FILE):
            raise web.HTTPNotFound
        if form is not CalendarForm.FILE:
            raise web.HTTPFound((google if form is CalendarForm.GOOGLE else outlook)(*found), headers=_PRIVATE)
        return _file(download(*found, clock.now(), letterhead), f"seance-{number}.ics", found[0].cancelled)

    application.router.add_get("/calendar/feed/{person}/{signature}.ics", feed)
    application.router.add_get(
        r"/calendar/{pair}/{number:\d{1,3}}/{reader}/{signature}.{form:ics|google|outlook}", meeting
    )


def _file(body: bytes, name: str, cancelled: bool | None = None) -> web.Response:
    method = "PUBLISH" if cancelled is None else "CANCEL" if cancelled else "REQUEST"
    headers = {
        "Content-Type": f"{MIME}; charset=utf-8; method={method}",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        **_PRIVATE,
    }
    return web.Response(body=body, headers=headers)
