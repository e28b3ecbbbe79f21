"""Measures from the commit of an event to the channel's call by another process: what people wait for after a press."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks._databases import KINDS, SEAL, settings_for
from benchmarks._processes import Process, until
from benchmarks._season import Season, mid_season
from benchmarks.figures import Figure
from bot.application.event_handler import EventHandler
from bot.infra.clock import SetClock
from bot.ports import UnitOfWork
from storage.store import open_store

A_SECOND = 50
EVENTS = 1000
WARM = 100
"""Events at the beginning that do not count: processes open connections and prepare statements."""
WANTED = 100.0


def measure() -> dict[str, Figure]:
    season = mid_season()
    figures = {}
    for name, databases in KINDS.items():
        with databases() as new:
            waits = _waits(new(), season)
        figures[f"{name}_p50_ms"] = Figure(_quantile(waits, 0.5), "ms")
        figures[f"{name}_p99_ms"] = Figure(_quantile(waits, 0.99), "ms", WANTED)
    return figures


def _quantile(waits: Sequence[float], part: float) -> float:
    return sorted(waits)[int(part * (len(waits) - 1))]


def _waits(url: str, season: Season) -> list[float]:
    """Returns the milliseconds for the first post of each event."""
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        notes = Path(folder) / "notes"
        worker = Process(["benchmarks._worker", "noting", str(notes)], settings_for(url), Path(folder) / "worker.log")
        try:
            until(lambda: worker.says("working as"), "the worker works")
            committed = asyncio.run(_pressed(url, season))
            until(lambda: len(_called(notes)) == len(committed), "everything is delivered")
            called = _called(notes)
        finally:
            worker.end()
    return [1000 * (called[name] - at) for name, at in list(committed.items())[WARM:]]


async def _pressed(url: str, season: Season) -> dict[str, float]:
    """Returns when each pair's press was about to be committed; the commit itself is part of the wait."""
    names = [f"pair{number:04}" for number in range(WARM + EVENTS)]
    store = open_store(url, seal=SEAL)
    service = EventHandler(store, season.content.programme, season.content.voices, SetClock(season.at))
    await store.run(lambda unit: season.enrol(unit, names))
    committed: dict[str, float] = {}

    async def press(name: str) -> None:
        def work(unit: UnitOfWork) -> float:
            service.answers(unit, season.press(name))
            return time.monotonic()

        committed[name] = await store.run(work)

    start = time.monotonic()
    async with asyncio.TaskGroup() as presses:
        for number, name in enumerate(names):
            await asyncio.sleep(start + number / A_SECOND - time.monotonic())
            presses.create_task(press(name))
    await store.close()
    return committed


def _called(notes: Path) -> dict[str, float]:
    """Returns the first call for each pair."""
    called: dict[str, float] = {}
    for line in notes.read_text().splitlines() if notes.exists() else ():
        pair, _, at = line.split()
        called.setdefault(pair, float(at))
    return called
