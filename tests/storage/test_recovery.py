"""What the database does to a store, and that the store gets over it."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import bindparam, select, text

from bot.ports import Reason, Unavailable
from storage.database.schema import migrate
from storage.database.sql import table
from storage.sealed import MESSAGE
from storage.store import SqlStore, open_store
from storage.tables import DueRow
from storage.unit import SqlUnit
from tests.seals import SEAL
from tests.storage.server import Server
from tests.storage.values import NOW, claim, do, enrol, keys, owed

DUE = table(DueRow)


@pytest.fixture
def on_sqlite(sqlite_url: str) -> SqlStore:
    migrate(sqlite_url)
    return open_store(sqlite_url, seal=SEAL)


@pytest.mark.postgres
def test_postgresql_goes_away_and_comes_back(postgres: Server) -> None:
    url = postgres.new_database(migrated=True)
    store = open_store(url, seal=SEAL)
    do(store, enrol(wake=NOW))
    postgres.stop()
    try:
        with pytest.raises(Unavailable) as caught:
            do(store, lambda unit: unit.outbox.enqueue([owed()]))
        assert "/test" in str(caught.value)  # which database
        assert "connection" in str(caught.value)  # and what is wrong with it
    finally:
        postgres.start()
    assert do(store, claim) == []
    do(store, lambda unit: unit.outbox.enqueue([owed()]))
    assert len(do(store, claim)) == 1
    asyncio.run(store.close())


@pytest.mark.postgres
def test_an_idle_connection_that_was_cut_is_not_noticed(postgres: Server) -> None:
    url = postgres.new_database(migrated=True)
    store = open_store(url, seal=SEAL)
    do(store, enrol())
    postgres.stop()
    postgres.start()
    assert do(store, lambda unit: unit.outbox.enqueue([owed()])) is None
    asyncio.run(store.close())


@pytest.mark.postgres
def test_a_connection_that_breaks_in_the_middle_leaves_nothing(postgres: Server) -> None:
    url = postgres.new_database(migrated=True)
    store = open_store(url, seal=SEAL)
    tries: list[int] = []

    def work(unit: SqlUnit) -> None:
        tries.append(1)
        unit.outbox.enqueue([owed()])
        unit.session.rows(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Unavailable, match=r"AdminShutdown \(57P01\)$"):
        do(store, work)
    assert len(tries) == 1  # the connection was a new one: another would be no better
    assert do(store, claim) == []
    asyncio.run(store.close())


@pytest.mark.postgres
def test_an_error_that_was_swallowed_is_no_success(postgres: Server) -> None:
    store = open_store(postgres.new_database(migrated=True), seal=SEAL)

    def work(unit: SqlUnit) -> None:
        unit.facts.put("name", "value")
        with suppress(psycopg.Error):
            unit.session.rows(text("SELECT * FROM nowhere"))

    with pytest.raises(RuntimeError, match="the transaction was undone"):
        do(store, work)
    assert do(store, lambda unit: unit.facts.get("name")) is None
    asyncio.run(store.close())


@pytest.mark.postgres
def test_a_worker_that_waits_hears_again_after_a_restart(postgres: Server) -> None:
    url = postgres.new_database(migrated=True)
    worker, other = open_store(url, seal=SEAL), open_store(url, seal=SEAL)

    async def hears() -> None:
        for _ in range(2):
            await worker.wait(0.5)
        postgres.stop()
        postgres.start()
        async with asyncio.timeout(10):
            await worker.wait(60)  # it listens again: whatever was owed meanwhile is news
            waiting = asyncio.ensure_future(worker.wait(60))
            await other.run(lambda unit: unit.outbox.enqueue([owed()]))
            await waiting
        await worker.close()
        await other.close()

    asyncio.run(hears())


@pytest.mark.postgres
def test_a_password_is_never_told() -> None:
    store = open_store("postgresql://someone:hush@localhost:1/nowhere", seal=SEAL)
    with pytest.raises(Unavailable) as caught:
        do(store, claim)
    assert "hush" not in str(caught.value)
    asyncio.run(store.close())


def test_a_full_disk_leaves_nothing_half_written(on_sqlite: SqlStore) -> None:
    do(on_sqlite, enrol(wake=NOW))
    (pages,) = do(on_sqlite, lambda unit: unit.session.row(text("PRAGMA page_count"))) or (0,)
    do(on_sqlite, lambda unit: unit.session.row(text(f"PRAGMA max_page_count = {pages + 2}")))

    def work(unit: SqlUnit) -> None:
        unit.seen.mark("e1", "p1", NOW)
        unit.outbox.enqueue([owed(f"k{number}", f"dm:{number}") for number in range(500)])

    with pytest.raises(Unavailable, match="full"):
        do(on_sqlite, work)
    assert do(on_sqlite, claim) == []
    do(on_sqlite, lambda unit: unit.session.row(text("PRAGMA max_page_count = 1000000")))
    do(on_sqlite, work)
    assert len(do(on_sqlite, lambda unit: claim(unit, limit=1000))) == 500
    asyncio.run(on_sqlite.close())


def test_a_locked_file_is_unavailable_until_it_is_free(
    on_sqlite: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.sqlite.LOCK_SECONDS", 0.01)
    other = sqlite3.connect(tmp_path / "together.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        do(on_sqlite, lambda unit: unit.outbox.enqueue([owed()]))
    other.execute("ROLLBACK")
    other.close()
    do(on_sqlite, lambda unit: unit.outbox.enqueue([owed()]))
    assert len(do(on_sqlite, claim)) == 1
    asyncio.run(on_sqlite.close())


def test_that_the_database_is_away_is_said_once_and_that_it_is_back(
    on_sqlite: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("storage.database.sqlite.LOCK_SECONDS", 0.01)
    with closing(sqlite3.connect(tmp_path / "together.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            with pytest.raises(Unavailable):
                do(on_sqlite, lambda unit: unit.outbox.enqueue([owed()]))
            asyncio.run(on_sqlite.read(lambda unit: unit.facts.get("it can still be read")))
        other.execute("ROLLBACK")
    for _ in range(3):
        do(on_sqlite, lambda unit: unit.outbox.enqueue([owed()]))
    away, back = (record.getMessage() for record in caplog.records)
    assert "is away" in away
    assert "another process keeps it locked" in away
    assert "is back" in back
    asyncio.run(on_sqlite.close())


@pytest.mark.postgres
def test_that_a_server_is_away_is_said_once_too(postgres: Server, caplog: pytest.LogCaptureFixture) -> None:
    store = open_store(postgres.new_database(migrated=True), seal=SEAL)
    do(store, claim)
    postgres.stop()
    try:
        for _ in range(3):
            with pytest.raises(Unavailable):
                do(store, claim)
    finally:
        postgres.start()
    do(store, claim)
    away, back = (record.getMessage() for record in caplog.records if record.name == "storage.store")
    assert "the server cannot be reached" in away
    assert "is back" in back
    asyncio.run(store.close())


def test_a_full_disk_is_called_by_its_name(on_sqlite: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    (pages,) = do(on_sqlite, lambda unit: unit.session.row(text("PRAGMA page_count"))) or (0,)
    do(on_sqlite, lambda unit: unit.session.row(text(f"PRAGMA max_page_count = {pages + 2}")))
    with pytest.raises(Unavailable):
        do(on_sqlite, lambda unit: unit.outbox.enqueue([owed(f"k{n}", f"dm:{n}") for n in range(500)]))
    (said,) = (record.getMessage() for record in caplog.records)
    assert "the disk is full" in said
    asyncio.run(on_sqlite.close())


def test_a_file_that_is_not_there_is_unavailable_and_not_made(tmp_path: Path) -> None:
    file = tmp_path / "together.db"
    store = open_store(f"sqlite:///{file}", seal=SEAL)
    with pytest.raises(Unavailable, match=r"together\.db: unable to open"):
        do(store, claim)
    assert not file.exists()
    migrate(f"sqlite:///{file}")
    assert do(store, claim) == []
    asyncio.run(store.close())


def test_a_mistake_in_the_program_is_no_trouble_of_the_database(on_sqlite: SqlStore) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        do(on_sqlite, lambda unit: unit.session.rows(text("SELECT * FROM nowhere")))
    assert do(on_sqlite, claim) == []
    asyncio.run(on_sqlite.close())


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/together"])
def test_only_files_and_postgresql(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:///"):
        open_store(url, seal=SEAL)


@pytest.mark.parametrize("damage", ["{", '{"parts": [{"kind": "song"}]}', '{"parts": [{"kind": "text"}]}'])
def test_a_message_that_cannot_be_read_holds_nobody_up(store: SqlStore, damage: str) -> None:
    def damaged(unit: SqlUnit) -> None:
        unit.outbox.enqueue([owed("damaged"), owed("next"), owed("elsewhere", "dm:ama")])
        (first, *_) = unit.session.rows(select(DUE.c.id, DUE.c.pair, DUE.c.key, DUE.c.lane).order_by(DUE.c.id))
        unit.session.do(
            DUE.update().where(DUE.c.id == bindparam("post")).values(message=bindparam("text")),
            post=first[0],
            text=SEAL.close(damage.encode(), MESSAGE.where(*first[1:])),
        )

    do(store, damaged)
    assert sorted(keys(do(store, claim))) == ["elsewhere", "next"]
    (dead,) = do(store, lambda unit: unit.dead_letters.all())
    assert dead.key == "damaged"
    assert dead.reason is Reason.FAULTY
    assert dead.detail.startswith("what is stored of it cannot be read: ")
