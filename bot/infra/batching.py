"""Many people at once, one commit: while a transaction runs, what comes in gathers for the next.

A commit that reaches the disk costs more than what most events have to write. Alone, nothing waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from bot.ports import Store, Unavailable, UnitOfWork

T = TypeVar("T")

MOST = 64
"""Works in one transaction: a few milliseconds for which others wait."""


class BatchingStore:
    """`bot.ports.Store` over another: each work is committed when its `run` returns, and undone alone if it fails."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Callable[[UnitOfWork], Any], asyncio.Future[Any]]] = []
        self._running: asyncio.Task[None] | None = None

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
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
                if len(batch) > 1 and await self._together(batch):
                    continue
                for work, done in batch:
                    await self._alone(work, done)
        finally:
            self._running = None

    async def _together(self, batch: list[tuple[Callable[[UnitOfWork], Any], asyncio.Future[Any]]]) -> bool:
        """False if one of them failed: nothing was stored then, and each is to be run by itself."""
        works = [work for work, _ in batch]
        try:
            results = await self._store.run(lambda unit: [work(unit) for work in works])
        except Unavailable as trouble:
            for _, done in batch:
                if not done.done():
                    done.set_exception(trouble)
            return True
        except Exception:
            return False
        for (_, done), result in zip(batch, results, strict=True):
            if not done.done():
                done.set_result(result)
        return True

    async def _alone(self, work: Callable[[UnitOfWork], Any], done: asyncio.Future[Any]) -> None:
        try:
            result = await self._store.run(work)
        except Exception as trouble:
            if not done.done():
                done.set_exception(trouble)
        else:
            if not done.done():
                done.set_result(result)
