"""A backup in one file, for both databases, verified when it is made and again before it is put back.

1. It is a zip: `manifest.json` (kind of database, version of the schema, when, rows a table), and what it holds: a SQLite file, or
   a table each as `COPY` gives it. All of it is read in one transaction, so it is of one instant.
2. Verified means: every byte has its checksum, the schema's version is known here, each table has the rows that the manifest
   counts, and a SQLite file passes `integrity_check` and `foreign_key_check`.
3. What is put back takes the place of the whole database in one step, and says since when it lacks what happened
   (`catch_up.SINCE`): the next start catches up before it serves anything.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import psycopg
from sqlalchemy import Connection, MetaData, text

from bot.application.catch_up import SINCE
from bot.ports import WordSeal
from storage.database import schema, sqlite
from storage.database.sqlite import Sqlite
from storage.database.urls import database

FORMAT = 1
MANIFEST, FILE = "manifest.json", "database.sqlite"
CHUNK = 1 << 20
LEAVING = 20
"""Tenths of a second in which connections that were closed are gone from a server's list."""


class BackupBroken(Exception):
    """The backup cannot be made, or not be put back; says why, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Manifest:
    kind: str
    """`sqlite` or `postgresql`."""
    version: str
    at: datetime
    rows: Mapping[str, int]
    format: int = FORMAT

    @property
    def count(self) -> int:
        return sum(self.rows.values())


def back_up(url: str, file: Path, at: datetime) -> Manifest:
    """Writes a backup, and takes it for one only once it was read back. Raises `BackupBroken` or `Unavailable`."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            manifest = _from_file(archive, url, at) if _is_sqlite(url) else _from_server(archive, url, at)
            archive.writestr(MANIFEST, msgspec.json.encode(manifest))
        verified(part)
        with part.open("rb") as handle:
            os.fsync(handle.fileno())
        part.replace(file)
    except OSError as error:
        raise BackupBroken(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def verified(file: Path) -> Manifest:
    """Raises `BackupBroken` unless everything in it can be relied on."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            if manifest.format != FORMAT or manifest.version not in schema.REVISIONS:
                raise BackupBroken(f"{file} was made by a later release: install that, and put it back there.")
            if broken := archive.testzip():
                raise BackupBroken(f"{file} is damaged ({broken}): take another backup.")
            if manifest.kind == "sqlite":
                with _extracted(archive) as extracted:
                    _sound(extracted, manifest)
            else:
                for name, rows in manifest.rows.items():
                    if (found := _lines(archive, name)) != rows:
                        raise BackupBroken(f"{file} is damaged: {name} has {found} rows instead of {rows}.")
    except OSError as error:
        raise BackupBroken(f"{file} cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError) as error:
        raise BackupBroken(f"{file} is no backup, or a damaged one ({error}).") from error
    return manifest


def put_back(url: str, file: Path, seal: WordSeal | None = None) -> Manifest:
    """Puts the backup in the place of the database. Nobody else may use it meanwhile. Raises `BackupBroken` or `Unavailable`.

    The schema is brought up to date if the backup is of an earlier release; `seal` closes what that one kept in plain.
    """
    manifest = verified(file)
    kind = "sqlite" if _is_sqlite(url) else "postgresql"
    if manifest.kind != kind:
        raise BackupBroken(f"{file} is of {manifest.kind}, and TOGETHER_DATABASE_URL names {kind}.")
    with zipfile.ZipFile(file) as archive:
        if kind == "sqlite":
            _to_file(archive, url, manifest)
        else:
            _to_server(archive, url, manifest)
    schema.migrate(url, seal=seal)
    return manifest


def _is_sqlite(url: str) -> bool:
    return isinstance(database(url), Sqlite)


def _named(name: str) -> str:
    return f"tables/{name}"


# SQLite ----------------------------------------------------------------------------------------------------------------


def _from_file(archive: zipfile.ZipFile, url: str, at: datetime) -> Manifest:
    kind = database(url)
    assert isinstance(kind, Sqlite)
    schema.known(url)
    with _scratch() as copy, closing(sqlite.connect(kind.file)) as source:
        with closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE").close()
            manifest = Manifest("sqlite", _version(target), at, _counted(target))
        _sound(copy, manifest)
        archive.write(copy, FILE)
    return manifest


def _to_file(archive: zipfile.ZipFile, url: str, manifest: Manifest) -> None:
    kind = database(url)
    assert isinstance(kind, Sqlite)
    new = kind.file.with_name(f"{kind.file.name}.restoring")
    try:
        kind.file.parent.mkdir(parents=True, exist_ok=True)
        _extract(archive, new)
        with closing(sqlite3.connect(new)) as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (SINCE, manifest.at.isoformat())
            )
        _sync(new)
        if kind.file.exists():
            _alone(kind.file)
            kind.file.replace(kind.file.with_name(f"{kind.file.name}.before-restore.bak"))
        new.replace(kind.file)
        _sync(kind.file.parent)
    finally:
        new.unlink(missing_ok=True)


def _alone(file: Path) -> None:
    """SQLite gives the log up only for the last one who has the file open."""
    try:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):  # what a restore is for
            for log in ("-wal", "-shm"):
                file.with_name(f"{file.name}{log}").unlink(missing_ok=True)
            return
        mode = "wal"
    if mode != "delete":
        raise BackupBroken(f"{file} is in use: stop web, worker and demo first.")


def _sound(file: Path, manifest: Manifest) -> None:
    with closing(sqlite3.connect(file)) as connection:
        problems = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
        if problems != ["ok"]:
            raise BackupBroken(f"The database is damaged: {problems[0]}.")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise BackupBroken("The database has rows that refer to nothing.")
        if (_version(connection), _counted(connection)) != (manifest.version, manifest.rows):
            raise BackupBroken("The copy is not what was read: try again.")


def _version(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _counted(connection: sqlite3.Connection) -> dict[str, int]:
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith("sqlite_")
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


# PostgreSQL ------------------------------------------------------------------------------------------------------------


def _from_server(archive: zipfile.ZipFile, url: str, at: datetime) -> Manifest:
    version, rows = schema.known(url), dict[str, int]()
    with schema.connection_to(url) as connection:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for name, columns in _tables(connection).items():
            rows[name] = connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
            with archive.open(_named(name), "w", force_zip64=True) as part, _cursor(connection) as cursor:
                part.write(f"{columns}\n".encode())
                with cursor.copy(f'COPY "{name}" ({columns}) TO STDOUT') as copy:
                    for piece in copy:
                        part.write(piece)
    return Manifest("postgresql", version, at, rows)


def _is_used(connection: Connection) -> bool:
    """Whether somebody else is connected and stays so: a server needs a moment to see that who was there has gone."""
    for _ in range(LEAVING):
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        others = connection.execute(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
        ).scalar_one()
        if not others:
            return False
        connection.execute(text("SELECT pg_sleep(0.1)"))
    return True


def _to_server(archive: zipfile.ZipFile, url: str, manifest: Manifest) -> None:
    with schema.connection_to(url) as connection:
        if _is_used(connection):
            raise BackupBroken("The database is in use: stop web, worker and whoever else is connected to it first.")
        schema.made_anew(connection, manifest.version)
        for name in _tables(connection):
            if name not in manifest.rows:
                continue
            connection.exec_driver_sql(f'DELETE FROM "{name}"')
            _filled(archive, connection, name)
            if connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() != manifest.rows[name]:
                raise BackupBroken(f"{name} has not taken all its rows; nothing was changed.")
        for name, column in _numbered(connection):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{name}', '{column}'), (SELECT coalesce(max({column}), 1) FROM {name}))"
            )
        connection.execute(
            text(
                "INSERT INTO setting (name, value) VALUES (:name, :value) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            ),
            {"name": SINCE, "value": manifest.at.isoformat()},
        )
        connection.commit()


def _numbered(connection: Connection) -> Sequence[tuple[str, str]]:
    """The columns that the server numbers by itself, whatever version the schema is of."""
    rows = connection.exec_driver_sql(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND (column_default LIKE 'nextval(%%' OR is_identity = 'YES')"
    )
    return [(table, column) for table, column in rows]


def _filled(archive: zipfile.ZipFile, connection: Connection, name: str) -> None:
    with archive.open(_named(name)) as part, _cursor(connection) as cursor:
        columns = part.readline().decode().strip()
        with cursor.copy(f'COPY "{name}" ({columns}) FROM STDIN') as copy:
            while piece := part.read(CHUNK):
                copy.write(piece)


def _tables(connection: Connection) -> Mapping[str, str]:
    """Their columns, parted by commas; what is referred to comes before what refers to it."""
    found = MetaData()
    found.reflect(connection)
    return {one.name: ", ".join(f'"{column.name}"' for column in one.columns) for one in found.sorted_tables}


@contextmanager
def _cursor(connection: Connection) -> Iterator[psycopg.Cursor]:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor() as cursor:
        yield cursor


def _lines(archive: zipfile.ZipFile, name: str) -> int:
    """Rows of a table: `COPY` writes a line each, after that of the columns."""
    count = -1
    with archive.open(_named(name)) as part:
        while piece := part.read(CHUNK):
            count += piece.count(b"\n")
    return count


# Files -----------------------------------------------------------------------------------------------------------------


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="together-backup-") as folder:
        yield Path(folder) / FILE


@contextmanager
def _extracted(archive: zipfile.ZipFile) -> Iterator[Path]:
    with _scratch() as file:
        _extract(archive, file)
        yield file


def _extract(archive: zipfile.ZipFile, file: Path) -> None:
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    with archive.open(FILE) as part, file.open("wb") as target:
        while piece := part.read(CHUNK):
            target.write(piece)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
