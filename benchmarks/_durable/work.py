"""What an event is: its id is noted, 4 KB of state change, and two messages are owed. Nothing here needs more than psycopg."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import shake_128

import psycopg

MESSAGES = 2
"""Owed by each event."""
SIZE = 4096

Run = Callable[[], int]
"""Plays every event, then delivers what is owed; how many messages that were."""


def content(number: int) -> str:
    """What an event leaves behind: as many characters as a journey has, and other ones each time."""
    return shake_128(str(number).encode()).hexdigest(SIZE // 2)


def message(number: int, nth: int) -> str:
    return f"{nth} of {number}: {content(number)[:500]}"


def connected(url: str) -> psycopg.Connection:
    """A connection to a database with the tables that `note` writes."""
    connection = psycopg.connect(url)
    connection.execute("CREATE TABLE noted (id text PRIMARY KEY)")
    connection.execute("CREATE TABLE state (id text PRIMARY KEY, content text)")
    connection.commit()
    return connection


def note(connection: psycopg.Connection, number: int) -> None:
    """In one transaction, unless the same event was noted before."""
    with connection.transaction():
        if connection.execute("INSERT INTO noted VALUES (%s) ON CONFLICT DO NOTHING", (f"event{number}",)).rowcount:
            connection.execute(
                "INSERT INTO state VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET content = excluded.content",
                (f"pair{number}", content(number)),
            )
