"""Many people at once, one commit: while a transaction runs, what comes in gathers for the next.

A commit that reaches the disk costs more than what most events have to write. Alone, nothing waits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.ports import Store, Unavailable, UnitOfWork

T = TypeVar("T")

MOST = 64
LONG = 0.05
"""Works in one transaction, and the seconds after which it takes in no further one: others wait for it meanwhile."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A work that waits for its transaction, and whoever waits for the work."""

    locks: str
    work: Callable[[UnitOfWork], Any]
    done: asyncio.Future[Any]

    def succeeded(self, result: object) -> None:
        if not self.done.done():
            self.done.set_result(result)

    def failed(self, trouble: Exception) -> None:
        if not self.done.done():
            self.done.set_exception(trouble)


class BatchingStore:
    """`bot.ports.Store` over another: each work is committed when its `run` returns, and undone alone if it fails."""

    def __init__(self, store: Store, now: Callable[[], float] = time.perf_counter) -> None:
        self._store, self._now = store, now
        self._waiting: list[Waiting] = []
        self._running: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[UnitOfWork], T], *, locks: str = "") -> T:
        """`locks`: whose row it locks. A transaction takes them in order, so that two processes' do not lock each other out."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(Waiting(locks, work, done))
        if self._running is None:
            self._running = asyncio.create_task(self._drain())
        return await done

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self._store.read(work)

    async def wait(self, seconds: float) -> None:
        await self._store.wait(seconds)

    async def close(self) -> None:
        await self._store.close()

    async def _drain(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                if len(batch) > 1:
                    batch = await self._together(sorted(batch, key=lambda one: one.locks))
                for one in batch:
                    await self._alone(one)
        finally:
            self._running = None

    async def _together(self, batch: list[Waiting]) -> list[Waiting]:
        """Those to be run each by itself: all, if one of them failed, because nothing was stored then."""
        try:
            results = await self._store.run(lambda unit: self._results(unit, batch))
        except Unavailable as trouble:
            for one in batch:
                one.failed(trouble)
            return []
        except Exception:
            return batch
        self._waiting[:0] = batch[len(results) :]
        for one, result in zip(batch, results, strict=False):
            one.succeeded(result)
        return []

    def _results(self, unit: UnitOfWork, batch: list[Waiting]) -> list[Any]:
        """Of as many as there was time for."""
        began, results = self._now(), []
        for one in batch:
            results.append(one.work(unit))
            if self._now() - began > LONG:
                break
        return results

    async def _alone(self, one: Waiting) -> None:
        try:
            result = await self._store.run(one.work)
        except Exception as trouble:
            one.failed(trouble)
        else:
            one.succeeded(result)
