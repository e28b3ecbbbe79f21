"""The store: runs each transaction on a thread of its own, and recovers from whatever the database does meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TypeVar

from bot.engine.programme import USUAL, Timing
from bot.ports import Unavailable, WordSeal
from bot.ports.store.ledger import Ledger
from storage.database import sqlite
from storage.database.model import Connection, Database
from storage.database.notifier import Notifier
from storage.database.session import Session, Texts
from storage.database.sqlite import Sqlite
from storage.database.trouble import Conflict, DatabaseTrouble
from storage.database.urls import database
from storage.ledger.choice import ledger_beside
from storage.outbox.claims import Turns
from storage.outbox.pace import NO_LIMITS, Pace
from storage.unit import SqlUnit

T = TypeVar("T")

READERS = 2
"""How many transactions read at once beside those that write."""
TRIES = 8
"""How often a transaction is run again because another one was in its way."""


class SqlStore:
    """`bot.ports.Store` on SQLite or PostgreSQL. Each thread keeps one connection, and opens another when it breaks."""

    def __init__(
        self,
        database: Database,
        pace: Pace,
        seal: WordSeal,
        ledger: Ledger | None = None,
        *,
        timing: Timing = USUAL,
    ) -> None:
        self._database = database
        self._timing = timing
        self._ledger = ledger
        self._pace = pace
        self._seal = seal
        self._texts = Texts(database.dialect)
        self._turns = Turns()
        self._threads = ThreadPoolExecutor(database.threads, thread_name_prefix="store")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reads")
        self._own = threading.local()
        self._connections: set[Connection] = set()
        self._notifier = Notifier()
        self._watcher: threading.Thread | None = None
        self._stopped = threading.Event()

    async def run(self, work: Callable[[SqlUnit], T]) -> T:
        """Raises `Unavailable`; if the connection broke during the commit itself, it may have been stored all the same.

        An iterator such as `journeys.all` is used up inside `work`.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work)

    async def read(self, work: Callable[[SqlUnit], T]) -> T:
        """On threads and connections of their own, on which nothing can be written. Raises `Unavailable`."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, partial(self._run, work, reading=True))

    async def wait(self, seconds: float) -> None:
        """Returns as soon as due work may have appeared, after `seconds` at the latest. One loop a store waits.

        News of this process comes at once. Other processes' is noticed within 25 ms on SQLite (the file's version is
        looked at), and comes by `NOTIFY` on PostgreSQL.
        """
        if self._watcher is None:
            self._watcher = threading.Thread(
                target=self._database.watch,
                args=(self._notifier.notify, self._stopped),
                name="store-watch",
                daemon=True,
            )
            self._watcher.start()
        await self._notifier.wait(seconds)

    async def scrub(self) -> str:
        """Takes what was deleted out of the database's files, as far as that is ours; what remains to be seen to, or nothing.

        Raises `Unavailable`.
        """
        return await asyncio.to_thread(self._scrub)

    def _scrub(self) -> str:
        try:
            return self._database.scrub()
        except BaseException as error:
            if self._database.trouble(error) is None:
                raise
            raise Unavailable(f"{self._database.name}: {error}") from error

    def forget_copies(self, before: datetime) -> int:
        """Deletes what upgrades and restores put beside a SQLite file before then; how many files."""
        return sqlite.forget_copies(self._database.file, before) if isinstance(self._database, Sqlite) else 0

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._stopped.set()
        self._threads.shutdown()
        self._readers.shutdown()
        if self._watcher is not None:
            self._watcher.join()
        while self._connections:
            self._connections.pop().close()

    def _run(self, work: Callable[[SqlUnit], T], *, reading: bool = False) -> T:
        """One transaction, on one of the store's threads; run again after a conflict, or when an idle connection broke."""
        for attempt in range(TRIES):
            fresh = getattr(self._own, "connection", None) is None
            committing = False
            try:
                cursor = self._connection(reading).cursor()
                session = Session(cursor, self._texts)
                cursor.execute(self._database.begin_reading if reading else self._database.begin)
                result = work(self._unit(session))
                if session.stirred:
                    self._database.announce(cursor)
                committing = True
                self._database.commit(cursor)
            except BaseException as error:
                trouble = DatabaseTrouble.CONFLICT if isinstance(error, Conflict) else self._database.trouble(error)
                self._undo(broken=trouble is DatabaseTrouble.LOST)
                if trouble is None:
                    raise
                again = trouble is DatabaseTrouble.CONFLICT or (
                    trouble is DatabaseTrouble.LOST and not fresh and not committing
                )
                if not again or attempt + 1 == TRIES:
                    raise Unavailable(f"{self._database.name}: {error}") from error
            else:
                if session.stirred:
                    self._notifier.notify()
                return result
        raise AssertionError("the last try returns or raises")

    def _unit(self, session: Session) -> SqlUnit:
        return SqlUnit(session, self._pace, self._turns, self._seal, self._ledger, timing=self._timing)

    def _connection(self, reading: bool) -> Connection:
        connection: Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._database.connect(reading=reading)
            self._connections.add(connection)
        return connection

    def _undo(self, *, broken: bool) -> None:
        """Rolls back; a connection that cannot is given up."""
        connection: Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            return
        try:
            self._database.rollback(connection)
        except Exception:
            broken = True
        if broken:
            self._own.connection = None
            self._connections.discard(connection)
            connection.close()


def open_store(
    url: str, *, seal: WordSeal, pace: Pace = NO_LIMITS, ledger: Ledger | None = None, timing: Timing = USUAL
) -> SqlStore:
    """`sqlite:///var/together.db`, or `postgresql://user@host/name`. Its schema must be there: see `storage.database.schema`.

    `timing`: by which is told where pairs stand. Connects at the first transaction. Without a `ledger`, SQLite has one beside
    its file. Raises `ValueError` for a URL of another kind.
    """
    return SqlStore(database(url), pace, seal, ledger or ledger_beside(url), timing=timing)
