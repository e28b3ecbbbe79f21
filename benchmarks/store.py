"""Measures a whole `EventHandler.handle` beside the same statements on the bare driver, and what more workers bring.

Both run in turns, a block each, on databases that are alike; what counts is the median ratio of two neighbours.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from benchmarks._databases import KINDS, SEAL, New, postgresql, settings_for
from benchmarks._processes import Process, until
from benchmarks._season import Season, mid_season
from benchmarks.figures import Figure
from bot.application.event_handler import EventHandler
from bot.engine.messages import Message, text
from bot.engine.people import Place
from bot.infra.clock import SetClock
from bot.ports import Lane, OutboxMessage, UnitOfWork
from storage.database.model import Connection, Database
from storage.database.session import Cursor
from storage.database.urls import database
from storage.outbox.pace import NO_LIMITS
from storage.store import SqlStore, open_store

BLOCKS, PRESSES = 20, 50
DUE = 1500
ANSWER_SECONDS = 0.25
BEGIN = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN"}
WANTED = {"sqlite": 0.45, "postgresql": 0.75}


def measure() -> dict[str, Figure]:
    season = mid_season()
    figures: dict[str, Figure] = {}
    for name, databases in KINDS.items():
        with databases() as new:
            whole, raw, ratio = _compared(new, season)
        figures[f"{name}_ratio"] = Figure(ratio, "ratio", WANTED[name])
        figures[f"{name}_per_s"] = Figure(whole, "1/s", raw)
    with postgresql() as new:
        one, four = (_worked(new(), season, workers) for workers in (1, 4))
    figures["workers_4_to_1"] = Figure(four / one, "ratio", 1.7)
    figures["four_workers_per_s"] = Figure(four, "1/s", one)
    return figures


def _compared(new: New, season: Season) -> tuple[float, float, float]:
    """Returns presses a second, by the event handler and by the driver, and the median of their ratio."""
    names = [f"pair{number:04}" for number in range((BLOCKS + 1) * PRESSES)]
    notes: list[Call] = []
    noted = _service(_Noting(database(new()), notes), season, names)
    scripts = []
    for name in names:
        notes.clear()
        asyncio.run(noted.handle(season.press(name)))
        scripts.append(list(notes))
    asyncio.run(_closed(noted))

    url = new()
    service = _service(database(url), season, names)
    bare = new()
    asyncio.run(_closed(_service(database(bare), season, names)))
    wholes, raws = [], []
    with asyncio.Runner() as runner, closing(database(bare).connect()) as connection:
        for start in range(0, len(names), PRESSES):
            own, theirs = names[start : start + PRESSES], scripts[start : start + PRESSES]
            wholes.append(PRESSES / runner.run(_handled(service, season, own)))
            raws.append(PRESSES / _replayed(connection.cursor(), theirs))
        runner.run(_closed(service))
    del wholes[0], raws[0]  # warm
    ratio = statistics.median(whole / raw for whole, raw in zip(wholes, raws, strict=True))
    return statistics.median(wholes), statistics.median(raws), ratio


def _service(database: Database, season: Season, names: Sequence[str]) -> EventHandler:
    store = SqlStore(database, NO_LIMITS, SEAL)
    service = EventHandler(store, season.content.programme, season.content.voices, SetClock(season.at))
    asyncio.run(store.run(lambda unit: season.enrol(unit, names)))
    return service


async def _closed(service: EventHandler) -> None:
    await service.store.close()


async def _handled(service: EventHandler, season: Season, names: Sequence[str]) -> float:
    """Returns the seconds for one press of each pair, one after another."""
    events = [season.press(name) for name in names]
    start = time.perf_counter()
    for event in events:
        await service.handle(event)
    return time.perf_counter() - start


# Several workers ---------------------------------------------------------------------------------------------------


def _worked(url: str, season: Season, workers: int) -> float:
    """Returns the wake-ups and posts a second of so many worker processes, with a channel as fast as platforms are.

    They start, wait, and find all of it due at once; nothing else runs meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        words, settings = ["benchmarks._worker", "slow", str(ANSWER_SECONDS)], settings_for(url)
        running = [Process(words, settings, Path(folder) / f"worker{n}.log") for n in range(workers)]
        try:
            for worker in running:
                until(lambda worker=worker: worker.says("working as"), "the worker works")  # type: ignore[misc]
            asyncio.run(_owe(url, season))
            start = time.perf_counter()
            with psycopg.connect(url, autocommit=True) as connection:
                until(lambda: _is_done(connection), "all of it is done", 300)
            return 2 * DUE / (time.perf_counter() - start)
        finally:
            for worker in running:
                worker.stop()


