"""Group commit: what many deliveries have to write is written in one transaction, as soon as the last one is through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.ports import Store, Unit

Work = Callable[[Unit], object]


class Ledger:
    """While one transaction runs, the next one gathers: twenty acknowledgements cost little more than one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Work, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, work: Work) -> None:
        """Returns once `work` is committed; raises what the store raises (`Unavailable`)."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                try:
                    await self._store.run(lambda unit, batch=batch: _all(unit, batch))  # type: ignore[misc]
                except Exception as trouble:  # each of them hears of it
                    for _, done in batch:
                        if not done.done():
                            done.set_exception(trouble)
                else:
                    for _, done in batch:
                        if not done.done():
                            done.set_result(None)
        finally:
            self._writing = None


def _all(unit: Unit, batch: list[tuple[Work, asyncio.Future[None]]]) -> None:
    for work, _ in batch:
        work(unit)
