"""What seals words before they are stored, so that whoever has the database without the keys reads none."""

from __future__ import annotations

from typing import Protocol


class WordSeal(Protocol):
    """Seals words for one place, where alone they can be opened again."""

    def close(self, words: bytes, where: str) -> bytes: ...
    def open(self, sealed: bytes, where: str) -> bytes:
        """Raises `KeyLost` if no key fits, or if it was sealed for another place."""
        ...
