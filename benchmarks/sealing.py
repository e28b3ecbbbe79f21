"""Measures what sealing adds to the CPU time of a whole `EventHandler.handle`, on each database.

Two stores in one process, alike but for the seal: one closes every word with AES-GCM-SIV, the other stores it as it is. They
take turns by a few presses, in an order that a machine which grows slower favours neither; what counts is the median ratio.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks._databases import KINDS, SEAL, New
from benchmarks._season import Season, mid_season
from benchmarks.figures import Figure
from bot.application.event_handler import EventHandler
from bot.infra.clock import SetClock
from bot.ports import WordSeal
from storage.store import open_store

ROUNDS, PRESSES = 60, 4
"""A round is four turns, so many presses each: sealed, plain, plain, sealed."""
WARM = 5
"""Rounds that do not count."""


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


def compared(new: New, season: Season, rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Returns the CPU µs of a press, sealed and not, and the median of their ratio."""
    names = [f"pair{number:04}" for number in range((rounds + WARM) * 2 * PRESSES)]
    with asyncio.Runner() as runner:
        sealed, plain = (_service(runner, new(), seal, season, names) for seal in (SEAL, Unsealed()))
        taken: list[tuple[float, float]] = []
        for start in range(0, len(names), 2 * PRESSES):
            middle = start + PRESSES
            pairs = Pairs(season, names[start:middle], names[middle : middle + PRESSES])
            taken.append(runner.run(_round(sealed, plain, pairs)))
        for service in (sealed, plain):
            runner.run(service.store.close())
    del taken[:WARM]
    ratio = statistics.median(one / other for one, other in taken)
    return *(statistics.median(side) for side in zip(*taken, strict=True)), ratio


def _service(runner: asyncio.Runner, url: str, seal: WordSeal, season: Season, names: Sequence[str]) -> EventHandler:
    store = open_store(url, seal=seal)
    service = EventHandler(store, season.content.programme, season.content.voices, SetClock(season.at))
    runner.run(store.run(lambda unit: season.enrol(unit, names)))
    return service


@dataclass(frozen=True)
class Pairs:
    """Whose buttons are pressed in the two turns that each store has in a round."""

    season: Season
    first: Sequence[str]
    second: Sequence[str]


async def _round(sealed: EventHandler, plain: EventHandler, pairs: Pairs) -> tuple[float, float]:
    """Returns the CPU µs of one press, sealed and not."""
    one = await _spent(sealed, pairs.season, pairs.first)
    other = await _spent(plain, pairs.season, pairs.first)
    other += await _spent(plain, pairs.season, pairs.second)
    one += await _spent(sealed, pairs.season, pairs.second)
    presses = len(pairs.first) + len(pairs.second)
    return one / presses * 1e6, other / presses * 1e6


async def _spent(service: EventHandler, season: Season, names: Sequence[str]) -> float:
    """Returns the CPU seconds of all threads of this process for one press of each pair."""
    events = [season.press(name) for name in names]
    gc.collect(0)
    start = time.process_time()
    for event in events:
        await service.handle(event)
    return time.process_time() - start
