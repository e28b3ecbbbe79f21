"""What a PostgreSQL server says of itself, as far as the bot depends on it; whoever may connect may ask all of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import psycopg

from storage.database.server import lent
from storage.database.server.address import ServerAddress
from storage.database.server.postgres import Postgres
from storage.database.unavailable import unavailable

CHANNEL = "together_doctor"
HEARING_SECONDS = 2.0

_OF_ITSELF = """
    SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version'), pg_is_in_recovery(),
           current_setting('default_transaction_read_only') = 'on', current_setting('synchronous_commit'),
           coalesce(current_setting('synchronous_standby_names', true), '')
"""
_TIMEOUTS = """
    SELECT name, reset_val::bigint FROM pg_settings WHERE reset_val <> '0'
    AND name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')
"""
_RIGHTS = """
    SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
           ARRAY(SELECT tablename FROM pg_tables
                 WHERE schemaname = current_schema() AND NOT pg_has_role(tableowner, 'USAGE') ORDER BY tablename)
"""
_CONNECTIONS = """
    SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
           - coalesce(current_setting('reserved_connections', true)::int, 0)
           - (SELECT sum(numbackends)::int FROM pg_stat_database),
           (SELECT datconnlimit FROM pg_database WHERE datname = current_database())
           - (SELECT numbackends FROM pg_stat_database WHERE datname = current_database()),
           (SELECT datconnlimit >= 0 FROM pg_database WHERE datname = current_database()),
           (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user)
           - (SELECT count(*)::int FROM pg_stat_activity WHERE usename = current_user),
           (SELECT rolconnlimit >= 0 FROM pg_roles WHERE rolname = current_user)
"""


@dataclass(frozen=True, slots=True)
class ServerFacts:
    release: int
    """15, 18 …"""
    version: str
    is_standby: bool
    is_read_only: bool
    synchronous_commit: str
    standbys: str
    """Those that a commit waits for, as `synchronous_standby_names` has them."""
    timeouts: Mapping[str, int]
    """In milliseconds: what somebody has set for the server, the database or the user."""
    may_create: bool
    others: tuple[str, ...]
    """Tables of ours that belong to somebody else."""
    free: int
    """Connections that may still be opened."""
    is_pooled: bool
    heard: float | None
    """Seconds after which a `NOTIFY` was heard; None: it was not, or a pooler is in between."""


def facts_of(url: str) -> ServerFacts:
    """Raises `Unavailable`."""
    kind = Postgres(ServerAddress(url))
    try:
        with closing(kind.connect()) as connection:
            return _asked(connection)
    except psycopg.Error as error:
        if kind.trouble(error) is None:
            raise
        raise unavailable(kind, error) from error


def _asked(connection: psycopg.Connection) -> ServerFacts:
    def row(statement: str) -> tuple[Any, ...]:
        return connection.execute(statement.encode()).fetchone() or ()

    release, version, is_standby, is_read_only, synchronous_commit, standbys = row(_OF_ITSELF)
    may_create, others = row(_RIGHTS)
    of_server, of_database, database_limited, of_user, user_limited = row(_CONNECTIONS)
    free = [of_server, *[of_database] * database_limited, *[of_user] * user_limited]
    is_pooled = lent.is_lent(connection)
    return ServerFacts(
        release=release,
        version=version,
        is_standby=is_standby,
        is_read_only=is_read_only,
        synchronous_commit=synchronous_commit,
        standbys=standbys,
        timeouts=dict(connection.execute(_TIMEOUTS.encode()).fetchall()),
        may_create=may_create,
        others=tuple(others),
        free=max(0, min(free)),
        is_pooled=is_pooled,
        heard=None if is_pooled else _heard(connection),
    )


def _heard(connection: psycopg.Connection) -> float | None:
    connection.execute(f"LISTEN {CHANNEL}".encode())
    begun = perf_counter()
    connection.execute(f"NOTIFY {CHANNEL}".encode())
    for _ in connection.notifies(timeout=HEARING_SECONDS, stop_after=1):
        return perf_counter() - begun
    return None
