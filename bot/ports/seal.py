"""What people say is sealed before it is stored."""

from __future__ import annotations

from typing import Protocol


class WordSeal(Protocol):
    """Seals words with the bot's keys, each to the one place where it is kept."""

    def close(self, words: bytes, where: str) -> bytes:
        """Seals with the first key. `where` names the place: opened elsewhere, the words are lost."""
        ...

    def open(self, sealed: bytes, where: str) -> bytes:
        """Opens with any of the keys. Raises `KeyLost`."""
        ...
