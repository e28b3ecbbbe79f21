"""Hears of news in the database: by `LISTEN`, or by looking where a pooler stands between.

A pooler in transaction mode lends a session of the server for one transaction, so nothing can be listened to there. But every
transaction that writes changes the server's snapshot, as on SQLite it changes the version of the file: while that is the same,
nothing has been committed. Other databases of the same server change it too: then the worker looks, and finds nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import psycopg

CHANNEL = "together_due"
LISTEN_SECONDS = 0.2
"""How often the listening thread looks whether it should stop; and waits before it connects again."""
LOOK_SECONDS = 0.05
"""Between two looks at the snapshot."""


def listen(connection: psycopg.Connection, ring: Callable[[], None], stopped: threading.Event) -> None:
    """Until stopped; raises the driver's error."""
    connection.execute(f"LISTEN {CHANNEL}".encode())
    ring()  # for whatever was announced before
    while not stopped.is_set():
        for _ in connection.notifies(timeout=LISTEN_SECONDS, stop_after=1):
            ring()


def look(connection: psycopg.Connection, ring: Callable[[], None], stopped: threading.Event) -> None:
    """Until stopped; raises the driver's error."""
    seen = None
    while not stopped.wait(LOOK_SECONDS):
        found = connection.execute("SELECT pg_current_snapshot()::text").fetchone()
        if found != seen:
            ring()
        seen = found
