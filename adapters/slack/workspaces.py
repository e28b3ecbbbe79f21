"""Knows the workspaces that the bot is installed in, with a Web API client for each.

Clients never retry by themselves (`retry_handlers=[]`): the SDK's default posts twice after a dropped connection. What
comes back is judged by `trouble`, and the queue decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.infra.clock import Clock
from bot.ports import Installation, Installations

API = "https://slack.com/api/"
TIMEOUT = 10
"""Seconds; far below the queue's lease."""

FRESH = timedelta(seconds=60)
"""For so long an installation is believed to be as it was: another process may have heard of its end."""


class Wire:
    """Holds one HTTP session for all clients of a process, made when it is first needed."""

    def __init__(self, base_url: str = API, timeout: int = TIMEOUT) -> None:
        self.base_url, self._timeout = base_url, timeout
        self._session: aiohttp.ClientSession | None = None

    def client(self, token: str | None) -> AsyncWebClient:
        return AsyncWebClient(
            token=token, base_url=self.base_url, timeout=self._timeout, session=self.session(), retry_handlers=[]
        )

    def session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._timeout))
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is ready to be spoken to."""

    id: str
    app: str
    bot: str
    token: str
    client: AsyncWebClient
    at: datetime
    """When the token was good: what ended before that ended an earlier one."""


class Workspaces(Protocol):
    async def get(self, id: str) -> Workspace | None:
        """Returns None if the bot is not installed there. May raise `Unavailable`, `SlackApiError` or `aiohttp.ClientError`."""
        ...

    async def every(self) -> list[Workspace]: ...
    async def forget(self, id: str, at: datetime) -> None:
        """Forgets an installation that was removed or revoked at that instant; an installation since then stays."""
        ...


class OneWorkspace:
    """Knows the workspace of a token in the settings, and asks Slack once whose it is."""

    def __init__(self, wire: Wire, token: str, clock: Clock) -> None:
        self._wire, self._token, self._clock = wire, token, clock
        self._own: Workspace | None = None
        self._gone = False

    async def get(self, id: str) -> Workspace | None:
        own = await self._asked()
        return own if own.id == id and not self._gone else None

    async def every(self) -> list[Workspace]:
        own = await self._asked()
        return [] if self._gone else [own]

    async def forget(self, id: str, at: datetime) -> None:
        """Forgets the workspace until the process starts again, which it must for a new token."""
        self._gone = self._gone or (self._own is not None and self._own.id == id and self._own.at <= at)

    async def _asked(self) -> Workspace:
        if self._own is None:
            client, at = self._wire.client(self._token), self._clock.now()
            said = await client.auth_test()
            self._own = Workspace(str(said["team_id"]), "", str(said["user_id"]), self._token, client, at)
        return self._own


class ManyWorkspaces:
    """Knows the workspaces that installed the bot by OAuth."""

    def __init__(self, wire: Wire, installations: Installations, clock: Clock) -> None:
        self._wire, self._installations, self._clock = wire, installations, clock
        self._known: dict[str, tuple[datetime, Workspace | None]] = {}

    async def get(self, id: str) -> Workspace | None:
        at, known = self._known.get(id, (datetime.min.replace(tzinfo=UTC), None))
        now = self._clock.now()
        if known is not None and now - at < FRESH:
            return known
        found = await self._installations.get(id)
        workspace = None if found is None else self._workspace(found)
        self._known[id] = (now, workspace)
        return workspace

    async def every(self) -> list[Workspace]:
        return [self._workspace(one) for one in await self._installations.every()]

    async def forget(self, id: str, at: datetime) -> None:
        self._known.pop(id, None)
        await self._installations.remove(id, at)

    def _workspace(self, one: Installation) -> Workspace:
        return Workspace(one.workspace, one.app, one.bot, one.token, self._wire.client(one.token), one.at)
