"""PostgreSQL: several machines, several transactions at once. Not by a transaction pooler, which has no `LISTEN`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
from psycopg import errors
from sqlalchemy import URL, Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from storage.database.model import Connection
from storage.database.session import Cursor
from storage.database.trouble import DatabaseTrouble

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 30
"""What takes longer is stuck behind a lock; the transaction is undone."""
LISTEN_SECONDS = 0.2
"""How often the listening thread looks whether it should stop; and waits before it connects again."""

_CHANNEL = "together_due"
_CONFLICTS = (errors.SerializationFailure, errors.DeadlockDetected)
# The server says so and stays: too many connections, disk full, a lock or a statement that took too long.
_REFUSALS = (errors.InsufficientResources, errors.QueryCanceled, errors.LockNotAvailable)
# A standby after a failover: a new connection may reach the primary.
_STANDBY = (errors.ReadOnlySqlTransaction,)

REWRITTEN = (
    *(
        "person",
        "address",
        "pair",
        "conversation",
        "coordinator",
        "contact",
        "event",
        "once",
        "setting",
        "due",
        "card",
        "shut",
    ),
    *("pace", "local_card", "reference", "calendar", "standing"),
)
"""The tables that an erasure deletes from."""


class Postgres:
    # Read committed: what must not change meanwhile is locked (`FOR UPDATE`), and every other statement stands alone.
    begin = "BEGIN"
    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    threads = 4

    def __init__(self, url: URL) -> None:
        self._conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.name = url.render_as_string(hide_password=True)
        self.dialect: Dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped

    def connect_plainly(self) -> psycopg.Connection:
        """With the driver's transactions and no time limit, for migrations."""
        return psycopg.connect(self._conninfo, connect_timeout=CONNECT_SECONDS)

    def connect(self, *, reading: bool = False) -> psycopg.Connection:
        """What is read in `begin_reading` cannot write: it takes no connection of its own kind."""
        connection = psycopg.connect(self._conninfo, autocommit=True, connect_timeout=CONNECT_SECONDS)
        try:
            connection.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
        except BaseException:
            connection.close()
            raise
        return connection

    def announce(self, cursor: Cursor) -> None:
        cursor.execute(f"NOTIFY {_CHANNEL}")

    def commit(self, cursor: Cursor) -> None:
        cursor.execute("COMMIT")
        assert isinstance(cursor, psycopg.Cursor)
        # After an error that the work swallowed, PostgreSQL answers COMMIT with a rollback, and calls that a success.
        if cursor.statusmessage != "COMMIT":
            raise RuntimeError("a statement had failed, so the transaction was undone: let its error through")

    def rollback(self, connection: Connection) -> None:
        assert isinstance(connection, psycopg.Connection)
        if connection.info.transaction_status is not psycopg.pq.TransactionStatus.IDLE:
            connection.execute("ROLLBACK")

    def trouble(self, error: BaseException) -> DatabaseTrouble | None:
        if isinstance(error, _CONFLICTS):
            return DatabaseTrouble.CONFLICT
        if isinstance(error, _REFUSALS):
            return DatabaseTrouble.UNAVAILABLE
        if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError, *_STANDBY)):
            return DatabaseTrouble.LOST
        return None

    def scrub(self) -> str:
        """Writes the tables anew that people are in: a plain vacuum leaves what was there in the gaps of a page. The server's log
        has it until that is recycled, which only the server can do."""
        with self.connect_plainly() as connection:
            connection.autocommit = True
            for name in REWRITTEN:
                connection.execute(f'VACUUM (FULL, ANALYZE) "{name}"'.encode())
            connection.execute(b"VACUUM pg_statistic")  # the samples of before; who may not is only warned
            (position,) = connection.execute("SELECT pg_current_wal_lsn()::text").fetchone() or ("?",)
        return (
            f"The tables hold nothing of it any more. PostgreSQL's log does until it is recycled, and so do replicas and archives "
            f"that have not passed {position}. To tell: SELECT count(*) FROM pg_ls_waldir() WHERE name < "
            f"pg_walfile_name('{position}'); gives 0. (CHECKPOINT; SELECT pg_switch_wal(); hastens it.)"
        )

    def watch(self, ring: Callable[[], None], stopped: threading.Event) -> None:
        while not stopped.is_set():
            with suppress(psycopg.Error), self.connect() as connection:
                connection.execute(f"LISTEN {_CHANNEL}")
                ring()  # for whatever was announced before
                while not stopped.is_set():
                    for _ in connection.notifies(timeout=LISTEN_SECONDS, stop_after=1):
                        ring()
            stopped.wait(LISTEN_SECONDS)
