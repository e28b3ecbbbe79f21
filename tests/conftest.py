"""What tests share: real databases, made afresh for every test that asks for one."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings

from storage.database.schema import migrate
from storage.ledger.file import FileLedger
from storage.store import SqlStore, open_store
from tests.reading import read_once
from tests.seals import SEAL
from tests.storage.server import Server

settings.register_profile(
    "unshrunk",  # for `tests.mutations`, which only asks whether a test fails
    max_examples=80,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)

read_once()


def pytest_collection_finish() -> None:
    """What all the modules hold stays until the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this test run's own."""
    # Not in pytest's folder: pytest closes it to other users, and for root the server runs as one.
    with TemporaryDirectory(prefix="together-postgres-") as folder:
        server = Server(Path(folder))
        yield server
        server.stop()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Where a database may be made."""
    return f"sqlite:///{tmp_path / 'together.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest) -> str:
    """A database without a schema, of each kind."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        return url
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """A database with its schema, of each kind."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        migrate(url)
        return url
    server: Server = request.getfixturevalue("postgres")
    return server.new_database(migrated=True)


@pytest.fixture
def opened(url: str, tmp_path: Path) -> Iterator[Callable[[], SqlStore]]:
    """Opens stores on one database, as several processes would."""
    stores: list[SqlStore] = []

    def another() -> SqlStore:
        stores.append(open_store(url, seal=SEAL, ledger=FileLedger(tmp_path / "erasures")))
        return stores[-1]

    yield another
    for store in stores:
        asyncio.run(store.close())


@pytest.fixture
def store(opened: Callable[[], SqlStore]) -> SqlStore:
    return opened()