async def _owe(url: str, season: Season) -> None:
    """Owes a post in each pair's conversation, and a wake-up that finds nothing to say."""
    names = [f"pair{number:04}" for number in range(DUE)]
    message = Message((text("reminder", when=season.at),))

    def work(unit: UnitOfWork) -> None:
        season.enrol(unit, names)
        for name in names:
            unit.journeys.save(season.pair(name), season.at - timedelta(days=70 * 365))
        unit.outbox.enqueue(
            OutboxMessage(
                name, "s5.reminder", Place.PAIR, Lane("local", "w0", f"pair:{name}"), message, ("fr",), ("UTC",)
            )
            for name in names
        )

    store = open_store(url, seal=SEAL)
    await store.run(work)
    await store.close()


def _is_done(connection: psycopg.Connection) -> bool:
    due = "kind = 'post' OR due_at < extract(epoch FROM now()) * 1000000"
    return connection.execute(f"SELECT 1 FROM due WHERE {due} LIMIT 1".encode()).fetchone() is None


# The same on the bare driver ---------------------------------------------------------------------------------------


class Call(NamedTuple):
    """Something asked of the driver."""

    method: str
    arguments: tuple[Any, ...]


def _replayed(cursor: Cursor, scripts: Sequence[Sequence[Call]]) -> float:
    """Returns the seconds for the same calls."""
    bound = [[(getattr(cursor, method), arguments) for method, arguments in script] for script in scripts]
    start = time.perf_counter()
    for script in bound:
        for method, arguments in script:
            method(*arguments)
    return time.perf_counter() - start


class _NotingCursor:
    def __init__(self, cursor: Cursor, notes: list[Call]) -> None:
        self.own, self._notes = cursor, notes

    @property
    def rowcount(self) -> int:
        return self.own.rowcount

    def execute(self, query: Any, params: Any = (), /) -> object:
        arguments = (query, params) if params else (query,)
        self._notes.append(Call("execute", arguments))
        return self.own.execute(*arguments)

    def executemany(self, query: Any, params: Any, /) -> object:
        self._notes.append(Call("executemany", (query, params)))
        return self.own.executemany(query, params)

    def fetchone(self) -> Any:
        self._notes.append(Call("fetchone", ()))
        return self.own.fetchone()

    def fetchall(self) -> list[Any]:
        self._notes.append(Call("fetchall", ()))
        return self.own.fetchall()


class _NotingConnection:
    def __init__(self, connection: Connection, notes: list[Call]) -> None:
        self._own, self._notes = connection, notes

    def cursor(self) -> Cursor:
        return _NotingCursor(self._own.cursor(), self._notes)

    def close(self) -> None:
        self._own.close()


class _Noting:
    """A database that notes what it is asked."""

    def __init__(self, own: Database, notes: list[Call]) -> None:
        self._own, self._notes = own, notes
        self.name, self.dialect, self.threads = own.name, own.dialect, own.threads

    def connect(self, *, reading: bool = False) -> Connection:
        return _NotingConnection(self._own.connect(reading=reading), self._notes)

    def begin(self, cursor: Cursor, *, reading: bool = False) -> None:
        assert isinstance(cursor, _NotingCursor)
        self._notes.append(Call("execute", (BEGIN[self.dialect.name],)))
        self._own.begin(cursor.own, reading=reading)

    def commit(self, cursor: Cursor, *, announcing: bool = False) -> None:
        assert isinstance(cursor, _NotingCursor)
        self._notes.append(Call("execute", ("COMMIT",)))
        self._own.commit(cursor.own, announcing=announcing)

    def rollback(self, connection: Connection) -> None:
        self._own.rollback(connection)

    def trouble(self, error: BaseException) -> Any:
        return self._own.trouble(error)

    def free(self) -> int | None:
        return self._own.free()

    def why(self, error: BaseException) -> str:
        return self._own.why(error)

    def scrub(self) -> str:
        return self._own.scrub()

    def watch(self, ring: Callable[[], None], stopped: Any) -> None:
        self._own.watch(ring, stopped)
