"""A ledger in a database of its own, which no backup of the bot's database takes along."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    NullPool,
    String,
    Table,
    create_engine,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.ports.store.ledger import Erasure, LedgerTrouble
from storage.database.instants import instant, micros
from storage.database.unavailable import said_of
from storage.database.urls import SERVERS, database

_TABLES = MetaData()
LEDGER = Table("erasure_ledger", _TABLES, Column("name", String, primary_key=True))
ERASURE = Table(
    "erasure",
    _TABLES,
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("person", String, nullable=False),
    Column("at", BigInteger, nullable=False),
)
ALIVE = Table("alive", _TABLES, Column("at", BigInteger, nullable=False))
TRIES = 20
"""How often a number is asked for that another process was faster to take."""


class TableLedger:
    """Implements `bot.ports.store.ledger.Ledger`."""

    def __init__(self, url: str) -> None:
        self._name = database(url).name
        self._engine = _engine(url)

    @property
    def name(self) -> str:
        with self._connected() as connection:
            return _name(connection)

    def add(self, person: str, at: datetime, after: int) -> Erasure:
        for _ in range(TRIES):
            try:
                with self._connected() as connection:
                    return _added(connection, person, at, after)
            except IntegrityError:
                continue
        raise LedgerTrouble(f"The ledger of erasures {self._name} is too busy: try again.")

    def since(self, epoch: int) -> Sequence[Erasure]:
        rows = select(ERASURE).where(ERASURE.c.epoch > epoch).order_by(ERASURE.c.epoch)
        with self._connected() as connection:
            return [Erasure(number, person, instant(at)) for number, person, at in connection.execute(rows)]

    def epoch(self) -> int:
        with self._connected() as connection:
            return _epoch(connection)

    def beat(self, at: datetime) -> None:
        with self._connected() as connection:
            if not connection.execute(update(ALIVE).values(at=micros(at))).rowcount:
                connection.execute(insert(ALIVE).values(at=micros(at)))

    def beaten(self) -> datetime | None:
        with self._connected() as connection:
            at = connection.scalar(select(func.max(ALIVE.c.at)))
        return None if at is None else instant(at)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                _TABLES.create_all(connection)
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            told = said_of(getattr(error, "orig", None) or error)
            raise LedgerTrouble(f"The ledger of erasures {self._name} cannot be used: {told}") from error


def _engine(url: str) -> Engine:
    """Each use has a connection of its own, and leaves nothing in it: a pooler may stand between."""
    if not url.startswith(SERVERS):
        return create_engine(url, poolclass=NullPool)
    import psycopg

    from storage.database.server.address import ServerAddress

    connected = partial(psycopg.connect, ServerAddress(url).conninfo, prepare_threshold=None)
    return create_engine("postgresql+psycopg://", creator=connected, poolclass=NullPool)


def _name(connection: Connection) -> str:
    known: str | None = connection.scalar(select(LEDGER.c.name))
    if known is None:
        known = secrets.token_hex(8)
        connection.execute(insert(LEDGER).values(name=known))
    return known


def _epoch(connection: Connection) -> int:
    return connection.scalar(select(func.max(ERASURE.c.epoch))) or 0


def _added(connection: Connection, person: str, at: datetime, after: int) -> Erasure:
    again = select(ERASURE).where(ERASURE.c.epoch > after, ERASURE.c.person == person)
    known = connection.execute(again.order_by(ERASURE.c.epoch).limit(1)).first()
    if known is not None:
        return Erasure(known.epoch, known.person, instant(known.at))
    one = Erasure(_epoch(connection) + 1, person, at)
    connection.execute(insert(ERASURE).values(epoch=one.epoch, person=person, at=micros(at)))
    return one
