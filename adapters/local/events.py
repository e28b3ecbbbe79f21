"""Sends the mailbox's news and the clock as server-sent events, for as long as the page is open.

`card` carries a card as `views.card` gives it, with its revision as the event's id, so that a browser that was away
asks for what it missed (`Last-Event-ID`). `clock` carries the time whenever it has jumped, and as a heartbeat.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime

import msgspec
from aiohttp import web

from adapters.local.context import PageContext
from adapters.local.guard import HEADERS, RequestRefused
from adapters.local.views import Json, card
from bot.ports import Unavailable

HEARTBEAT = 15.0
"""Seconds between two signs of life: well under the minute after which proxies give up."""

JUMPED = 1.0
"""Seconds by which the clock may differ from time passing before it counts as a jump."""


async def stream(request: web.Request, stage: PageContext, closing: asyncio.Event) -> web.StreamResponse:
    revision = _revision(request)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no", **HEADERS}
    )
    await response.prepare(request)
    tempo = _Tempo()
    try:
        while not closing.is_set() and request.transport is not None and not request.transport.is_closing():
            now = stage.clock.now()
            if tempo.due(now):
                await response.write(_event("clock", {"now": now.isoformat()}))
            try:
                news = await stage.mailbox.since(revision)
            except Unavailable:
                news = ()
            for each in news:
                revision = each.revision
                await response.write(_event("card", card(each, stage.unreadable), revision))
            if not news:
                await _pause(closing, stage.poll)
    except ConnectionResetError:
        pass
    return response


class _Tempo:
    """Says when the page should be told the time."""

    def __init__(self) -> None:
        self._said_at = -HEARTBEAT
        self._ahead = 0.0

    def due(self, now: datetime) -> bool:
        passed = asyncio.get_running_loop().time()
        ahead = now.timestamp() - passed
        if passed - self._said_at < HEARTBEAT and abs(ahead - self._ahead) < JUMPED:
            return False
        self._said_at, self._ahead = passed, ahead
        return True


def _revision(request: web.Request) -> int:
    given = request.headers.get("Last-Event-ID") or request.query.get("since", "0")
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        raise RequestRefused(400, "revision", "the last event's id is a number")
    return int(given)


def _event(name: str, data: Json, id: int | None = None) -> bytes:
    head = f"event: {name}\n" if id is None else f"id: {id}\nevent: {name}\n"
    return head.encode() + b"data: " + msgspec.json.encode(data) + b"\n\n"


async def _pause(closing: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(closing.wait(), seconds)
