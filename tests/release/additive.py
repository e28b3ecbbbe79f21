"""What a migration takes from processes of an earlier release that work on, as the database itself tells before and after it.

Such a process reads and writes the columns that it knows, and names the unique keys that it knows when it writes. It knows
nothing of what is new, so nothing new may ask anything of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, inspect

Columns = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    kind: str
    nullable: bool
    has_default: bool


@dataclass(frozen=True)
class Table:
    columns: Mapping[str, Column]
    keys: frozenset[Columns]
    """What rows are unique by: the primary key, constraints, and unique indexes."""
    holds: frozenset[tuple[Columns, str]]
    """What its rows refer to, where that keeps the other row from being deleted."""
    checks: frozenset[str]


Schema = Mapping[str, Table]


def described(connection: Connection) -> Schema:
    asked = inspect(connection)
    return {name: _table(connection, name) for name in asked.get_table_names() if name != "alembic_version"}


def _table(connection: Connection, name: str) -> Table:
    asked = inspect(connection)
    primary = asked.get_pk_constraint(name)["constrained_columns"]
    number = primary[0] if len(primary) == 1 else ""
    columns = {}
    for one in asked.get_columns(name):
        counts = one["name"] == number and "INT" in str(one["type"]).upper()
        columns[one["name"]] = Column(str(one["type"]), bool(one["nullable"]), one["default"] is not None or counts)
    unique = [tuple(one["column_names"]) for one in asked.get_unique_constraints(name)]
    indexed = [_indexed(dict(one)) for one in asked.get_indexes(name) if one["unique"]]
    foreign = [
        (tuple(one["constrained_columns"]), one["referred_table"])
        for one in asked.get_foreign_keys(name)
        if one.get("options", {}).get("ondelete", "").upper() not in ("CASCADE", "SET NULL")
    ]
    checks = frozenset(str(one["sqltext"]) for one in asked.get_check_constraints(name))
    return Table(columns, frozenset([tuple(primary), *unique, *indexed]), frozenset(foreign), checks)


def _indexed(index: dict[str, object]) -> Columns:
    names = index["column_names"]
    assert isinstance(names, list)
    options = index.get("dialect_options") or {}
    assert isinstance(options, dict)
    where = next((str(value) for name, value in options.items() if name.endswith("_where")), "")
    return (*map(str, names), *([where] if where else []))


def taken(before: Schema, after: Schema) -> Iterator[str]:
    """What an earlier process misses, or can no longer do."""
    for name, old in before.items():
        if name not in after:
            yield f"{name} is gone"
        else:
            yield from _changed(name, old, after[name])
    for name in after.keys() - before.keys():
        for columns, other in after[name].holds:
            if other in before:
                yield f"{name} keeps rows of {other} from being deleted ({', '.join(columns)})"


def _changed(name: str, old: Table, new: Table) -> Iterator[str]:
    for column, was in old.columns.items():
        now = new.columns.get(column)
        if now is None:
            yield f"{name}.{column} is gone"
            continue
        if now.kind != was.kind:
            yield f"{name}.{column} was {was.kind} and is {now.kind}"
        if was.nullable and not now.nullable:
            yield f"{name}.{column} takes no NULL any more"
        if was.has_default and not now.has_default:
            yield f"{name}.{column} has no default any more"
    for column in new.columns.keys() - old.columns.keys():
        if not (new.columns[column].nullable or new.columns[column].has_default):
            yield f"{name}.{column} is new, and asks for a value"
    yield from (f"{name} is no longer unique by {', '.join(key)}" for key in old.keys - new.keys)
    yield from (f"{name} is unique by {', '.join(key)}, which is new" for key in new.keys - old.keys)
    yield from (f"{name} refers to {other} by {', '.join(key)}, which is new" for key, other in new.holds - old.holds)
    yield from (f"{name} is checked: {check}" for check in new.checks - old.checks)
