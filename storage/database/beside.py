"""Which earlier releases may use a database that a later one has brought up to date.

The note holds for one version: a database whose version was changed without it is open to none.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

NAME = "schema.beside"


def say(connection: Connection, version: str, oldest: str) -> None:
    """Notes that releases from version `oldest` on may use this database; writes nothing if that is noted."""
    note = f"{version} {oldest}"
    if _note(connection) == note:
        return
    connection.execute(text("DELETE FROM setting WHERE name = :name"), {"name": NAME})
    connection.execute(text("INSERT INTO setting (name, value) VALUES (:name, :note)"), {"name": NAME, "note": note})


def may_use(connection: Connection, version: str, mine: str) -> bool:
    """Whether a release that knows nothing later than `mine` may use a database at `version`."""
    noted, _, oldest = (_note(connection) or "").partition(" ")
    return noted == version and bool(oldest) and oldest <= mine


def _note(connection: Connection) -> str | None:
    found = connection.scalar(text("SELECT value FROM setting WHERE name = :name"), {"name": NAME})
    return None if found is None else str(found)
