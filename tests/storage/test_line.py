"""Several processes write in one SQLite file: each gets its turn, however much another one has to do."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.database.sqlite import Sqlite

TURNS = 20
PATIENCE = 3.0
"""Seconds; SQLite alone waits for five."""
BETWEEN = 10
"""How often another one may write while somebody waits, on average. Without a line it is hundreds of times."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "one.db"
    file.touch()
    connection = Sqlite(file).connect()
    connection.execute("CREATE TABLE line (words TEXT)").close()
    connection.close()
    return file


def writer(file: Path) -> Callable[[], None]:
    database = Sqlite(file)
    connection = database.connect()
    cursor = connection.cursor()

    def write() -> None:
        database.begin(cursor)
        cursor.execute("INSERT INTO line VALUES (:words)", {"words": "x" * 1000})
        database.commit(cursor)

    return write


def test_one_that_writes_without_pause_leaves_nobody_out(file: Path) -> None:
    rushing, pressing = writer(file), writer(file)
    done = threading.Event()
    rushed: list[int] = []

    def rush() -> None:
        while not done.is_set():
            rushing()
            rushed.append(1)

    thread = threading.Thread(target=rush, daemon=True)
    thread.start()
    try:
        before = len(rushed)
        for _ in range(TURNS):
            pressing()
        between = len(rushed) - before
    finally:
        done.set()
        thread.join()
    assert between <= TURNS * BETWEEN


def test_a_place_that_is_not_left_holds_nobody_up_for_long(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was stopped while it stood first: what keeps transactions apart is SQLite's lock."""
    monkeypatch.setattr("storage.database.sqlite.LOCK_SECONDS", 0.01)
    stopped = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(stopped, fcntl.LOCK_EX)
        writer(file)()
    finally:
        os.close(stopped)
    rows = Sqlite(file).connect(reading=True).execute("SELECT count(*) FROM line").fetchone()
    assert rows == (1,)


def test_who_waited_in_line_does_not_wait_for_the_lock_as_well(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five seconds' patience is what a person has to wait for a refusal, however many stand there."""
    write = writer(file)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("storage.database.sqlite.LOCK_SECONDS", 0.01)
    stopped = os.open(file.parent, os.O_RDONLY)
    fcntl.flock(stopped, fcntl.LOCK_EX)
    refused: list[str] = []

    def ask() -> None:
        with pytest.raises(sqlite3.OperationalError) as refusal:
            write()
        refused.append(str(refusal.value))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(PATIENCE)
    assert refused == ["database is locked"]
    os.close(stopped)
    holder.close()
    write()


def test_a_place_is_left_when_the_file_cannot_be_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.sqlite.LOCK_SECONDS", 0.01)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        writer(file)()
    place = os.open(file.parent, os.O_RDONLY)
    fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(place)
    holder.close()
