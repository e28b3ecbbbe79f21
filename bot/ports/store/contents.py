"""The part of a unit of work that keeps versions of the content, and knows which pairs go by which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.programme import Track


@dataclass(frozen=True, slots=True)
class Going:
    """A pair under way: by which version it goes, and how far it is."""

    pair: str
    programme: str
    content: str
    """Empty: the first version that was stored."""
    track: Track
    seance: int
    """0 before the first."""


class Contents(Protocol):
    """Versions by their ids, which are made of what they say: one that is there never changes."""

    def put(self, id: str, files: str, at: datetime) -> None:
        """Stores a version, unless it is there."""
        ...

    def of(self, id: str) -> str | None:
        """What a version says."""
        ...

    def all(self) -> Sequence[tuple[str, datetime]]:
        """Each version and since when it is known, the oldest first."""
        ...

    def going(self, programme: str | None = None) -> Iterable[Going]:
        """Every pair under way, or those of one programme, by id."""
        ...

    def move(self, pair: str, id: str) -> None:
        """Lets a pair go by another version from now on."""
        ...
