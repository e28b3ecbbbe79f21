"""PostgreSQL: several machines, several transactions at once; directly, or by a pooler that lends a session for a transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
from psycopg import errors
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from bot.ports import Unavailable
from storage.database.model import Connection
from storage.database.server import lent, waking
from storage.database.server.address import ServerAddress
from storage.database.session import Cursor
from storage.database.trouble import DatabaseTrouble

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 30
"""What takes longer is stuck behind a lock; the transaction is undone. It cuts off no commit that waits for a standby."""
_LIMIT = f"statement_timeout = '{STATEMENT_SECONDS}s'"
_BEGIN = {False: "BEGIN", True: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
_CONFLICTS = (errors.SerializationFailure, errors.DeadlockDetected)
# The server says so and stays: too many connections, a lock or a statement that took too long.
_REFUSALS = (errors.InsufficientResources, errors.QueryCanceled, errors.LockNotAvailable)
# A standby after a failover: a new connection may reach the primary.
_STANDBY = (errors.ReadOnlySqlTransaction,)
# What was prepared is not there, or is somebody else's: the session is another one than before.
_LENT = (errors.InvalidSqlStatementName, errors.DuplicatePreparedStatement)
_WHY = (
    (errors.DiskFull, "the server's disk is full"),
    (errors.TooManyConnections, "the server has too many connections"),
    (errors.InsufficientResources, "the server is short of something"),
    ((errors.QueryCanceled, errors.LockNotAvailable), "a statement took too long"),
    (errors.ReadOnlySqlTransaction, "the server is a standby, which cannot be written"),
    ((errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow), "the server stops or starts"),
    (_CONFLICTS, "transactions were in one another's way, again and again"),
)

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
    threads = 4

    def __init__(self, address: ServerAddress) -> None:
        self._conninfo = address.conninfo
        self._lent = False
        """Whether a pooler is in between that greets as the server would, and was noticed later."""
        self.name = address.name
        self.dialect: Dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped

    def connect_plainly(self) -> psycopg.Connection:
        """With the driver's transactions and no time limit, for migrations. Raises `Unavailable` if no name could be kept there."""
        connection = self._connected("statement_timeout = 0")
        if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
            connection.close()
            raise Unavailable(
                f"{self.name} keeps text as {encoding}, and names and sentences need UTF8: "
                "make it with `createdb --encoding=UTF8 --template=template0 NAME`."
            )
        connection.autocommit = False
        return connection

    def connect(self, *, reading: bool = False) -> psycopg.Connection:
        """What is read cannot write: it takes no connection of its own kind."""
        return self._connected(_LIMIT)

    def _connected(self, limit: str) -> psycopg.Connection:
        """The limit holds for the connection, unless it has no session of its own: then `begin` says it each time."""
        connection = psycopg.connect(self._conninfo, autocommit=True, connect_timeout=CONNECT_SECONDS)
        try:
            lent.mark(connection, certain=self._lent)
            if not lent.is_lent(connection):
                connection.execute(f"SET {limit}".encode())
        except BaseException:
            connection.close()
            raise
        return connection

    def begin(self, cursor: Cursor, *, reading: bool = False) -> None:
        """Read committed: what must not change meanwhile is locked (`FOR UPDATE`), and every other statement stands alone."""
        assert isinstance(cursor, psycopg.Cursor)
        if lent.is_lent(cursor.connection):
            cursor.execute(f"{_BEGIN[reading]}; SET LOCAL {_LIMIT}".encode())
        else:
            cursor.execute(_BEGIN[reading])

    def commit(self, cursor: Cursor, *, announcing: bool = False) -> None:
        """One way to the server and back, whether it announces or not."""
        assert isinstance(cursor, psycopg.Cursor)
        cursor.execute(f"NOTIFY {waking.CHANNEL}; COMMIT".encode() if announcing else b"COMMIT")
        while cursor.nextset():
            pass
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
        if isinstance(error, errors.DiskFull):
            return DatabaseTrouble.FULL
        if isinstance(error, _REFUSALS):
            return DatabaseTrouble.UNAVAILABLE
        if isinstance(error, _LENT):
            self._lent = True
            return DatabaseTrouble.LOST
        if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError, *_STANDBY)):
            return DatabaseTrouble.LOST
        return None

    def free(self) -> int | None:
        """The server's disk is its own affair."""
        return None

    def why(self, error: BaseException) -> str:
        for kind, words in _WHY:
            if isinstance(error, kind):
                return words
        return "the server cannot be reached"

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
                hear = waking.look if lent.is_lent(connection) else waking.listen
                hear(connection, ring, stopped)
            stopped.wait(waking.LISTEN_SECONDS)
