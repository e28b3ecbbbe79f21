"""A few words of SQL that Core lacks, such as one upsert for both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from typing import TypeVar

from sqlalchemy import ColumnElement, Executable, Table, and_, bindparam, literal_column
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlmodel import SQLModel

# `INSERT … ON CONFLICT` is spelt alike by both; SQLAlchemy's construct for PostgreSQL compiles on SQLite as it is.


T = TypeVar("T")

AT_ONCE = 100
"""Rows that one statement names."""


def batches(things: Iterable[T]) -> Iterator[Sequence[T]]:
    """So many at a time, as a statement can name them."""
    left = iter(things)
    while some := tuple(islice(left, AT_ONCE)):
        yield some


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether it is one of `numbered`: a list, which costs PostgreSQL less to plan than so many conditions."""
    return column.in_([bindparam(f"{name}_{n}") for n in range(AT_ONCE)])


def numbered(name: str, values: Iterable[str]) -> dict[str, str]:
    """The parameters `name_0`, `name_1`, … of at most `AT_ONCE` values; the rest of them are empty."""
    return {f"{name}_{n}": value for n, value in enumerate(islice(chain(values, repeat("")), AT_ONCE))}


NULL: ColumnElement[None] = literal_column("NULL")
ZERO: ColumnElement[int] = literal_column("0")


def table(row: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(row.__tablename__)]


def _insert(into: Table, without: tuple[str, ...] = ()) -> Insert:
    return insert(into).values({column.name: bindparam(column.name) for column in into.c if column.name not in without})


def put(into: Table, but: tuple[str, ...] = ()) -> Executable:
    """Inserts a row, or replaces the one with its primary key, `but` for columns that stay as they are there."""
    keys = list(into.primary_key.columns)
    statement = _insert(into)
    changed = (column for column in into.c if column not in set(keys) and column.name not in but)
    values = {column.name: statement.excluded[column.name] for column in changed}
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


def add(into: Table) -> Executable:
    """Inserts a row unless its primary key is there."""
    return _insert(into).on_conflict_do_nothing(index_elements=list(into.primary_key.columns))


def literal(value: str) -> ColumnElement[str]:
    """Written into the statement: a partial index is used only where its condition stands word for word."""
    return literal_column(f"'{value}'")


def matches(of: Table, *columns: str) -> ColumnElement[bool]:
    """Each column equals the parameter of its name."""
    return and_(*(of.c[name] == bindparam(name) for name in columns))
