"""Statements of SQLAlchemy's Core, compiled once and run on the bare driver.

Core builds the SQL from the tables, once for both databases. Executing through Core costs more than the database does
for statements this small, and all that it would convert (integers, text, booleans) both drivers take as they are. So
each statement is compiled on first use and its text kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import CompilerElement

Row = tuple[Any, ...]


class Cursor(Protocol):
    """What `sqlite3` and `psycopg` have in common."""

    @property
    def rowcount(self) -> int: ...
    def execute(self, query: Any, params: Any = ..., /) -> object: ...
    def executemany(self, query: Any, params: Any, /) -> object: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Texts:
    """The texts of statements in one dialect, shared by all connections."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._texts: dict[Executable, tuple[str, dict[str, object]]] = {}

    def of(self, statement: Executable) -> tuple[str, dict[str, object]]:
        """The text, and the parameters that are always the same."""
        known = self._texts.get(statement)
        if known is None:
            assert isinstance(statement, CompilerElement)
            compiled = statement.compile(dialect=self._dialect)
            assert isinstance(compiled, SQLCompiler)
            fixed = {name: value for name, value in compiled.params.items() if value is not None}
            known = self._texts[statement] = (str(compiled), fixed)
        return known


class Session:
    """Runs statements on one cursor. Results are fetched whole, so the cursor is free again at once."""

    def __init__(self, cursor: Cursor, texts: Texts) -> None:
        self._cursor = cursor
        self._texts = texts

    def rows(self, statement: Executable, **params: object) -> Sequence[Row]:
        text, fixed = self._texts.of(statement)
        self._cursor.execute(text, fixed | params if fixed else params)
        return self._cursor.fetchall()

    def row(self, statement: Executable, **params: object) -> Row | None:
        text, fixed = self._texts.of(statement)
        self._cursor.execute(text, fixed | params if fixed else params)
        row: Row | None = self._cursor.fetchone()
        return row

    def do(self, statement: Executable, **params: object) -> int:
        """How many rows it changed."""
        text, fixed = self._texts.of(statement)
        self._cursor.execute(text, fixed | params if fixed else params)
        return self._cursor.rowcount

    def do_each(self, statement: Executable, params: Iterable[dict[str, object]]) -> None:
        text, fixed = self._texts.of(statement)
        assert not fixed
        self._cursor.executemany(text, list(params))
