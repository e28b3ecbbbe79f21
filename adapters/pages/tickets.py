"""What the link to an export carries: for whom, sealed and dated, so that nothing is kept of a link that is never used."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.ports import Address, Person

LIVES = timedelta(days=1)


class ExportTicket(msgspec.Struct, frozen=True, tag="export"):
    person: str
    channel: str
    id: str
    nonce: str
    """Tells this link from any other: it is spent once."""

    @property
    def address(self) -> Address:
        return Address(self.channel, self.id)

    @property
    def name(self) -> str:
        """What is claimed when it is spent."""
        return f"export:{self.nonce}"


class ExportSeal:
    """Makes and reads tickets. Others that are sealed with the same keys are none of these."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._box = MultiFernet([Fernet(key) for key in keys])

    def put(self, person: Person, at: datetime) -> str:
        one = ExportTicket(person.id, person.address.channel, person.address.id, secrets.token_urlsafe(16))
        return self._box.encrypt_at_time(msgspec.json.encode(one), int(at.timestamp())).decode()

    def read(self, token: str, at: datetime) -> ExportTicket | None:
        """None if it is none of ours, or too old."""
        try:
            plain = self._box.decrypt_at_time(token.encode(), int(LIVES.total_seconds()), int(at.timestamp()))
            return msgspec.json.decode(plain, type=ExportTicket)
        except (InvalidToken, msgspec.DecodeError):
            return None
