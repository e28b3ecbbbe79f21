"""Whether a connection has a session of the server's to itself, or is lent one for each transaction."""

from __future__ import annotations

import psycopg


def mark(connection: psycopg.Connection, *, certain: bool = False) -> None:
    """Notices a pooler, such as PgBouncer: it greets with a number of its own, and another process answers.

    Nothing is left in a session then: no setting, and no prepared statement, which the next transaction would look for elsewhere.
    What a pooler in session mode would allow is given up with it.
    """
    row = connection.execute("SELECT pg_backend_pid()").fetchone()
    if certain or row != (connection.info.backend_pid,):
        connection.prepare_threshold = None


def is_lent(connection: psycopg.Connection) -> bool:
    return connection.prepare_threshold is None
