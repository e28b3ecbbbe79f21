"""What the link to an export carries: for whom, sealed and dated, so that nothing is kept of a link that is never used."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.ports import Address, Person

LIVES = timedelta(days=1)

T = TypeVar("T", bound=msgspec.Struct)


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


class PairsTicket(msgspec.Struct, frozen=True, tag="pairs"):
    """Who may fetch the list of a programme's pairs."""

    person: str
    channel: str
    id: str
    programme: str
    nonce: str

    @property
    def address(self) -> Address:
        return Address(self.channel, self.id)

    @property
    def name(self) -> str:
        return f"pairs:{self.nonce}"


class ReportTicket(PairsTicket, frozen=True, tag="report"):
    """Who may see what a programme has come to."""

    @property
    def name(self) -> str:
        return f"report:{self.nonce}"


class AttestationTicket(ExportTicket, frozen=True, tag="attestation"):
    """Whose attestation it is."""

    @property
    def name(self) -> str:
        return f"attestation:{self.nonce}"


class _Box:
    """Seals tickets, and opens them for a day."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._box = MultiFernet([Fernet(key) for key in keys])

    def _sealed(self, ticket: msgspec.Struct, at: datetime) -> str:
        return self._box.encrypt_at_time(msgspec.json.encode(ticket), int(at.timestamp())).decode()

    def _opened(self, token: str, at: datetime, kind: type[T]) -> T | None:
        """None if it is none of that kind, or too old."""
        try:
            plain = self._box.decrypt_at_time(token.encode(), int(LIVES.total_seconds()), int(at.timestamp()))
            return msgspec.json.decode(plain, type=kind)
        except (InvalidToken, msgspec.DecodeError):
            return None


class ExportSeal(_Box):
    """Makes and reads tickets to somebody's own data. Others that are sealed with the same keys are none of these."""

    def put(self, person: Person, at: datetime) -> str:
        address = person.address
        return self._sealed(ExportTicket(person.id, address.channel, address.id, secrets.token_urlsafe(16)), at)

    def read(self, token: str, at: datetime) -> ExportTicket | None:
        return self._opened(token, at, ExportTicket)


class PairsSeal(_Box):
    """The same for the list of a programme's pairs."""

    def put(self, person: Person, programme: str, at: datetime) -> str:
        address, nonce = person.address, secrets.token_urlsafe(16)
        return self._sealed(PairsTicket(person.id, address.channel, address.id, programme, nonce), at)

    def read(self, token: str, at: datetime) -> PairsTicket | None:
        return self._opened(token, at, PairsTicket)


class ReportSeal(_Box):
    """The same for what a programme has come to."""

    def put(self, person: Person, programme: str, at: datetime) -> str:
        address, nonce = person.address, secrets.token_urlsafe(16)
        return self._sealed(ReportTicket(person.id, address.channel, address.id, programme, nonce), at)

    def read(self, token: str, at: datetime) -> ReportTicket | None:
        return self._opened(token, at, ReportTicket)


class AttestationSeal(_Box):
    """The same for somebody's attestation."""

    def put(self, person: Person, at: datetime) -> str:
        address = person.address
        return self._sealed(AttestationTicket(person.id, address.channel, address.id, secrets.token_urlsafe(16)), at)

    def read(self, token: str, at: datetime) -> AttestationTicket | None:
        return self._opened(token, at, AttestationTicket)
