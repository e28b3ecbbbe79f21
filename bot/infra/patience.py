"""What a process does while the database is away: it tries again, after pauses that grow, for as long as it takes.

That the database is away, and that it is back, the store says itself, once each (`storage.store`). So nothing here does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from bot.infra.backoff import Backoff
from bot.ports import Unavailable

T = TypeVar("T")

LOOKING = Backoff(timedelta(seconds=1), timedelta(seconds=5))
"""Between two looks for new work: when many find the database back, they do not all come at once."""

WRITING = Backoff(timedelta(seconds=0.5), timedelta(seconds=2))
"""Of what is done and has yet to be written down: it comes before anything new."""


@dataclass
class Pauses:
    """The pauses of one loop: longer each time, and short again once the database is back."""

    name: str
    backoff: Backoff = LOOKING
    tries: int = 0

    def longer(self) -> float:
        """The next one, in seconds."""
        seconds = self.backoff.after(self.name, self.tries).total_seconds()
        self.tries += 1
        return seconds

    def over(self) -> None:
        self.tries = 0


async def until_there(work: Callable[[], Awaitable[T]], name: str, backoff: Backoff = LOOKING) -> T:
    """Does `work`, again and again while it raises `Unavailable`."""
    pauses = Pauses(name, backoff)
    while True:
        try:
            return await work()
        except Unavailable:
            await asyncio.sleep(pauses.longer())


async def regularly(look: Callable[[], Awaitable[object]], seconds: float, name: str) -> None:
    """Looks for work every so many seconds, until it is cancelled; while the database is away, less often."""
    pauses = Pauses(name)
    while True:
        try:
            await look()
        except Unavailable:
            await asyncio.sleep(pauses.longer())
        else:
            pauses.over()
            await asyncio.sleep(seconds)
