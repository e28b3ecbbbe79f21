"""Seals what people say, and their secrets, with the bot's keys before it is stored."""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.ports import KeyLost

NONCE, TAG = 12, 16
"""Bytes that are stored beside the words."""
PURPOSE = b"together words"
"""The same key of the settings serves Fernet too, so each has one of its own derived from it."""


class AesSeal:
    """`bot.ports.WordSeal` with AES-256-GCM-SIV: a nonce that came twice would tell only that two texts are the same."""

    __slots__ = ("_boxes", "_first")

    def __init__(self, keys: Sequence[str]) -> None:
        """`keys` are of 32 bytes, in the URL's base64; the first seals, all open. Raises `ValueError`."""
        if not keys:
            raise ValueError("nothing can be sealed without a key")
        self._boxes = tuple(AESGCMSIV(derived(key)) for key in keys)
        self._first = self._boxes[0]

    def close(self, words: bytes, where: str) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._first.encrypt(nonce, words, where.encode())

    def open(self, sealed: bytes, where: str) -> bytes:
        nonce, rest, bound = sealed[:NONCE], sealed[NONCE:], where.encode()
        if len(rest) < TAG:
            raise KeyLost
        for box in self._boxes:
            try:
                return box.decrypt(nonce, rest, bound)
            except InvalidTag:
                continue
        raise KeyLost

    def is_current(self, sealed: bytes, where: str) -> bool:
        """Whether the first key has sealed it."""
        try:
            self._first.decrypt(sealed[:NONCE], sealed[NONCE:], where.encode())
        except (InvalidTag, ValueError):
            return False
        return True


def derived(key: str) -> bytes:
    """Raises `ValueError` for a key that is not of 32 bytes."""
    secret = base64.urlsafe_b64decode(key)
    if len(secret) != 32:
        raise ValueError("a key has 32 bytes")
    return HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(secret)


class FernetSeal:
    """`bot.ports.Seal` with Fernet."""

    def __init__(self, keys: Sequence[str]) -> None:
        """The first encrypts, all decrypt. Raises `ValueError` for a key that is none of Fernet's."""
        boxes = [Fernet(key) for key in keys]
        self._box = MultiFernet(boxes)
        self._first = boxes[0]

    def close(self, secret: str) -> str:
        return self._box.encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        try:
            return self._box.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise KeyLost from error

    def is_current(self, sealed: str) -> bool:
        """Whether the first key has sealed it."""
        try:
            self._first.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True
