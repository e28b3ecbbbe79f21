"""Does what a coordinator asks for, in a process of its own, and prints how long it took and what memory it needed.

`python -m benchmarks._coordinating list|export|digest URL INSTANT`
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from benchmarks._coordinated import READER
from benchmarks._databases import SEAL
from bot.app.sentences import declared
from bot.application.coordination.export import as_csv
from bot.application.digest.weekly import WeeklyDigests
from bot.engine.journey import Stage
from bot.engine.programme import Track
from bot.infra.clock import SetClock
from bot.ports import FIRST, PairFilter, Reading
from content.load import load
from storage.database.session import Texts
from storage.database.urls import database
from storage.standings import lists
from storage.store import SqlStore, open_store

ROUNDS = 7
FILTERS = (
    PairFilter(),
    PairFilter(needing=True),
    PairFilter(stage=Stage.SCHEDULING),
    PairFilter(stage=Stage.MET),
    PairFilter(seance=5),
    PairFilter(seance=9),
    PairFilter(track=Track.NETWORKING),
    PairFilter(language="en"),
    PairFilter(asked=True),
    PairFilter(undeliverable=True),
    PairFilter(named="9999"),
    PairFilter(needing=True, stage=Stage.SCHEDULING, seance=5, language="fr"),
)
Found = dict[str, float]


async def listed(store: SqlStore, at: datetime, url: str) -> Found:
    """The first page and the fifth, each with how many there are in all, of the filter that takes longest."""
    reading, worst = Reading(at, FIRST, READER), (0.0, FILTERS[0])
    for which in FILTERS:
        took = await _slowest_page(store, reading, which)
        print(f"{took:8.1f} ms", which, file=sys.stderr)
        worst = max(worst, (took, which), key=lambda one: one[0])
    return {"ms": worst[0], "floor": _bare(url, reading, worst[1])}


async def _slowest_page(store: SqlStore, reading: Reading, which: PairFilter) -> float:
    """The median of the slower of the two, in milliseconds."""
    slowest = 0.0
    after = ""
    for page in range(5):
        took: list[float] = []
        following: str | None = None
        for _ in range(ROUNDS if page in (0, 4) else 1):
            start = time.perf_counter()
            following = await store.read(lambda unit: unit.standings.page(reading, which, after).after)  # noqa: B023
            if after or following:  # otherwise the page is all there is
                await store.read(lambda unit: unit.standings.count(reading, which))
            took.append((time.perf_counter() - start) * 1000)
        if len(took) > 1:
            slowest = max(slowest, statistics.median(took))
        if following is None:
            break
        after = following
    return slowest


def _bare(url: str, reading: Reading, which: PairFilter) -> float:
    """The same statements on the driver."""
    kind = database(url)
    shape, asked = lists.asked(reading, which)
    texts = [Texts(kind.dialect).of(statement) for statement in (lists._page(shape), lists._count(shape))]
    took = []
    with closing(kind.connect(reading=True)) as connection:
        cursor = connection.cursor()
        for _ in range(ROUNDS):
            start = time.perf_counter()
            for text, fixed in texts:
                cursor.execute(text, {**fixed, **asked, "most": 21})
                cursor.fetchall()
            took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


async def exported(store: SqlStore, at: datetime, url: str) -> Found:
    """Every pair and séance as CSV, into a file."""
    with tempfile.TemporaryFile("w", encoding="utf-8") as file:

        async def work() -> None:
            async for piece in as_csv(store, Reading(at, FIRST, READER)):
                file.write(piece)

        found = await _measured(work)
        file.flush()
        return {**found, "bytes": float(file.tell()), "floor": _bare_rows(url)}


def _bare_rows(url: str) -> float:
    """Seconds in which the driver gives the rows that are exported."""
    with closing(database(url).connect(reading=True)) as connection:
        cursor = connection.cursor()
        start = time.perf_counter()
        cursor.execute(
            "SELECT s.content, m.name, n.name FROM standing s JOIN pair p ON p.id = s.pair"
            " JOIN person m ON m.id = p.mentor JOIN person n ON n.id = p.mentee WHERE s.programme = 'first'"
        )
        while cursor.fetchone() is not None:
            pass
        return time.perf_counter() - start


async def frozen(store: SqlStore, at: datetime, _url: str) -> Found:
    """A week is frozen, and the digests owed."""
    digests = WeeklyDigests(store, load(declared()).programme, SetClock(at))

    async def work() -> None:
        await store.run(lambda unit: digests.freeze(unit, FIRST, at))

    found = await _measured(work)
    return {**found, "floor": await _bare_week(store, at)}


async def _bare_week(store: SqlStore, at: datetime) -> float:
    """Seconds in which the database counts the stages."""
    start = time.perf_counter()
    await store.read(lambda unit: unit.standings.stages(FIRST, at))
    return time.perf_counter() - start


async def _measured(work: Callable[[], Awaitable[None]]) -> Found:
    """Seconds, and what it needs at most above what an idle process has, in MB."""
    gc.collect()
    _forget_the_highest_mark()
    idle, start = _memory("VmRSS"), time.perf_counter()
    await work()
    return {"seconds": time.perf_counter() - start, "mb": _memory("VmHWM") - idle}


def _forget_the_highest_mark() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _memory(which: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) / 1024


async def _main(what: str, url: str, at: datetime) -> Found:
    store = open_store(url, seal=SEAL)
    try:
        await store.read(lambda unit: unit.standings.page(Reading(at)))
        return await {"list": listed, "export": exported, "digest": frozen}[what](store, at, url)
    finally:
        await store.close()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_main(sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3])))))
