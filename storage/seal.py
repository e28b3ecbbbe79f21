"""Secrets of people, encrypted with the bot's keys before they are stored."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.ports import KeyLost


class FernetSeal:
    """`bot.ports.Seal` with Fernet."""

    def __init__(self, keys: Sequence[str]) -> None:
        """The first encrypts, all decrypt. Raises `ValueError` for a key that is none of Fernet's."""
        self._box = MultiFernet([Fernet(key) for key in keys])

    def close(self, secret: str) -> str:
        return self._box.encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        try:
            return self._box.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise KeyLost from error


class _AsItIs:
    """`bot.ports.seal.WordSeal` that seals nothing, until the store has the keys."""

    def close(self, words: bytes, where: str) -> bytes:
        return words

    def open(self, sealed: bytes, where: str) -> bytes:
        return sealed


AS_IT_IS = _AsItIs()
