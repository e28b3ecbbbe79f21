"""Statements of SQLAlchemy's Core, compiled once and run on the bare driver.

1. A statement is written once, with Core and from the tables, as a constant of its module; both databases understand it.
2. It is compiled on its first use in each dialect, and `Texts` keeps the text for the life of the process. So a statement
   is never built inside a function: a new object would be compiled each time, and kept for ever.
3. The text runs on the driver's own cursor. Executing through Core costs more than the database does for statements this
   small, and all that it would convert (integers, text, booleans) both drivers take as they are.
4. Values go in as named parameters, never into the text. What stands in the text are literals of the code, because a
   partial index is used only where its condition stands word for word.
5. A `Session` is one transaction. All repositories of a unit of work share it, so they see each other's changes, and one
   of them can note (`stirred`) that a sleeping worker should hear of this transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
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
        self.dialect = dialect.name
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
    """Runs the statements of one transaction on one cursor. Results are fetched whole, so the cursor is free at once."""

    __slots__ = ("_cursor", "_texts", "at", "dialect", "later", "reading", "stirred")

    def __init__(self, cursor: Cursor, texts: Texts, *, reading: bool = False) -> None:
        self._cursor = cursor
        self._texts = texts
        self.reading = reading
        """Whether it can write nothing, and locks nothing."""
        self.later: list[Callable[[Session], object]] = []
        """What is to be written of what was read: the store does so in a transaction after this one."""
        self.at: datetime | None = None
        """When that happened which the transaction is about; None: nobody has said so."""
        self.dialect = texts.dialect
        """`sqlite` or `postgresql`, where the two have no word in common."""
        self.stirred = False
        """Whether the transaction leaves something that a sleeping worker should hear of."""

    @contextmanager
    def planned_anew(self) -> Iterator[None]:
        """PostgreSQL plans what is asked meanwhile for the tables as they are: the plans that it keeps are of when they were nearly
        empty, if it is this transaction that fills them."""
        if self.dialect != "postgresql":
            yield
            return
        self._cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
        yield
        self._cursor.execute("SET LOCAL plan_cache_mode = auto")

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

    def do_each(self, statement: Executable, params: Iterable[dict[str, object]]) -> int:
        """How many rows it changed in all."""
        text, fixed = self._texts.of(statement)
        assert not fixed
        rows = list(params)
        if len(rows) == 1:  # the usual case; on PostgreSQL a pipeline of one costs three times as much
            self._cursor.execute(text, rows[0])
        else:
            self._cursor.executemany(text, rows)
        return self._cursor.rowcount
