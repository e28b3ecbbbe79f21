"""What the files hold that come with messages: worked out when they are delivered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from bot.engine.messages import File
from bot.ports.people import Lane


class Files(Protocol):
    def of(self, file: File, lane: Lane) -> AsyncIterator[str]:
        """Its text, in pieces, for the one whose lane it is; nothing to somebody whose it is no more. Raises `Unavailable`."""
        ...
