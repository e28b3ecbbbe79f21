"""Puts the Teams parts together, on the aiohttp server that they share with the other channels."""

from __future__ import annotations

from aiohttp import web

from adapters.teams.answers import Answers
from adapters.teams.channel import TeamsChannel
from adapters.teams.connector import Connector
from adapters.teams.graph import Graph
from adapters.teams.inbound import Inbound
from adapters.teams.places import Bot, Places
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import AppTokens, NoTokens, Tokens
from adapters.teams.transport import Endpoint
from bot.ports import ChannelContext

ROUTE = "/api/messages"


class Teams:
    """One for a process: `channel` for its worker, `attach` for its server. The rest is for
    tests and the Playground; without `openid`, `graph` and `service` the addresses are those of the app's cloud."""

    def __init__(
        self,
        app: TeamsApp,
        context: ChannelContext,
        *,
        tokens: Tokens | None = None,
        connector: Connector | None = None,
        openid: str = "",
        graph: str = "",
        service: str = "",
    ) -> None:
        if tokens is None:
            own = app.tenants[0]
            tokens = AppTokens(app.id, app.credential, own, cloud=app.cloud) if app.id else NoTokens()
        self._app, self._context, self._openid = app, context, openid or app.cloud.openid
        self.connector = connector or Connector(tokens, context.clock)
        url = graph or f"{app.cloud.graph}/v1.0"
        asked = Graph(tokens, app.catalogue, url=url) if app.id else None
        bot = Bot(f"28:{app.id}" if app.id else "", service or app.cloud.service)
        self._places = Places(context.references, self.connector, context.clock, asked, bot)
        self.channel = TeamsChannel(self.connector, self._places, context.references, context.voices)

    def attach(self, server: web.Application) -> None:
        context = self._context
        inbound = Inbound(
            context.interactions,
            context.store,
            self._places,
            Answers(self.connector, self._places),
            context.voices,
            tenants=self._app.tenants,
            languages=context.languages,
        )
        endpoint = Endpoint(self._app.id, inbound, openid=self._openid, issuer=self._app.cloud.connector)
        server.add_routes([web.post(ROUTE, endpoint.receive)])
        server.on_cleanup.append(self._closed)

    async def _closed(self, _: web.Application) -> None:
        await self.close()

    async def close(self) -> None:
        await self.connector.close()
