"""Databases of very many pairs in mid-season, and what they weigh."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import LargeBinary
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  # fills the metadata
from benchmarks._coordinated import fill
from benchmarks._reckoning import ask
from benchmarks._season import START, Season
from bot import app
from bot.engine.programme import Track
from bot.infra.clock import SetClock
from bot.play import cast, player
from bot.settings import Settings
from storage.database.instants import micros
from storage.database.urls import database

EVENTS = 10
"""Of each pair, that were heard already."""
SHARED = frozenset(
    {"alembic_version", "audit", "content", "coordinator", "counter", "frozen_week", "programme", "setting"}
)
"""Tables whose rows are of no pair."""


def filled(url: str, season: Season, pairs: int) -> None:
    """So many pairs as `fill` makes them, each with a wake-up tomorrow or later and with what it was heard to do."""
    fill(url, season, pairs)
    at, later = micros(season.at), micros(season.at + timedelta(days=1))
    numbers = f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {EVENTS})"
    for statement in (
        f"INSERT INTO due (kind, pair, due_at, ready_at) SELECT 'wake', id, {later}, {later} FROM pair WHERE NOT ended",
        f"INSERT INTO event (id, pair, at) {numbers} SELECT id || '/' || n, id, {at} FROM pair, numbers",
        "VACUUM ANALYZE" if url.startswith("postgresql") else "ANALYZE",
    ):
        _do(url, statement)


def _do(url: str, statement: str) -> None:
    with closing(database(url).connect()) as connection:
        cursor = connection.cursor()
        if url.startswith("postgresql"):
            cursor.execute("SET statement_timeout = 0")
        cursor.execute(statement)


def few(url: str, count: int) -> Sequence[str]:
    """Pairs that are on the last page of their agenda, from all over the table."""
    found = [id for (id,) in ask(url, "SELECT id FROM pair WHERE id LIKE 'played0-%' ORDER BY id")]
    assert len(found) >= count, "more pairs are needed"
    return found[:: len(found) // count][:count]


def stored(url: str) -> int:
    """Bytes of the database."""
    if url.startswith("sqlite"):
        ((pages,),), ((size,),) = ask(url, "PRAGMA page_count"), ask(url, "PRAGMA page_size")
        return int(pages * size)
    tables = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    ((size,),) = ask(url, f"{tables} WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    return int(size)


def weight(url: str, but: frozenset[str] = frozenset()) -> int:
    """Bytes of what stands in the tables, without what a database adds."""
    return sum(_weight(url, name) for name in SQLModel.metadata.tables if name not in but)


def _weight(url: str, name: str) -> int:
    columns = SQLModel.metadata.tables[name].columns
    lengths = (
        f"length({one.name})" if isinstance(one.type, LargeBinary) else f"length(CAST({one.name} AS TEXT))"
        for one in columns
    )
    ((found,),) = ask(url, f"SELECT sum({' + '.join(f'coalesce({one}, 0)' for one in lengths)}) FROM {name}")
    return int(found or 0)


def kept_of_a_season() -> int:
    """Bytes of one pair that was played from the first séance to the last."""
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        url = app.sqlite_at(Path(folder) / "season.db")
        asyncio.run(_played(Settings(database_url=url)))
        return weight(url, SHARED)


async def _played(settings: Settings) -> None:
    clock = SetClock(START)
    async with app.opened(settings, clock, migrate=True) as parts:
        language, last = parts.content.languages["fr"], parts.content.programme.last(Track.MENTORING)
        roster = cast.roster(language, Track.MENTORING).replace(f"{cast.START.date()}", f"{START.date()}")
        await app.import_pairs(parts, roster)
        pair = await parts.store.read(lambda unit: next(unit.journeys.all()).pair)
        await player.play(player.Season(Track.MENTORING, language, 1, last), parts.service, clock, pair)
