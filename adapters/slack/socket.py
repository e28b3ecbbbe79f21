"""Runs the same app behind a firewall by Socket Mode: requests come down a WebSocket that the bot opened itself.

They are not signed, for they come down our own connection; app and workspace are checked all the same.
"""

from __future__ import annotations

import asyncio
import logging

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack import inbound
from adapters.slack.edge import Away, Edge, SlackRefusal
from adapters.slack.handlers import Handlers
from adapters.slack.inbound import Bad, Closed, Greeting, RateLimited
from adapters.slack.listeners import acknowledged, bolt_request
from adapters.slack.tokens import taken
from adapters.slack.workspaces import Wire

log = logging.getLogger(__name__)


class Socket:
    def __init__(self, bolt: AsyncApp, handlers: Handlers, edge: Edge, token: str, wire: Wire) -> None:
        self._bolt, self._handlers, self._edge = bolt, handlers, edge
        self._client = SocketModeClient(app_token=token, web_client=wire.client(None), logger=log)
        self._client.socket_mode_request_listeners.append(self.receive)
        self._opening: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connects, or goes on trying while Slack is away. Raises `SettingsBroken` if Slack does not take the token."""
        asked = self._client.web_client.apps_connections_open(app_token=self._client.app_token)
        if (said := await taken("SLACK_APP_TOKEN", asked)) is not None:
            self._client.wss_uri = str(said["url"])
        self._opening = asyncio.create_task(self._client.connect())  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
        await self._client.close()  # type: ignore[no-untyped-call]

    async def receive(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Receives a request; Slack sends again what is not acknowledged, if it sends its kind again."""
        try:
            heard = (
                inbound.from_json(request.payload)
                if request.type == "events_api"
                else inbound.from_form(request.payload)
                if request.type == "slash_commands"
                else inbound.from_interaction(request.payload)
            )
            workspace = await self._edge.workspace(heard)
        except (Bad, SlackRefusal) as refusal:
            log.warning("a message from the socket was refused: %s", refusal)
            if isinstance(refusal, Away) and (said := await self._handlers.away(refusal.heard)) is not None:
                await send_async_response(client, request, acknowledged(said), 0)
            return
        if isinstance(heard, Closed | RateLimited):
            await send_async_response(client, request, acknowledged({}), 0)
            return
        if workspace is None or isinstance(heard, Greeting):
            return
        response = await self._bolt.async_dispatch(bolt_request(heard, workspace))
        await send_async_response(client, request, response, 0)
