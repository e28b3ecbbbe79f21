"""The store: runs each transaction on a thread of its own, and recovers from whatever the database does meanwhile."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import perf_counter
from typing import TypeVar

from bot.engine.programme import USUAL, Timing
from bot.infra import metrics
from bot.ports import WordSeal
from bot.ports.store.ledger import Ledger
from storage.database import sqlite
from storage.database.model import Connection, Database
from storage.database.notifier import Notifier
from storage.database.session import Session, Texts
from storage.database.sqlite import Sqlite
from storage.database.trouble import Conflict, DatabaseTrouble
from storage.database.unavailable import unavailable
from storage.database.urls import database
from storage.ledger.choice import ledger_beside
from storage.outbox.claims import Turns
from storage.outbox.pace import NO_LIMITS, Pace
from storage.unit import SqlUnit

log = logging.getLogger(__name__)

T = TypeVar("T")

READERS = 2
"""How many transactions read at once beside those that write."""
TOOK = {reading: metrics.TRANSACTION.labels("read" if reading else "write") for reading in (False, True)}
TRIES = 8
"""How often a transaction is run again because another one was in its way."""


class Outage:
    """Says once that the database is away, and once that it is back: a store has many callers, and each meets it.

    Reading and writing are away apart: a locked file can be read.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._since: dict[bool, float] = {}

    def met(self, reading: bool, why: str) -> None:
        if not self._since:
            log.warning("the database is away: %s: %s. What needs it waits and tries again", self._name, why)
        self._since.setdefault(reading, time.monotonic())

    def over(self, reading: bool) -> None:
        since = self._since.pop(reading, None) if self._since else None
        if since is not None and not self._since:
            log.warning("the database is back: %s, after %.0f s", self._name, time.monotonic() - since)


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
        self._outage = Outage(database.name)

    async def run(self, work: Callable[[SqlUnit], T]) -> T:
        """Raises `Unavailable`; if the connection broke during the commit itself, it may have been stored all the same.

        An iterator such as `journeys.all` is used up inside `work`.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work)

    async def read(self, work: Callable[[SqlUnit], T]) -> T:
        """On threads and connections of their own, on which nothing can be written. Raises `Unavailable`."""
        result, later = await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)
        if later:
            await self.run(lambda unit: [write(unit.session) for write in later])
        return result

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
            raise unavailable(self._database, error) from error

    def free(self) -> int | None:
        """Bytes that are left on the disk of the database; None where that is another machine's, or cannot be told."""
        try:
            return self._database.free()
        except OSError:
            return None

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

    def _read(self, work: Callable[[SqlUnit], T]) -> tuple[T, Sequence[Callable[[Session], object]]]:
        """What was read, and what is to be written of that."""
        return self._run(lambda unit: (work(unit), unit.session.later), reading=True)

    def _run(self, work: Callable[[SqlUnit], T], *, reading: bool = False) -> T:
        """One transaction, on one of the store's threads; run again after a conflict, or when an idle connection broke."""
        for attempt in range(TRIES):
            fresh = getattr(self._own, "connection", None) is None
            committing = False
            begun = perf_counter()
            try:
                cursor = self._connection(reading).cursor()
                session = Session(cursor, self._texts, reading=reading)
                self._database.begin(cursor, reading=reading)
                result = work(self._unit(session))
                committing = True
                self._database.commit(cursor, announcing=session.stirred)
            except BaseException as error:
                trouble = DatabaseTrouble.CONFLICT if isinstance(error, Conflict) else self._database.trouble(error)
                self._undo(broken=trouble is DatabaseTrouble.LOST)
                if trouble is None:
                    raise
                metrics.TRANSACTION_TROUBLES.labels(trouble.value).inc()
                again = trouble is DatabaseTrouble.CONFLICT or (
                    trouble is DatabaseTrouble.LOST and not fresh and not committing
                )
                if not again or attempt + 1 == TRIES:
                    self._outage.met(reading, self._database.why(error))
                    raise unavailable(self._database, error) from error
            else:
                self._outage.over(reading)
                if session.stirred:
                    self._notifier.notify()
                return result
            finally:
                TOOK[reading].observe(perf_counter() - begun)
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
