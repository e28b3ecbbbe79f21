"""Measures what sealing adds to the CPU time of a whole `EventHandler.handle`, on each database.

Two stores in one process, alike but for the seal: one closes every word with AES-GCM-SIV, the other stores it as it is. They
take turns, a block of presses each, each of them first as often as second; what counts is the median ratio of neighbours.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import Sequence

from benchmarks._databases import KINDS, SEAL, New
from benchmarks._season import Season, mid_season
from benchmarks.figures import Figure
from bot.application.event_handler import EventHandler
from bot.infra.clock import SetClock
from bot.ports import WordSeal
from storage.store import open_store

BLOCKS, PRESSES = 24, 40


class Unsealed:
    """`bot.ports.WordSeal` that lets everybody read."""

    def close(self, words: bytes, where: str) -> bytes:
        return words

    def open(self, sealed: bytes, where: str) -> bytes:
        return sealed


def measure() -> dict[str, Figure]:
    season = mid_season()
    figures: dict[str, Figure] = {}
    for name, databases in KINDS.items():
        with databases() as new:
            sealed, plain, ratio = compared(new, season)
        figures[f"{name}_cpu_ratio"] = Figure(ratio, "ratio", 1.0)
        figures[f"{name}_cpu_us"] = Figure(sealed, "µs", plain)
    return figures


def compared(new: New, season: Season, blocks: int = BLOCKS) -> tuple[float, float, float]:
    """Returns the CPU µs of a press, sealed and not, and the median of their ratio."""
    names = [f"pair{number:04}" for number in range((blocks + 1) * PRESSES)]
    with asyncio.Runner() as runner:
        sealed, plain = (_service(runner, new(), seal, season, names) for seal in (SEAL, Unsealed()))
        taken: list[tuple[float, float]] = []
        for nth, start in enumerate(range(0, len(names), PRESSES)):
            some = names[start : start + PRESSES]
            turn = (sealed, plain) if nth % 2 else (plain, sealed)
            spent = {id(service): runner.run(_spent(service, season, some)) for service in turn}
            taken.append((spent[id(sealed)], spent[id(plain)]))
        for service in (sealed, plain):
            runner.run(service.store.close())
    del taken[0]  # warm
    ratio = statistics.median(one / other for one, other in taken)
    return *(statistics.median(side) for side in zip(*taken, strict=True)), ratio


def _service(runner: asyncio.Runner, url: str, seal: WordSeal, season: Season, names: Sequence[str]) -> EventHandler:
    store = open_store(url, seal=seal)
    service = EventHandler(store, season.content.programme, season.content.voices, SetClock(season.at))
    runner.run(store.run(lambda unit: season.enrol(unit, names)))
    return service


async def _spent(service: EventHandler, season: Season, names: Sequence[str]) -> float:
    """Returns the CPU µs of one press, of all threads of this process, in a block of one press a pair."""
    events = [season.press(name) for name in names]
    gc.collect()
    start = time.process_time()
    for event in events:
        await service.handle(event)
    return (time.process_time() - start) / len(events) * 1e6
