"""Everything that is sealed, sealed anew with the first key, while the bot runs.

1. A column is walked in the order of its primary key, a batch a transaction, so nobody waits for long.
2. A value that the first key opens is left alone; one that an older key opens is sealed with the first; one that none
   opens is left alone and counted.
3. A value is replaced only if it is still the one that was read: what somebody has written meanwhile is newer, and theirs.
4. So it can be interrupted, and run again: what is done stays done.
5. At the end all of it is counted once more, for a process that does not know the first key yet may have sealed meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Executable, Integer, Table, bindparam, func, literal_column, select, tuple_
from sqlmodel import SQLModel

from bot.ports import KeyLost
from storage import probe
from storage.database.session import Row, Session
from storage.database.sql import table
from storage.seal import AesSeal, FernetSeal
from storage.sealed import SEALED, SealedColumn
from storage.store import SqlStore
from storage.tables import CalendarRow, InstallationRow
from storage.unit import SqlUnit

BATCH = 200
"""Values looked at in one transaction."""

Tell = Callable[[str, int, int], None]
"""Hears how far it is: of what, so many, of all."""
_Value = bytes | str


class _Kind(Protocol):
    """How the values of a column are sealed."""

    def is_current(self, value: _Value, where: str) -> bool: ...
    def renewed(self, value: _Value, where: str) -> _Value:
        """Raises `KeyLost`."""
        ...


@dataclass(frozen=True, slots=True)
class _Words:
    seal: AesSeal

    def is_current(self, value: _Value, where: str) -> bool:
        assert isinstance(value, bytes)
        return self.seal.is_current(value, where)

    def renewed(self, value: _Value, where: str) -> _Value:
        assert isinstance(value, bytes)
        return self.seal.close(self.seal.open(value, where), where)


@dataclass(frozen=True, slots=True)
class _Secrets:
    """Bound to no place: Fernet cannot."""

    seal: FernetSeal

    def is_current(self, value: _Value, where: str) -> bool:
        assert isinstance(value, str)
        return self.seal.is_current(value)

    def renewed(self, value: _Value, where: str) -> _Value:
        assert isinstance(value, str)
        return self.seal.close(self.seal.open(value))


class _Column:
    """A sealed column, with the statements that walk it."""

    def __init__(self, of: Table, name: str, where: SealedColumn | None = None) -> None:
        """`where` says what its values are bound to; None for what Fernet sealed."""
        column, keys = of.c[name], list(of.primary_key.columns)
        self.name, self.words = f"{of.name}.{name}", where
        self.start: tuple[object, ...] = tuple(0 if isinstance(key.type, Integer) else "" for key in keys)
        self._count = len(keys)
        bound = [of.c[one] for one in (where.bound_to if where is not None else ())]
        after = tuple_(*(bindparam(f"after_{nth}") for nth in range(len(keys))))
        there = (func.length(column) > literal_column("0"),)
        self.total: Executable = select(func.count(literal_column("*"))).select_from(of).where(*there)
        self._page: Executable = (
            select(*keys, column, *bound)
            .where(tuple_(*keys) > after, *there)
            .order_by(*keys)
            .limit(literal_column(str(BATCH)))
        )
        same = [key == bindparam(f"key_{nth}") for nth, key in enumerate(keys)]
        self._replace: Executable = (
            of.update().where(*same, column == bindparam("old")).values({name: bindparam("new")})
        )

    def page(self, session: Session, after: tuple[object, ...]) -> Sequence[Row]:
        return session.rows(self._page, **{f"after_{nth}": value for nth, value in enumerate(after)})

    def key(self, row: Row) -> tuple[object, ...]:
        return tuple(row[: self._count])

    def value(self, row: Row) -> _Value:
        kept = row[self._count]
        return kept if isinstance(kept, str) else bytes(kept)

    def where(self, row: Row) -> str:
        return "" if self.words is None else self.words.where(*map(str, row[self._count + 1 :]))

    def replace(self, session: Session, row: Row, new: _Value) -> None:
        key = {f"key_{nth}": value for nth, value in enumerate(self.key(row))}
        session.do(self._replace, **key, old=self.value(row), new=new)


COLUMNS = (
    *(_Column(SQLModel.metadata.tables[one.table], one.column, one) for one in SEALED),
    _Column(table(CalendarRow), "sealed"),
    _Column(table(InstallationRow), "token"),
    _Column(table(InstallationRow), "refresh"),
)


@dataclass(slots=True)
class Tally:
    """How many values are sealed with which key, by column."""

    current: Counter[str] = field(default_factory=Counter)
    older: Counter[str] = field(default_factory=Counter)
    """Another key of the settings opens them."""
    unopened: Counter[str] = field(default_factory=Counter)
    """None does."""

    def add(self, other: Tally) -> None:
        self.current += other.current
        self.older += other.older
        self.unopened += other.unopened

    @property
    def done(self) -> bool:
        return not self.older and not self.unopened


@dataclass(slots=True)
class _Walk:
    """How far a walk over all columns is."""

    renew: bool
    found: Tally = field(default_factory=Tally)
    seen: int = 0
    after: tuple[object, ...] = ()
    """The primary key after which the next batch begins."""


class Resealing:
    """One run over all that is sealed."""

    def __init__(self, store: SqlStore, keys: Sequence[str], tell: Tell = lambda *_: None) -> None:
        self._store, self._tell, self._seal = store, tell, AesSeal(keys)
        self._words, self._secrets = _Words(self._seal), _Secrets(FernetSeal(keys))

    async def run(self) -> Tally:
        """Seals anew what an older key has sealed; what is left, counted afterwards. Raises `Unavailable`."""
        await self._walk("sealed values looked at", renew=True)
        found = await self.count()
        if found.done:
            await self._store.run(lambda unit: probe.renew(unit.facts, self._seal))
        return found

    async def count(self) -> Tally:
        """Counts and changes nothing. Raises `Unavailable`."""
        return await self._walk("sealed values counted", renew=False)

    async def _walk(self, what: str, *, renew: bool) -> Tally:
        walk, of = _Walk(renew), await self._store.read(_totals)
        for column in COLUMNS:
            walk.after = column.start
            while await self._batch(column, walk):
                self._tell(what, walk.seen, max(walk.seen, of))
        return walk.found

    async def _batch(self, column: _Column, walk: _Walk) -> bool:
        """Looks at the next batch; whether there was one. What it counts is kept once the transaction is committed."""
        kind: _Kind = self._secrets if column.words is None else self._words
        rows, tally = await self._store.run(lambda unit: _looked_at(unit.session, column, walk, kind))
        if not rows:
            return False
        walk.after = column.key(rows[-1])
        walk.seen += len(rows)
        walk.found.add(tally)
        return True


def _totals(unit: SqlUnit) -> int:
    return sum(row[0] for column in COLUMNS if (row := unit.session.row(column.total)) is not None)


def _looked_at(session: Session, column: _Column, walk: _Walk, kind: _Kind) -> tuple[Sequence[Row], Tally]:
    rows, tally = column.page(session, walk.after), Tally()
    for row in rows:
        value, where = column.value(row), column.where(row)
        if kind.is_current(value, where):
            tally.current[column.name] += 1
            continue
        try:
            new = kind.renewed(value, where)
        except KeyLost:
            tally.unopened[column.name] += 1
            continue
        tally.older[column.name] += 1
        if walk.renew:
            column.replace(session, row, new)
    return rows, tally
