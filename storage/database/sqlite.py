"""SQLite: one file, written by one transaction at a time, in any number of processes on one machine."""

from __future__ import annotations

import fcntl
import glob
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import disk_usage

from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite

from storage.database.model import Connection
from storage.database.session import Cursor
from storage.database.trouble import DatabaseTrouble

LOCK_SECONDS = 5.0
"""How long a transaction waits for another process's; then the store is `Unavailable`."""
LOOK_SECONDS = 0.025
"""How often a waiting worker looks whether another process has written: about 10 µs a look."""
PLACE_SECONDS = 0.0005
"""How often whoever is not next to write looks whether they are now: about 2 µs a look."""

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
"""The second: there is no room for the few pages beside the file that are needed to open it."""
_GONE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
_WHY = {
    sqlite3.SQLITE_BUSY: "another process keeps it locked",
    sqlite3.SQLITE_LOCKED: "another process keeps it locked",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_READONLY: "the file cannot be written",
    sqlite3.SQLITE_PERM: "the file cannot be written",
    sqlite3.SQLITE_NOTADB: "the file is no database",
}


def connect(file: Path, *, create: bool = False) -> sqlite3.Connection:
    """Durable (WAL, every commit synced) and strict about foreign keys; transactions begin by statement.

    What is deleted is written over with zeros (`secure_delete`), so that nobody finds it in what is free.
    """
    mode = "rwc" if create else "rw"  # a store never makes an empty file of a mistyped name
    connection = sqlite3.connect(
        f"{file.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=LOCK_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # the store closes what its threads opened
        factory=_InLine,
    )
    try:
        _write_ahead(connection)
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        connection.close()
        raise
    return connection


def copies_beside(file: Path) -> list[Path]:
    """What an upgrade or a restore put aside, as it was before."""
    return sorted(file.parent.glob(f"{glob.escape(file.name)}.before-*.bak"))


def forget_copies(file: Path, before: datetime) -> int:
    """Deletes those put aside before then; how many."""
    old = [copy for copy in copies_beside(file) if copy.stat().st_mtime < before.timestamp()]
    for copy in old:
        copy.unlink(missing_ok=True)
    return len(old)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """A new file changes to WAL only while nobody else looks at it, and SQLite's own timeout does not wait for that."""
    given_up = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > given_up:
                raise
        threading.Event().wait(LOOK_SECONDS)


class Line:
    """Where those who want to write one file stand, in this process or another: nobody behind begins before whoever is first.

    SQLite's own waiting has no order: one that writes without pause leaves others out for seconds. A place is left as soon
    as one's own transaction has begun, so that a single one waits for SQLite's lock, and whoever has just written stands
    behind. The system forgets a place when its process ends. It is a courtesy, which is left out where a folder cannot be
    locked: SQLite's lock is what keeps transactions apart.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._place: int | None = os.open(folder, os.O_RDONLY)
        except OSError:
            self._place = None

    def first(self, seconds: float) -> bool:
        """Waits to be first; False if somebody else still is after `seconds`."""
        given_up = 0.0
        while not self._taken():
            given_up = given_up or time.monotonic() + seconds
            if time.monotonic() > given_up:
                return False
            threading.Event().wait(PLACE_SECONDS)
        return True

    def leave(self) -> None:
        if self._place is not None:
            with suppress(OSError):
                fcntl.flock(self._place, fcntl.LOCK_UN)

    def close(self) -> None:
        if self._place is not None:
            os.close(self._place)
            self._place = None

    def _taken(self) -> bool:
        if self._place is None:
            return True
        try:
            fcntl.flock(self._place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks for folders
            return True
        return True


class _InLine(sqlite3.Connection):
    """A connection that has a place in line once it writes."""

    line: Line | None = None

    def close(self) -> None:
        super().close()
        if self.line is not None:
            self.line.close()


class Sqlite:
    threads = 1

    def __init__(self, file: Path) -> None:
        self.file = file
        self.name = str(file)
        self.dialect: Dialect = sqlite.dialect(paramstyle="named")

    def connect(self, *, reading: bool = False) -> sqlite3.Connection:
        connection = connect(self.file)
        if reading:
            connection.execute("PRAGMA query_only = ON").close()
        return connection

    def begin(self, cursor: Cursor, *, reading: bool = False) -> None:
        """Takes the write lock at once: a transaction that reads first and writes later could find its reading outdated."""
        if reading:
            cursor.execute("BEGIN")
            return
        line = self._line(cursor)
        mine = line.first(LOCK_SECONDS)
        try:
            if not mine:  # it has waited long enough: now or never
                cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("BEGIN IMMEDIATE")
        finally:
            line.leave()
            if not mine:
                cursor.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000:.0f}")

    def _line(self, cursor: Cursor) -> Line:
        assert isinstance(cursor, sqlite3.Cursor)
        connection = cursor.connection
        assert isinstance(connection, _InLine)
        if connection.line is None:
            connection.line = Line(self.file.parent)
        return connection.line

    def commit(self, cursor: Cursor, *, announcing: bool = False) -> None:
        """Every commit can be seen by `watch`, so there is nothing to announce."""
        cursor.execute("COMMIT")

    def rollback(self, connection: Connection) -> None:
        assert isinstance(connection, sqlite3.Connection)
        if connection.in_transaction:
            connection.execute("ROLLBACK").close()

    def trouble(self, error: BaseException) -> DatabaseTrouble | None:
        if not isinstance(error, sqlite3.Error):
            return None
        code = getattr(error, "sqlite_errorcode", 0)
        if code in _FULL:
            return DatabaseTrouble.FULL
        if code & 0xFF in _LOCKED:
            return DatabaseTrouble.UNAVAILABLE
        return DatabaseTrouble.LOST if code & 0xFF in _GONE else None

    def free(self) -> int | None:
        return disk_usage(self.file.parent).free

    def why(self, error: BaseException) -> str:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return _WHY.get(code, f"the file cannot be used (SQLite's code {code})")

    def scrub(self) -> str:
        """Deleted cells hold zeros already; what stood in them before is in the log until that is emptied, and in copies that an
        upgrade made."""
        connection = self.connect()
        try:
            given_up = time.monotonic() + LOCK_SECONDS
            while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:  # somebody reads it just now
                if time.monotonic() > given_up:
                    raise sqlite3.OperationalError("the log is in use, and could not be emptied: try again")
                threading.Event().wait(LOOK_SECONDS)
        finally:
            connection.close()
        for copy in copies_beside(self.file):
            copy.unlink(missing_ok=True)
        return ""

    def watch(self, ring: Callable[[], None], stopped: threading.Event) -> None:
        """`PRAGMA data_version` changes when another connection, of this process or any, has committed."""
        seen: int | None = None
        connection: sqlite3.Connection | None = None
        while not stopped.wait(LOOK_SECONDS):
            try:
                connection = connection or self.connect()
                (version,) = connection.execute("PRAGMA data_version").fetchone()
            except sqlite3.Error:
                if connection is not None:
                    connection.close()
                seen = connection = None
                continue
            if version != seen:
                seen = version
                ring()
        if connection is not None:
            connection.close()
