"""What a sign-in to a calendar service carries through other people's hands: encrypted, dated, and short-lived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

LINK_LIVES, SIGN_IN_LIVES = timedelta(hours=1), timedelta(minutes=10)


class Ticket(msgspec.Struct, frozen=True, tag="link"):
    """In the link on a card."""

    person: str
    service: str
    writes: bool = False
    """Séances are to be written, too."""


class OAuthState(msgspec.Struct, frozen=True, tag="state"):
    """Goes to the service and back, encrypted."""

    person: str
    service: str
    nonce: str
    verifier: str
    writes: bool = False


class SignInSeal:
    """Encrypts and dates what goes through other people's hands."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._box = MultiFernet([Fernet(key) for key in keys])

    def put(self, what: Ticket | OAuthState, at: datetime) -> str:
        return self._box.encrypt_at_time(msgspec.json.encode(what), int(at.timestamp())).decode()

    def ticket(self, text: str, at: datetime) -> Ticket | None:
        found = self._read(text, at, LINK_LIVES)
        return found if isinstance(found, Ticket) else None

    def state(self, text: str, at: datetime) -> OAuthState | None:
        found = self._read(text, at, SIGN_IN_LIVES)
        return found if isinstance(found, OAuthState) else None

    def _read(self, text: str, at: datetime, lives: timedelta) -> Ticket | OAuthState | None:
        """None if it is none of ours, or too old."""
        try:
            plain = self._box.decrypt_at_time(text.encode(), int(lives.total_seconds()), int(at.timestamp()))
            return msgspec.json.decode(plain, type=Ticket | OAuthState)
        except (InvalidToken, msgspec.DecodeError):
            return None
