"""Which database a URL means."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from storage.database.model import Database
from storage.database.sqlite import Sqlite

SERVERS = ("postgresql://", "postgresql+psycopg://")
"""How the URL of a server begins."""


def database(url: str) -> Database:
    """Raises `ValueError` if it is neither a SQLite file nor PostgreSQL."""
    if url.startswith(SERVERS):
        from storage.database.server.address import ServerAddress
        from storage.database.server.postgres import Postgres

        return Postgres(ServerAddress(url))
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            if parsed.database in (None, "", ":memory:"):
                raise ValueError(
                    "a store in memory would be gone with its connection; name a file: sqlite:///var/together.db"
                )
            return Sqlite(Path(parsed.database))
        case other:
            raise ValueError(f"{other} is no database that this store knows; use sqlite:///… or postgresql://…")


def can_be_read(url: str) -> bool:
    """Whether it names a database at all, and with options that there are; nothing is asked of that database."""
    try:
        database(url)
    except (ValueError, ArgumentError):
        return False
    return True
