"""Fetches files that were sent to the bot, with its own token and from Slack's own address alone.

The id of a file is all that is taken from the event; where it is to be had Slack tells when it is asked (`files.info`,
docs.slack.dev/reference/objects/file-object). A redirection is not followed: that is how Slack shows a page to sign in.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack import trouble
from adapters.slack.workspaces import API, Wire, Workspace, Workspaces
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.ports import Busy, Unavailable, Unreached

log = logging.getLogger(__name__)

HOST = "https://files.slack.com"
LARGEST = 2 << 20
"""Bytes."""

_GONE = frozenset({"file_deleted", "file_not_found", "file_not_visible", "invalid_arguments"})


class SlackDroppedFiles:
    """Implements `bot.ports.plugins.dropped.DroppedFiles`; a reference is `T0123/F0456`."""

    def __init__(self, workspaces: Workspaces, wire: Wire) -> None:
        self._workspaces, self._wire = workspaces, wire
        self._host = HOST if wire.base_url == API else _origin(wire.base_url)

    async def close(self) -> None:
        await self._wire.close()

    async def fetch(self, reference: str) -> bytes | Flaw:
        team, _, id = reference.partition("/")
        try:
            workspace = await self._workspaces.get(team)
            if workspace is None:
                return _gone("the app is not installed there any more")
            return await self._fetched(workspace, id)
        except SlackApiError as error:
            return self._refused(error)
        except (aiohttp.ClientError, TimeoutError, Unavailable) as error:
            raise Unreached(f"a file cannot be fetched: {type(error).__name__}") from error

    async def _fetched(self, workspace: Workspace, id: str) -> bytes | Flaw:
        file = (await workspace.client.files_info(file=id))["file"]
        where, size = str(file.get("url_private_download") or file.get("url_private") or ""), file.get("size")
        if isinstance(size, int) and size > LARGEST:
            return _too_large()
        if _origin(where) != self._host or file.get("is_external"):
            return _gone("it is kept elsewhere than with Slack")
        headers = {"Authorization": f"Bearer {workspace.token}"}
        async with self._wire.session().get(where, headers=headers, allow_redirects=False) as response:
            if response.status >= 500 or response.status == 429:
                raise Unreached(f"Slack answers {response.status} to who fetches a file")
            if response.status != 200:
                return _gone(f"Slack answers {response.status}: see whether the app has files:read")
            raw = b""
            while len(raw) <= LARGEST and (more := await response.content.read(LARGEST + 1 - len(raw))):
                raw += more
        return _too_large() if len(raw) > LARGEST else raw

    def _refused(self, error: SlackApiError) -> Flaw:
        """Raises `Unreached`."""
        code = trouble.code(error)
        if code in _GONE:
            return _gone(f"Slack says {code}")
        judged = trouble.verdict(error, harmless=True)
        if isinstance(judged, Busy | Unreached):
            raise Unreached(str(judged)) from error
        log.warning("a file that was sent cannot be fetched: %s. The app needs files:read (docs/slack.md).", code)
        return _gone(f"Slack says {code}")


def _gone(words: str) -> Flaw:
    return Flaw(FlawKind.NO_FILE, words)


def _too_large() -> Flaw:
    return Flaw(FlawKind.TOO_LARGE, f"it has more than {LARGEST} bytes")


def _origin(address: str) -> str:
    try:
        parts = urlsplit(address)
        named = parts.netloc == (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if named else ""
