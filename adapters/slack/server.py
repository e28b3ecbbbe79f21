"""Adds Slack's routes to the aiohttp server that all channels share: `/slack/events`; with OAuth `/slack/install` and back."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

from adapters.slack.answers import BackgroundTasks
from adapters.slack.edge import Away, Edge, SlackRefusal, refused
from adapters.slack.handlers import Handlers
from adapters.slack.inbound import Closed, Greeting, RateLimited
from adapters.slack.install import NotInstalled
from adapters.slack.listeners import acknowledged, bolt_app, bolt_request
from adapters.slack.socket import Socket
from adapters.slack.workspaces import Wire
from bot.ports import Unavailable

log = logging.getLogger(__name__)

EVENTS, INSTALL, REDIRECT = "/slack/events", "/slack/install", "/slack/oauth_redirect"

DEADLINE = 5.0
"""Seconds that answers under way get, when the process ends."""


@dataclass(frozen=True, slots=True)
class Front:
    """Holds what serves Slack: `edge` unless everything comes by `socket`, `oauth` if many workspaces may install."""

    handlers: Handlers
    wire: Wire
    background: BackgroundTasks
    edge: Edge
    oauth: AsyncOAuthFlow | None = None
    socket_token: str = ""
    ready: Callable[[], Awaitable[None]] | None = None
    """Awaited before anything is served; what it raises ends the process."""


def attach(application: web.Application, front: Front) -> None:
    bolt = bolt_app(front.handlers)

    async def events(request: web.Request) -> web.Response:
        try:
            heard, workspace = await front.edge.heard(request)
        except Away as away:
            said = await front.handlers.away(away.heard)
            return refused(away) if said is None else await to_aiohttp_response(acknowledged(said))
        except SlackRefusal as refusal:
            return refused(refusal)
        if isinstance(heard, Greeting):
            return web.json_response({"challenge": heard.challenge})
        if workspace is None or isinstance(heard, Closed | RateLimited):
            return web.Response()
        return await to_aiohttp_response(await bolt.async_dispatch(bolt_request(heard, workspace)))

    async def life(_: web.Application) -> AsyncIterator[None]:
        if front.ready is not None:
            await front.ready()
        socket = (
            Socket(bolt, front.handlers, front.edge, front.socket_token, front.wire) if front.socket_token else None
        )
        if socket is not None:
            await socket.open()
        yield
        if socket is not None:
            await socket.close()
        await front.background.settled(DEADLINE)
        await front.wire.close()

    application.cleanup_ctx.append(life)
    if front.edge.secret:
        application.add_routes([web.post(EVENTS, events)])
    if front.oauth is not None:
        application.add_routes(_installing(front.oauth))


def _installing(oauth: AsyncOAuthFlow) -> Sequence[web.RouteDef]:
    async def install(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await oauth.handle_installation(await to_bolt_request(request)))

    async def redirect(request: web.Request) -> web.Response:
        try:
            return await to_aiohttp_response(await oauth.handle_callback(await to_bolt_request(request)))
        except NotInstalled as reason:
            log.warning("not installed: %s", reason)
            return web.Response(status=400, text=f"Nothing was installed: {reason}.\n")
        except (Unavailable, aiohttp.ClientError, TimeoutError) as trouble:
            log.warning("not installed: %s", type(trouble).__name__)
            return web.Response(status=503, text=f"Nothing was installed. Try again in a few minutes: {INSTALL}\n")

    return [web.get(INSTALL, install), web.get(REDIRECT, redirect)]
