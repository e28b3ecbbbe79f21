"""Runs the same app behind a firewall by Socket Mode: requests come down a WebSocket that the bot opened itself.

They are not signed, for they come down our own connection; app and workspace are checked all the same.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack import inbound
from adapters.slack.bodies import Bad
from adapters.slack.edge import Away, Edge, SlackRefusal
from adapters.slack.handlers import Handlers
from adapters.slack.inbound import Closed, Greeting, RateLimited
from adapters.slack.listeners import acknowledged, bolt_request, deed
from adapters.slack.tokens import taken
from adapters.slack.workspaces import Wire
from bot.infra import metrics
from bot.ports.troubles import ChannelTrouble, ChannelTroubles, TroubleKind
from bot.settings import SettingsBroken

log = logging.getLogger(__name__)

CHANNEL = "slack"


LOOK = 20.0
"""Seconds between two looks at the connection. Slack ends one now and then, so that one look without it means nothing."""


@dataclass(frozen=True, slots=True)
class Connection:
    """How the socket is opened, and where it is said that it does not open."""

    token: str = field(repr=False)
    wire: Wire
    troubles: ChannelTroubles
    alone: bool = True
    """No other channel is on: a token that Slack does not take ends the process."""


class Socket:
    def __init__(self, bolt: AsyncApp, handlers: Handlers, edge: Edge, connection: Connection) -> None:
        self._bolt, self._handlers, self._edge, self._connection = bolt, handlers, edge, connection
        self._client = SocketModeClient(app_token=connection.token, web_client=connection.wire.client(None), logger=log)
        self._client.socket_mode_request_listeners.append(self.receive)
        self._under_way: list[asyncio.Task[None]] = []
        self._missed = 0
        """How many looks in a row have found no connection."""
        self._known = False
        """Whether it has been said how the connection is, since that last changed."""
        self._why = "no connection to Slack by Socket Mode comes about; the lines before say why"

    async def open(self) -> None:
        """Connects, or goes on trying while Slack is away. Raises `SettingsBroken` if Slack does not take the token, and no
        other channel is there to go on."""
        asked = self._client.web_client.apps_connections_open(app_token=self._client.app_token)
        try:
            said = await taken("SLACK_APP_TOKEN", asked)
        except SettingsBroken as broken:
            self._why = str(broken)
            await self._report()
            if self._connection.alone:
                await self.close()
                raise
        else:
            if said is not None:
                self._client.wss_uri = str(said["url"])
            self._under_way.append(asyncio.create_task(self._client.connect()))  # type: ignore[no-untyped-call]
        self._under_way.append(asyncio.create_task(self._watch()))

    async def close(self) -> None:
        for task in self._under_way:
            task.cancel()
        await self._client.close()  # type: ignore[no-untyped-call]

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            await self.look()

    async def look(self) -> None:
        """Reports that there has been no connection for two looks, or takes that back."""
        if await self._client.is_connected():
            if not self._known or self._missed > 1:
                await self._connection.troubles.over(CHANNEL, TroubleKind.SOCKET)
            self._missed, self._known = 0, True
            return
        self._missed += 1
        if self._missed > 1:
            await self._report()

    async def _report(self) -> None:
        await self._connection.troubles.report(ChannelTrouble(CHANNEL, TroubleKind.SOCKET, self._why))

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
        with metrics.acknowledging(CHANNEL) as under_way:
            under_way.deed = deed(heard)
            response = await self._bolt.async_dispatch(bolt_request(heard, workspace))
            await send_async_response(client, request, response, 0)
