"""Which database a URL means."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url

from storage.database.model import Database
from storage.database.sqlite import Sqlite


def database(url: str) -> Database:
    """Raises `ValueError` if it is neither a SQLite file nor PostgreSQL."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            if parsed.database in (None, "", ":memory:"):
                raise ValueError(
                    "a store in memory would be gone with its connection; name a file: sqlite:///var/together.db"
                )
            return Sqlite(Path(parsed.database))
        case "postgresql":
            from storage.database.postgres import Postgres

            return Postgres(parsed)
        case other:
            raise ValueError(f"{other} is no database that this store knows; use sqlite:///… or postgresql://…")
