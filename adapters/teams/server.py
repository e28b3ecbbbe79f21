"""Puts the Teams parts together, on the aiohttp server that they share with the other channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from adapters.teams.answers import Answers
from adapters.teams.channel import TeamsChannel
from adapters.teams.connector import Connector
from adapters.teams.graph import URL as GRAPH_URL
from adapters.teams.graph import Graph
from adapters.teams.inbound import Inbound
from adapters.teams.places import Places
from adapters.teams.tokens import AppTokens, NoTokens, Tokens
from adapters.teams.transport import OPENID, Endpoint
from bot.infra.clock import Clock
from bot.ports import Interactions, References, Store, Voices

ROUTE = "/api/messages"


@dataclass(frozen=True, slots=True)
class App:
    """Describes the app as registered with Microsoft; `catalogue` is its id in the catalogue, for Graph, and empty without."""

    id: str
    password: str
    tenants: tuple[str, ...]
    """The first is its own."""
    catalogue: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """Holds what the channel is given of the bot."""

    interactions: Interactions
    store: Store
    references: References
    voices: Voices
    clock: Clock
    languages: Sequence[str]


class Teams:
    """One for a process: `channel` for its worker, `attach` for its server. The rest is for
    tests and the Playground."""

    def __init__(
        self,
        app: App,
        parts: Parts,
        *,
        tokens: Tokens | None = None,
        connector: Connector | None = None,
        openid: str = OPENID,
        graph: str = GRAPH_URL,
    ) -> None:
        if tokens is None:
            tokens = AppTokens(app.id, app.password, app.tenants[0]) if app.id else NoTokens()
        self._app, self._parts, self._openid = app, parts, openid
        self.connector = connector or Connector(tokens, parts.clock)
        opener = Graph(tokens, app.catalogue, url=graph) if app.catalogue else None
        self._places = Places(parts.references, self.connector, parts.clock, opener)
        self.channel = TeamsChannel(self.connector, self._places, parts.references, parts.voices)

    def attach(self, server: web.Application) -> None:
        parts = self._parts
        inbound = Inbound(
            parts.interactions,
            parts.store,
            self._places,
            Answers(self.connector, self._places),
            parts.voices,
            tenants=self._app.tenants,
            languages=parts.languages,
        )
        endpoint = Endpoint(self._app.id, inbound, openid=self._openid)
        server.add_routes([web.post(ROUTE, endpoint.receive)])
        server.on_cleanup.append(self._closed)

    async def _closed(self, _: web.Application) -> None:
        await self.close()

    async def close(self) -> None:
        await self.connector.close()
