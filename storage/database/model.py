"""What a store needs of a database; `storage.database.sqlite` and `storage.database.server.postgres` are the two there are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from sqlalchemy import Dialect

from storage.database.session import Cursor
from storage.database.trouble import DatabaseTrouble


class Connection(Protocol):
    """In autocommit mode: transactions begin and end by statement."""

    def cursor(self) -> Cursor: ...
    def close(self) -> None: ...


class Database(Protocol):
    name: str
    """For messages: the file, or the server and database, without a password."""
    dialect: Dialect
    threads: int
    """How many transactions run at once."""

    def connect(self, *, reading: bool = False) -> Connection:
        """`reading`: nothing can be written by it. Raises the driver's own error."""
        ...

    def begin(self, cursor: Cursor, *, reading: bool = False) -> None:
        """`reading`: nothing can be written in it, and nobody waits for it; what it reads is of one instant."""
        ...

    def commit(self, cursor: Cursor, *, announcing: bool = False) -> None:
        """Raises if the transaction was not committed, whatever the reason.

        `announcing`: tells other processes, once it is, that due work may have appeared.
        """
        ...

    def rollback(self, connection: Connection) -> None:
        """Ends the transaction, if there is one; raises the driver's error if that cannot be."""
        ...

    def trouble(self, error: BaseException) -> DatabaseTrouble | None:
        """What the driver's error means; None for a bug."""
        ...

    def free(self) -> int | None:
        """Bytes that are left on the disk of the database; None where that is another machine's. Raises `OSError`."""
        ...

    def why(self, error: BaseException) -> str:
        """What keeps the database from its work, for the log: words of ours, never the driver's."""
        ...

    def scrub(self) -> str:
        """Leaves nothing of what was deleted in the files; what an operator has to wait for or do, or nothing."""
        ...

    def watch(self, ring: Callable[[], None], stopped: threading.Event) -> None:
        """Rings for every announcement of any process until stopped; runs on a thread of its own."""
        ...
