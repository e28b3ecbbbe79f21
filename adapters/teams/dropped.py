"""Fetches files that were sent to the bot in a personal chat, from where the organisation keeps them and nowhere else.

The address that comes with the message opens the file for a few minutes to whoever has it, so nothing is sent along.
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
"""

from __future__ import annotations

from urllib.parse import urlsplit

import aiohttp

from adapters.teams import limits
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.ports import Unreached

HOSTS = (".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn")
"""OneDrive for work is of these, in each cloud."""
LARGEST = 2 << 20
"""Bytes."""
LONGEST = 8_000


class TeamsDroppedFiles:
    """Implements `bot.ports.plugins.dropped.DroppedFiles`; a reference is the address."""

    def __init__(self, session: aiohttp.ClientSession | None = None, *, welcome: tuple[str, ...] = ()) -> None:
        """`welcome` are further origins, such as a test's."""
        self._session, self._welcome = session, welcome

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def fetch(self, reference: str) -> bytes | Flaw:
        if not self._is_welcome(reference):
            return _gone("it is not kept in the organisation's OneDrive or SharePoint")
        try:
            return await self._fetched(reference)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unreached(f"a file cannot be fetched: {type(error).__name__}") from error

    async def _fetched(self, where: str) -> bytes | Flaw:
        async with self._open().get(where, allow_redirects=False) as response:
            if response.status >= 500 or response.status == 429:
                raise Unreached(f"who keeps a file answers {response.status}")
            if response.status != 200:
                return _gone(f"who keeps it answers {response.status}")
            raw = b""
            while len(raw) <= LARGEST and (more := await response.content.read(LARGEST + 1 - len(raw))):
                raw += more
        return Flaw(FlawKind.TOO_LARGE, f"it has more than {LARGEST} bytes") if len(raw) > LARGEST else raw

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=limits.SEND_SECONDS))
        return self._session

    def _is_welcome(self, where: str) -> bool:
        try:
            parts = urlsplit(where)
            host = (parts.hostname or "").lower()
        except ValueError:
            return False
        if f"{parts.scheme}://{parts.netloc}" in self._welcome:
            return True
        return (
            len(where) <= LONGEST and parts.scheme == "https" and parts.netloc.lower() == host and host.endswith(HOSTS)
        )


def _gone(words: str) -> Flaw:
    return Flaw(FlawKind.NO_FILE, words)
