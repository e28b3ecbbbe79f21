"""Every place where something may lie that an installation has kept: files, WAL, dumps, backups, logs, rows.

A mark is a word of plain letters, so that no encoding of text spells it otherwise; it is looked for as it is, as the hexadecimal
digits of a dump of bytes, and in UTF-16.
"""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

import psycopg
from psycopg import sql

from bot.ports import KeyLost
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.seal import AesSeal, FernetSeal
from storage.sealed import SEALED
from tests.storage.server import Server

Place = tuple[str, bytes]
"""Its name, and what lies there."""


def found(marks: Iterable[str], places: Iterable[Place]) -> list[str]:
    """Which mark lies where, once for each place; empty if none does anywhere."""
    sought = list(marks)
    spelt = [(mark, spelling) for mark in sought for spelling in _spellings(mark)]
    stems = _spellings(_beginning(sought))  # where what all begin with is not, none of them is
    hits = dict[str, None]()
    for name, content in places:
        folded = content.lower()
        if any(stem in folded for stem in stems):
            hits.update({f"{mark} in {name}": None for mark, spelling in spelt if spelling in folded})
    return list(hits)


def _beginning(marks: Sequence[str]) -> str:
    """What all of them begin with."""
    first, last = min(marks, default=""), max(marks, default="")
    same = takewhile(lambda both: both[0] == both[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in same)


def _spellings(mark: str) -> Sequence[bytes]:
    plain = mark.lower().encode()
    return plain, plain.hex().encode(), mark.lower().encode("utf-16-le")


@dataclass
class Kept:
    """All that an installation keeps: its database, and whatever lies in its folder."""

    url: str
    folder: Path
    server: Server | None = field(default=None)
    """Of a PostgreSQL database."""

    def rows(self) -> Iterator[Place]:
        """Every table, as it reads for whoever can ask the database: the outbox and the local page among them."""
        if self.server is None:
            with closing(sqlite3.connect(self._file)) as lite:
                yield "the rows", "\n".join(lite.iterdump()).encode()
            return
        with psycopg.connect(self.url, autocommit=True) as connection:
            names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            for (name,) in names:
                statement = sql.SQL("SELECT row::text FROM {} row").format(sql.Identifier(name))
                for (row,) in connection.execute(statement):
                    yield f"a row of {name}", row.encode()

    def files(self) -> Iterator[Place]:
        """The folder with the log in it, and the database's own files: WAL, free pages, and copies made beside it."""
        yield from _below(self.folder)
        if self.server is not None:
            with psycopg.connect(self.url, autocommit=True) as connection:
                connection.execute("CHECKPOINT")
                (oid,) = connection.execute(
                    "SELECT oid FROM pg_database WHERE datname = current_database()"
                ).fetchone() or (0,)
            yield from _below(self.server.data / "base" / str(oid))
            yield from _below(self.server.data / "pg_wal")

    def copies(self) -> Iterator[Place]:
        """A backup and a dump, as an operator makes them."""
        if self.server is None:
            copy = self.folder / "a-backup.db"
            with closing(sqlite3.connect(self._file)) as lite, closing(sqlite3.connect(copy)) as target:
                lite.backup(target)
            yield "a backup", copy.read_bytes()
            copy.unlink()
            return
        tool = self.server.tool("pg_dump")
        for form in ("plain", "tar"):
            done = subprocess.run([tool, f"--format={form}", self.url], capture_output=True, check=True)
            yield f"pg_dump --format={form}", done.stdout

    def everywhere(self) -> Iterator[Place]:
        yield from self.files()
        yield from self.rows()
        yield from self.copies()

    def opened(self, keys: Sequence[str]) -> Iterator[Place]:
        """Everything that is sealed, opened with these keys; what does not open is left out."""
        words, secrets = AesSeal(keys), FernetSeal(keys)
        for column, value, where in sealed_values(self.url):
            with suppress(KeyLost):
                yield column, secrets.open(value).encode() if isinstance(value, str) else words.open(value, where)

    @property
    def _file(self) -> Path:
        kind = database(self.url)
        assert isinstance(kind, Sqlite)
        return kind.file


def _below(folder: Path) -> Iterator[Place]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


def sealed_values(url: str) -> Iterator[tuple[str, bytes | str, str]]:
    """Each sealed value with the name of its column and what it is bound to."""
    kind = database(url)
    with closing(kind.connect()) as connection:
        cursor = connection.cursor()
        for column in SEALED:
            cursor.execute(f"SELECT {', '.join((column.column, *column.bound_to))} FROM {column.table}")
            for value, *bound_to in cursor.fetchall():
                if value:
                    yield column.name, bytes(value), column.where(*bound_to)
        for name, text in (("calendar", "sealed"), ("installation", "token"), ("installation", "refresh")):
            cursor.execute(f"SELECT {text} FROM {name} WHERE {text} IS NOT NULL")
            yield from ((f"{name}.{text}", str(value), "") for (value,) in cursor.fetchall())
