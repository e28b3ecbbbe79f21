"""Adds Slack's routes to the aiohttp server that all channels share: `/slack/events`; with OAuth `/slack/install` and back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response

from adapters.slack.answers import BackgroundTasks
from adapters.slack.edge import Away, Edge, SlackRefusal, refused
from adapters.slack.handlers import Handlers
from adapters.slack.inbound import Closed, Greeting, RateLimited
from adapters.slack.listeners import acknowledged, bolt_app, bolt_request, deed
from adapters.slack.rotation import Rotation
from adapters.slack.socket import Connection, Socket
from adapters.slack.workspaces import Wire
from bot.infra import metrics

EVENTS = "/slack/events"

DEADLINE = 5.0
"""Seconds that answers under way get, when the process ends."""


@dataclass(frozen=True, slots=True)
class Front:
    """Holds what serves Slack: `edge` unless everything comes by `socket`, `installing` if many workspaces may."""

    handlers: Handlers
    wire: Wire
    background: BackgroundTasks
    edge: Edge
    installing: Sequence[web.RouteDef] = ()
    socket: Connection | None = None
    ready: Callable[[], Awaitable[None]] | None = None
    """Awaited before anything is served; what it raises ends the process."""
    rotation: Rotation | None = None


def attach(application: web.Application, front: Front) -> None:
    bolt = bolt_app(front.handlers)

    async def events(request: web.Request) -> web.Response:
        with metrics.acknowledging("slack") as under_way:
            return await answered(request, under_way)

    async def answered(request: web.Request, under_way: metrics.Acknowledging) -> web.Response:
        try:
            heard, workspace = await front.edge.heard(request)
        except Away as away:
            under_way.deed = deed(away.heard)
            said = await front.handlers.away(away.heard)
            return refused(away) if said is None else await to_aiohttp_response(acknowledged(said))
        except SlackRefusal as refusal:
            return refused(refusal)
        if isinstance(heard, Greeting):
            return web.json_response({"challenge": heard.challenge})
        if workspace is None or isinstance(heard, Closed | RateLimited):
            return web.Response()
        under_way.deed = deed(heard)
        return await to_aiohttp_response(await bolt.async_dispatch(bolt_request(heard, workspace)))

    async def life(_: web.Application) -> AsyncIterator[None]:
        try:
            if front.ready is not None:
                await front.ready()
            socket = Socket(bolt, front.handlers, front.edge, front.socket) if front.socket is not None else None
            if socket is not None:
                await socket.open()
            async with _refreshing(front.rotation):
                yield
            if socket is not None:
                await socket.close()
            await front.background.settled(DEADLINE)
        finally:
            await front.wire.close()

    application.cleanup_ctx.append(life)
    if front.edge.secret:
        application.add_routes([web.post(EVENTS, events)])
    application.add_routes(front.installing)


@asynccontextmanager
async def _refreshing(rotation: Rotation | None) -> AsyncIterator[None]:
    """Keeps tokens fresh meanwhile; a refresh under way at the end gets its time, for its tokens come once."""
    if rotation is None:
        yield
        return
    stopped = asyncio.Event()
    working = asyncio.create_task(rotation.keep(stopped))
    try:
        yield
    finally:
        stopped.set()
        await asyncio.wait({working}, timeout=DEADLINE)
        working.cancel()
