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
    """What the page draws, as JSON; empty if it is not `readable`."""
    readable: bool = True
    """False: it was sealed with a key that is not there."""


@dataclass(frozen=True, slots=True)
class LocalDelivery:
    """A message for the local page."""

    post: int
    """The outbox id."""
    conversation: str
    card: str
    """The id of the card that it takes the place of; empty for a new one."""
    key: str
    pair: str
    content: Mapping[str, object]


class Mailbox(Protocol):
    """Keeps what the local channel has delivered, as a platform would."""

    async def put(self, delivery: LocalDelivery, at: datetime) -> str:
        """Creates a message, or replaces the content of its card; returns the card's id. A card that cannot be opened
        stays as it is, and the message is a new one."""
        ...

    async def find(self, post: int) -> Card | None: ...
    async def since(self, revision: int, limit: int = 500) -> Sequence[Card]:
        """Cards created or updated after `revision`, in that order."""
        ...
