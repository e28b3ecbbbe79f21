"""The local page's own post office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Card:
    """A message as the local page keeps it."""

    id: str
    conversation: str
    key: str
    pair: str
    posted: datetime
    revision: int
    """Rises with every creation or update, over all conversations."""
    content: Mapping[str, object]
    """What the page draws, as JSON."""


class Mailbox(Protocol):
    """Keeps what the local channel has delivered, as a platform would."""

    async def put(
        self,
        post: int,
        conversation: str,
        card: str,
        key: str,
        pair: str,
        at: datetime,
        content: Mapping[str, object],
    ) -> str:
        """Creates a message, or replaces the content of `card`; returns the card's id. `post` is the outbox id."""
        ...

    async def find(self, post: int) -> Card | None: ...
    async def since(self, revision: int, limit: int = 500) -> Sequence[Card]:
        """Cards created or updated after `revision`, in that order."""
        ...
