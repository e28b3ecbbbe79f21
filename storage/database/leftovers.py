"""Plain text that an upgrade has sealed, and that a database still holds until its files are written anew.

1. The upgrade notes it in its own transaction. Whoever was interrupted after that begins here again, as often as it takes;
   until it is done, `storage.database.schema.check` lets no process start.
2. SQLite: `VACUUM` writes every page anew, and a truncating checkpoint empties the log beside the file. The copies that were
   made before upgrades are deleted with it: they hold the same words in plain.
3. PostgreSQL: `VACUUM FULL` writes the tables anew, `ANALYZE` replaces the samples that the planner keeps of them. What the
   server's own log (WAL) and backups hold is gone once those are: docs/privacy/columns.md.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

from bot.ports import Unavailable
from storage.database import sqlite
from storage.database.model import Database
from storage.database.sqlite import Sqlite
from storage.database.unavailable import said_of

Tell = Callable[[str, int, int], None]
"""Hears how far an upgrade is: what is done, how many of it, of how many."""

NAME = "plain-text-left"
TABLES = ("pair", "due", "local_card")


def note(connection: Connection) -> None:
    """Notes that there is some."""
    connection.execute(
        text("INSERT INTO setting (name, value) VALUES (:name, '1') ON CONFLICT DO NOTHING"), {"name": NAME}
    )


def are_noted(connection: Connection) -> bool:
    return connection.execute(text("SELECT 1 FROM setting WHERE name = :name"), {"name": NAME}).first() is not None


def remove(kind: Database, tell: Tell) -> None:
    """Has the database written anew, and forgets the note. Raises `Unavailable` if another process is in the way."""
    tell("files written anew", 0, 1)
    if isinstance(kind, Sqlite):
        _sqlite(kind.file)
    else:
        _postgres(kind)
    tell("files written anew", 1, 1)


def copies(file: Path) -> list[Path]:
    """The copies of a SQLite file that were made before upgrades."""
    return [*file.parent.glob(f"{file.name}.before-*.bak"), *file.parent.glob(f"{file.name}.before-*.bak.part")]


def _sqlite(file: Path) -> None:
    with closing(sqlite.connect(file)) as connection:
        try:
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("VACUUM")
            _truncated(file, connection)
            for copy in copies(file):
                copy.unlink(missing_ok=True)
            connection.execute("DELETE FROM setting WHERE name = ?", (NAME,))
        except sqlite3.OperationalError as error:
            raise Unavailable(f"{file}: {said_of(error)}; stop whatever else has it open, and run it again") from error


def _truncated(file: Path, connection: sqlite3.Connection) -> None:
    (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Unavailable(f"{file} is open elsewhere, so its log cannot be emptied; stop that, and run it again")


def _postgres(kind: Database) -> None:
    from storage.database.server.postgres import Postgres

    assert isinstance(kind, Postgres)
    with closing(kind.connect_plainly()) as connection:
        connection.autocommit = True  # a vacuum is no part of a transaction
        cursor = connection.cursor()
        cursor.execute(f"VACUUM (FULL, ANALYZE) {', '.join(TABLES)}")
        cursor.execute("VACUUM (FULL) pg_statistic")
        cursor.execute(f"DELETE FROM setting WHERE name = '{NAME}'")
