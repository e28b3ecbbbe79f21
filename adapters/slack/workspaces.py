"""Knows the workspaces that the bot is installed in, with a Web API client for each.

Clients never retry by themselves (`retry_handlers=[]`): the SDK's default posts twice after a dropped connection. What
comes back is judged by `trouble`, and the queue decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.infra import metrics
from bot.infra.clock import Clock
from bot.ports import Installation, Installations, Unavailable

if TYPE_CHECKING:
    from adapters.slack.rotation import Rotation

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
            timeout = aiohttp.ClientTimeout(total=self._timeout)
            self._session = aiohttp.ClientSession(timeout=timeout, trace_configs=metrics.watched("slack"))
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
    expires: datetime | None = None


class Workspaces(Protocol):
    async def get(self, id: str) -> Workspace | None:
        """Returns None if the bot is not installed there. May raise `Unavailable`, `SlackApiError` or `aiohttp.ClientError`."""
        ...

    async def every(self) -> list[Workspace]: ...
    async def forget(self, id: str, at: datetime) -> bool:
        """Forgets an installation that was removed or revoked at that instant; False if there is none, or one since then."""
        ...

    async def refused(self, workspace: Workspace) -> Workspace | None:
        """Slack does not take the token: the workspace with a newer one, or None, and the installation is forgotten.

        Raises `Unavailable` while nobody knows.
        """
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

    async def forget(self, id: str, at: datetime) -> bool:
        """Forgets the workspace until the process starts again, which it must for a new token."""
        before = self._gone
        self._gone = before or (self._own is not None and self._own.id == id and self._own.at <= at)
        return self._gone and not before

    async def refused(self, workspace: Workspace) -> Workspace | None:
        await self.forget(workspace.id, workspace.at)
        return None

    async def _asked(self) -> Workspace:
        if self._own is None:
            client, at = self._wire.client(self._token), self._clock.now()
            said = await client.auth_test()
            self._own = Workspace(str(said["team_id"]), "", str(said["user_id"]), self._token, client, at)
        return self._own


class ManyWorkspaces:
    """Knows the workspaces that installed the bot by OAuth."""

    def __init__(
        self, wire: Wire, installations: Installations, clock: Clock, rotation: Rotation | None = None
    ) -> None:
        """`rotation` refreshes tokens that expire; without it they are used as they are."""
        self._wire, self._installations, self._clock, self._rotation = wire, installations, clock, rotation
        self._known: dict[str, tuple[datetime, Workspace | None]] = {}

    async def get(self, id: str) -> Workspace | None:
        at, known = self._known.get(id, (datetime.min.replace(tzinfo=UTC), None))
        now = self._clock.now()
        if known is not None and now - at < FRESH and (known.expires is None or now < known.expires):
            return known
        found = await self._installations.get(id)
        workspace = None if found is None else self._workspace(await self._good(found))
        self._known[id] = (now, workspace)
        return workspace

    async def every(self) -> list[Workspace]:
        return [self._workspace(await self._good(one)) for one in await self._installations.every()]

    async def forget(self, id: str, at: datetime) -> bool:
        self._known.pop(id, None)
        return await self._installations.remove(id, at)

    async def refused(self, workspace: Workspace) -> Workspace | None:
        self._known.pop(workspace.id, None)
        found = await self._installations.get(workspace.id)
        if found is None:
            return None
        if found.token == workspace.token and self._rotation is not None:
            newest = await self._rotation.refreshed(found, refused=True)
            if newest.token == found.token and not self._rotation.is_dead(found):
                raise Unavailable(f"the token of the workspace {workspace.id} is being refreshed")
            found = newest
        if found.token != workspace.token:
            return self._workspace(found)
        await self._installations.remove(workspace.id, workspace.at)
        return None

    async def _good(self, one: Installation) -> Installation:
        return one if self._rotation is None else await self._rotation.good(one)

    def _workspace(self, one: Installation) -> Workspace:
        client = self._wire.client(one.token)
        return Workspace(one.workspace, one.app, one.bot, one.token, client, one.at, one.expires)
