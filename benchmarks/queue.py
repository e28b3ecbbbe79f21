"""Measures what a million things that are due tomorrow cost whoever looks for something to do today."""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from benchmarks._databases import KINDS, SEAL, settings_for
from benchmarks._processes import Process, until
from benchmarks._season import mid_season
from benchmarks.figures import Figure, seconds
from bot.engine.effects import Post
from bot.engine.messages import Message, text
from bot.engine.people import Place
from bot.engine.step import step
from bot.infra.codec import encode
from bot.ports import Lane, OutboxMessage, UnitOfWork
from storage.database.urls import database
from storage.store import SqlStore, open_store

FUTURE = 1_000_000
"""Rows: a tenth of them wake-ups, the others posts of four workspaces."""
POLLS, ROUNDS = 40, 11
BATCH, BATCHES = 20, 60
TICKS = 5
"""Seconds that a worker is watched; it looks once a second."""
NOW = datetime(2090, 1, 2, 9, tzinfo=UTC)
LEASE = timedelta(minutes=1)

_NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows}) "
    "{into} SELECT {columns} FROM numbers",
    "postgresql": "{into} SELECT {columns} FROM generate_series(1, {rows}) AS numbers(n)",
}
_INTO = "INSERT INTO due (kind, pair, due_at, ready_at{more})"
_POST = ", lane, scope, key, place, message, languages, zones, seance, refresh, unprompted, attempts, doubtful"


def measure() -> dict[str, Figure]:
    message = _message()
    figures: dict[str, Figure] = {}
    for name, databases in KINDS.items():
        with databases() as new:
            full, empty = new(), new()
            _fill(name, full)
            with_rows, without = _polls(full, empty)
            figures[f"empty_poll_ratio_{name}"] = Figure(with_rows / without, "ratio", 1.2)
            figures[f"empty_poll_ms_{name}"] = Figure(1000 * with_rows, "ms", 1000 * without)
            figures[f"tick_kb_{name}"] = Figure(_memory(full), "kB", _memory(empty))
            if name == "sqlite":
                figures["claims_per_s_sqlite"] = Figure(_claims(new(), message), "1/s", 4000)
                figures["worker_rss_mb"] = Figure(_resident(full), "MB", 150)
    return figures


def _message() -> Message:
    """Returns the largest message that the press owes: a card as pairs get it."""
    season = mid_season()
    outcome = step(season.content.programme, season.pair("p"), season.press("p"))
    return max((e.message for e in outcome.effects if isinstance(e, Post)), key=lambda one: len(encode(one)))


def _fill(name: str, url: str) -> None:
    """Fills the table with rows as the store writes them, each with a message of one sentence."""
    later = f"{round((NOW + timedelta(days=1)).timestamp())}000000 + n"
    sentence = encode(Message((text("reminder", when=NOW),)))
    wakes = {"more": "", "columns": f"'wake', 'w' || n, {later}, {later}", "rows": FUTURE // 10}
    columns = (
        f"'post', 'p' || (n % 5000), {later}, {later}, 'local/w' || (n % 4) || '/pair:p' || (n % 5000), "
        f"'local/w' || (n % 4), 'k' || n, 'pair', '{sentence}', '[\"fr\"]', '[\"Europe/Paris\"]', "
        "2, false, false, 0, false"
    )
    posts = {"more": _POST, "columns": columns, "rows": FUTURE - FUTURE // 10}
    for part in (wakes, posts):
        statement = _NUMBERS[name].format(into=_INTO.format(**part), **part)
        if name == "sqlite":
            with closing(sqlite3.connect(database(url).name)) as lite:
                lite.execute(statement)
                lite.commit()
        else:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(statement.encode())
                connection.execute("VACUUM ANALYZE due")


def _polls(full: str, empty: str) -> tuple[float, float]:
    """Returns the seconds for one look, with the rows and without, in turns."""
    stores = [open_store(full, seal=SEAL), open_store(empty, seal=SEAL)]
    times: list[list[float]] = [[], []]
    with asyncio.Runner() as runner:
        for _ in range(ROUNDS):
            for store, mine in zip(stores, times, strict=True):
                mine.append(seconds(lambda store=store: runner.run(_looks(store))) / POLLS)  # type: ignore[misc]
        for store in stores:
            runner.run(store.close())
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


async def _looks(store: SqlStore) -> None:
    for _ in range(POLLS):
        await store.run(_look)


def _look(unit: UnitOfWork) -> None:
    assert not unit.outbox.claim_wakes(NOW, BATCH, "bench", LEASE)
    assert not unit.outbox.claim(NOW, BATCH, "bench", LEASE)


def _memory(url: str) -> float:
    """Returns the most that one look holds at once, in kB."""
    store = open_store(url, seal=SEAL)
    with asyncio.Runner() as runner:
        runner.run(_looks(store))  # warm
        tracemalloc.start()
        runner.run(_looks(store))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        runner.run(store.close())
    return peak / 1024


def _claims(url: str, message: Message) -> float:
    """Returns the posts a second that are claimed and acknowledged, in batches of two transactions."""
    store = open_store(url, seal=SEAL)
    rates = []
    with asyncio.Runner() as runner:
        for _ in range(ROUNDS):
            posts = [_owed(f"p{number}", message) for number in range(BATCH * BATCHES)]
            runner.run(store.run(lambda unit, posts=posts: unit.outbox.enqueue(posts)))  # type: ignore[misc]
            start = time.perf_counter()
            done = runner.run(_delivered(store))
            rates.append(done / (time.perf_counter() - start))
            assert done == len(posts)
        runner.run(store.close())
    return statistics.median(rates[1:])


def _owed(pair: str, message: Message) -> OutboxMessage:
    lane = Lane("local", "w", f"pair:{pair}")
    return OutboxMessage(pair, "s5.agenda", Place.PAIR, lane, message, ("fr",), ("Europe/Paris",), seance=5)


async def _delivered(store: SqlStore) -> int:
    """Delivers until there is nothing more, and returns how many that was."""

    def acknowledge(unit: UnitOfWork, posts: Sequence[OutboxMessage]) -> int:
        return sum(unit.outbox.delivered(post, "bench", f"of {post.lane}", f"card {post.id}") for post in posts)

    total = 0
    while posts := await store.run(lambda unit: unit.outbox.claim(NOW, BATCH, "bench", LEASE)):
        total += await store.run(lambda unit, posts=posts: acknowledge(unit, posts))  # type: ignore[misc]
    return total


def _resident(url: str) -> float:
    """Returns the worker's memory after some ticks, in MB."""
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        worker = Process(["bot", "worker"], settings_for(url), Path(folder) / "worker.log")
        try:
            until(lambda: worker.says("working as"), "the worker works")
            time.sleep(TICKS)
            return worker.resident()
        finally:
            worker.end()
