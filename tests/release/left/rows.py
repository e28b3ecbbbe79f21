"""The rows of a database as lines of JSON, and back into tables that a migration has made."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, MetaData, Table, insert, text

from bot.application.data_rights.erase import EPOCH, LEDGER
from storage.database import schema
from storage.database.schema import engine
from storage.database.sqlite import Sqlite
from storage.database.urls import database

FOLDER = Path(__file__).parent
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Left:
    """A release's database: its schema's version, and its tables' rows in the order in which they can be put back."""

    version: str
    tables: Mapping[str, Sequence[Row]]


def kept(file: Path) -> Left:
    """What a SQLite file holds."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        names = [name for (name,) in connection.execute(sql) if name != "alembic_version"]
        tables = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in names}
    beside = (LEDGER, EPOCH)  # the ledger of erasures stands outside the database, and none is kept here
    tables["setting"] = [row for row in tables["setting"] if row["name"] not in beside]
    return Left(version, {name: rows for name, rows in tables.items() if rows})


def written(left: Left) -> Iterator[str]:
    yield json.dumps({"version": left.version})
    for name, rows in left.tables.items():
        for row in rows:
            yield json.dumps({name: row}, default=_sealed, ensure_ascii=False)


def _sealed(value: object) -> object:
    assert isinstance(value, bytes)
    return {"bytes": base64.b64encode(value).decode()}


def _opened(value: dict[str, Any]) -> object:
    return base64.b64decode(value["bytes"]) if value.keys() == {"bytes"} else value


def read(name: str) -> Left:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    head, *rest = (json.loads(line, object_hook=_opened) for line in lines)
    tables: dict[str, list[Row]] = {}
    for row in rest:
        ((table, values),) = row.items()
        tables.setdefault(table, []).append(values)
    return Left(head["version"], tables)


def put(left: Left, url: str) -> None:
    """Makes the tables of that version in an empty database, and fills them."""
    kind = database(url)
    if isinstance(kind, Sqlite):
        kind.file.touch()
    with engine(kind).connect() as connection:
        schema.upgrade(connection, to=left.version)
        _fill(connection, left)
        connection.commit()


def _fill(connection: Connection, left: Left) -> None:
    there = MetaData()
    there.reflect(connection)
    for table in there.sorted_tables:
        rows = left.tables.get(table.name, ())
        if not rows:
            continue
        connection.execute(table.delete())  # what the migration has put there itself
        yes_or_no = [column.name for column in table.columns if isinstance(column.type, Boolean)]
        connection.execute(insert(table), [_typed(row, yes_or_no) for row in rows])
    if connection.dialect.name == "postgresql":
        for table in there.sorted_tables:
            _count_on(connection, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Ids were given that PostgreSQL's sequences know nothing of."""
    given = (column.name for column in table.columns if "nextval" in str(getattr(column.server_default, "arg", "")))
    for name in given:
        newest = f"(SELECT coalesce(max({name}), 1) FROM {table.name})"
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', '{name}'), {newest})"))


def _typed(row: Row, yes_or_no: Sequence[str]) -> Row:
    return {name: bool(value) if name in yes_or_no and value is not None else value for name, value in row.items()}
