"""Looks up the workspace of a request in time; while it cannot be asked for, it is believed to be what it was."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.workspaces import Workspace, Workspaces
from bot.ports import Unavailable
from bot.ports.logged import Logged

log = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds, of the three that Slack waits in all."""


class Unknown(Logged):
    """Nobody can say just now whether the app is in a workspace; the message says why."""


class LookUp:
    def __init__(self, workspaces: Workspaces, patience: float = PATIENCE) -> None:
        self._workspaces, self._patience = workspaces, patience
        self._last: dict[str, Workspace] = {}
        self._asking: dict[str, asyncio.Task[Workspace | str | None]] = {}

    async def get(self, id: str) -> Workspace | None:
        """Returns the workspace, or None if the app is not installed there. Raises `Unknown`."""
        asking = self._asking.get(id)
        if asking is None:
            asking = self._asking[id] = asyncio.create_task(self._ask(id))
            asking.add_done_callback(lambda _: self._asking.pop(id, None))
        await asyncio.wait((asking,), timeout=self._patience)
        found = asking.result() if asking.done() else "it takes too long"
        if not isinstance(found, str):
            return found
        if id not in self._last:
            raise Unknown(found)
        log.warning("the workspace %s is believed to be what it was: %s", id, found)
        return self._last[id]

    async def _ask(self, id: str) -> Workspace | str | None:
        """Returns the workspace, or why nobody knows."""
        try:
            found = await self._workspaces.get(id)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, Unavailable) as trouble:
            return type(trouble).__name__
        if found is None:
            self._last.pop(id, None)
        else:
            self._last[id] = found
        return found
