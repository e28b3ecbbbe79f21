"""Files that people send in a platform's conversations."""

from __future__ import annotations

from typing import Protocol

from bot.engine.flows.coordination.inquiries.flaws import Flaw


class DroppedFiles(Protocol):
    """Fetches what was sent in a channel."""

    async def fetch(self, reference: str) -> bytes | Flaw:
        """What `reference` leads to, as the channel gave it (`DroppedFile`); or why it cannot be had.

        Raises `Unreached` if it may be had later.
        """
        ...

    async def close(self) -> None: ...
