"""Measures what very many pairs cost: 100,000 in the middle of their season, beside 1,000, on each database.

1. An import of so many: its seconds, the memory that it needs above an idle process, and how often it says how far it is.
2. A press, a look for something to do that finds nothing, and a page of the list with its count: with so many pairs and with
   1,000, in turns. The floor is what it costs with 1,000.
3. What is kept of a pair that was played through its season, for each byte of it what the large database has for one of its own.

`load` beside the number of cores says whether something else was at work: then seconds are too many, and ratios still hold.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from benchmarks._coordinated import READER
from benchmarks._databases import KINDS, SEAL
from benchmarks._processes import ROOT
from benchmarks._scaled import few, filled, kept_of_a_season, stored, weight
from benchmarks._season import Season, mid_season
from benchmarks.figures import Figure
from bot.application.event_handler import EventHandler
from bot.infra.clock import SetClock
from bot.ports import FIRST, Reading, UnitOfWork
from storage.store import SqlStore, open_store

PAIRS, FEW = int(os.environ.get("PAIRS", "100000")), int(os.environ.get("FEW", "1000"))
TURNS = 20
AT_MOST = 1.2
IMPORT_S, IMPORT_MB = 60, 300
LEASE = timedelta(minutes=1)


@dataclass
class House:
    """A database with pairs in it, and what is done there."""

    store: SqlStore
    season: Season
    pairs: Sequence[str]
    """Those that can press."""
    pressed: int = 0

    async def press(self) -> None:
        clock = SetClock(self.season.at)
        service = EventHandler(self.store, self.season.content.programme, self.season.content.voices, clock)
        await service.handle(self.season.press(self.pairs[self.pressed]))
        self.pressed += 1

    async def poll(self) -> None:
        await self.store.run(self._look)

    def _look(self, unit: UnitOfWork) -> None:
        at = self.season.at - timedelta(days=1)  # nothing that a press has left is due then
        assert not unit.outbox.claim_wakes(at, TURNS, "bench", LEASE)
        assert not unit.outbox.claim(at, TURNS, "bench", LEASE)

    async def page(self) -> None:
        reading = Reading(self.season.at, FIRST, READER)
        await self.store.read(lambda unit: (unit.standings.page(reading), unit.standings.count(reading)))


def measure(kinds: Sequence[str] = tuple(KINDS)) -> dict[str, Figure]:
    cores = os.cpu_count() or 1
    figures = {"load": Figure(os.getloadavg()[0], "processes", cores)}
    season, kept = mid_season(), kept_of_a_season()
    for name in kinds:
        with KINDS[name]() as new:
            found = _imported(new())
            figures[f"{name}_import_s"] = Figure(found["seconds"], "s", IMPORT_S)
            figures[f"{name}_import_cpu_s"] = Figure(found["cpu"], "s")
            figures[f"{name}_import_mb"] = Figure(found["mb"], "MB", IMPORT_MB)
            figures[f"{name}_import_says"] = Figure(found["said"], "lines")
            urls = new(), new()
            for url, pairs in zip(urls, (PAIRS, FEW), strict=True):
                filled(url, season, pairs)
            figures |= asyncio.run(_beside(name, urls, season))
            growth = stored(urls[0]) / weight(urls[0])
            figures[f"{name}_kb_per_pair_year"] = Figure(kept * growth / 1024, "kB")
    return figures


def _imported(url: str) -> dict[str, float]:
    words = [sys.executable, "-m", "benchmarks._importing", url, str(PAIRS)]
    told = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


async def _beside(name: str, urls: tuple[str, str], season: Season) -> dict[str, Figure]:
    """What is done in the large house and in the small one, in turns."""
    houses = [House(open_store(url, seal=SEAL), season, few(url, 2 * TURNS)) for url in urls]
    figures: dict[str, Figure] = {}
    ways: dict[str, Callable[[House], Awaitable[None]]] = {"poll": House.poll, "page": House.page, "press": House.press}
    for what, work in ways.items():
        took = [[await _milliseconds(work, house) for house in houses] for _ in range(2 * TURNS)][TURNS:]
        large, small = (statistics.median(one) for one in zip(*took, strict=True))
        figures[f"{name}_{what}_ms"] = Figure(large, "ms", small)
        figures[f"{name}_{what}_ratio"] = Figure(large / small, "ratio", AT_MOST)
    for house in houses:
        await house.store.close()
    return figures


async def _milliseconds(work: Callable[[House], Awaitable[None]], house: House) -> float:
    start = time.perf_counter()
    await work(house)
    return 1000 * (time.perf_counter() - start)
