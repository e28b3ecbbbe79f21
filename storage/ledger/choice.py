"""Which ledger belongs to a database."""

from __future__ import annotations

from pathlib import Path

from bot.ports.store.ledger import Ledger, LedgerTrouble
from storage.database.sqlite import Sqlite
from storage.database.urls import SERVERS, database
from storage.ledger.file import FileLedger
from storage.ledger.table import TableLedger


def ledger_at(place: str) -> Ledger:
    """A file, or a database by its URL. Raises `LedgerTrouble` for a URL of any other kind: it is no file's name."""
    if place.startswith(("sqlite:///", *SERVERS)):
        return TableLedger(place)
    if "://" in place:
        kind = place.partition("://")[0]
        raise LedgerTrouble(f"TOGETHER_LEDGER: {kind}:// is no database that a ledger can be in; use postgresql://…")
    return FileLedger(Path(place))


def is_in(place: str, url: str) -> bool:
    """Whether a ledger there would be in the database itself."""
    if "://" not in place:
        return False
    if place.startswith(SERVERS) and url.startswith(SERVERS):
        from storage.database.server.address import ServerAddress

        return ServerAddress(place).is_same(ServerAddress(url))
    return place == url


def ledger_beside(url: str) -> Ledger | None:
    """`FILE.erasures` for a SQLite file; none for a server, which has no place beside it."""
    kind = database(url)
    return FileLedger(kind.file.with_name(f"{kind.file.name}.erasures")) if isinstance(kind, Sqlite) else None
