"""Sends an edge what is bent, and holds it to what it owes whatever comes:

1. The answer is one that the edge gives on purpose, never a 500, and no exception of ours is in the log.
2. It is there in the time that the platform waits.
3. Nothing is stored half: what is refused changes nothing in the database, what is taken changes nothing when it comes
   again, and whatever was stored can be read and delivered.

Every `CHUNK` bodies the world is new, so that the way to a failure is short: `python -m tests.fuzz EDGE --seed S --body N`.
"""

from __future__ import annotations

import gc
import logging
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from bot.app import Container
from bot.application.delivery.worker import Worker
from bot.infra.clock import SetClock
from bot.ports import Reason

CHUNK = 1000
"""So many bodies go to the same world."""

AGAIN = 10
"""Of those that are taken, one in so many is sent again."""

DELIVERED = 100
"""After so many bodies, what is due goes out."""


@dataclass(frozen=True)
class Body:
    """What is posted, and as which content type."""

    raw: bytes
    kind: str = "application/json"


class Edge(Protocol):
    """A platform's address, with the whole bot behind it."""

    name: str
    patience: float
    """Seconds that the platform waits for an answer."""
    answers: frozenset[int]
    """The statuses that it may answer a body of its platform with."""

    @property
    def container(self) -> Container: ...
    @property
    def worker(self) -> Worker: ...
    @property
    def clock(self) -> SetClock: ...

    def body(self, chance: random.Random, n: int) -> Body: ...

    async def send(self, body: Body) -> int:
        """Sends it as the platform would, with what proves that it does; the status of the answer."""
        ...

    async def settled(self) -> None:
        """Returns once all that was begun is done."""
        ...


Open = Callable[[Path], AbstractAsyncContextManager[Edge]]


class Fault(AssertionError):
    """An edge did not keep its word about one body; the message says how to send it again."""

    def __init__(self, edge: Edge, seed: int, n: int, body: Body, what: str) -> None:
        again = f"python -m tests.fuzz {edge.name} --seed {seed} --body {n}"
        super().__init__(f"{what}\nseed {seed}, body {n}: {again}\n{body.kind}: {body.raw[:3000]!r}")


async def fuzz(opened: Open, seed: int, bodies: range) -> Counter[int]:
    """Sends the bodies of these numbers, and returns how often each status was the answer. Raises `Fault`."""
    seen: Counter[int] = Counter()
    for first in range(bodies.start - bodies.start % CHUNK, bodies.stop, CHUNK):
        with TemporaryDirectory(prefix="together-fuzz-") as folder:
            async with opened(Path(folder)) as edge:
                with _logged() as logged, _database(edge) as database:
                    run = _Run(edge, seed, logged, database)
                    for n in range(first, min(first + CHUNK, bodies.stop)):
                        seen[await run.one(n)] += 1
                    await run.delivered()
                    run.ended()
    return seen


class _Run:
    """The bodies of a seed against one world."""

    def __init__(self, edge: Edge, seed: int, logged: list[str], database: sqlite3.Connection) -> None:
        self._edge, self._seed, self._logged, self._database = edge, seed, logged, database
        self._n, self._body = 0, Body(b"")

    async def one(self, n: int) -> int:
        self._n, self._body = n, self._edge.body(random.Random(f"{self._seed}/{n}"), n)
        before, began = self._version(), time.perf_counter()
        status = await self._edge.send(self._body)
        took = time.perf_counter() - began
        await self._edge.settled()
        self._hold(status in self._edge.answers, f"the answer was {status}")
        self._hold(not self._logged, "\n".join(self._logged))
        self._hold(took < self._edge.patience, f"the answer took {took:.1f} s")
        self._hold(status < 400 or self._version() == before, f"it was refused with {status}, and something was stored")
        if status < 400 and n % AGAIN == 0:
            await self._again(status)
        if n % DELIVERED == DELIVERED - 1:
            await self.delivered()
        return status

    async def _again(self, status: int) -> None:
        kept = self._kept()
        self._hold(await self._edge.send(self._body) == status, "it was answered otherwise when it came again")
        await self._edge.settled()
        self._hold(self._kept() == kept, "it came again, and changed something")

    async def delivered(self) -> None:
        """Whatever was stored can be read, and goes out."""
        store, clock = self._edge.container.store, self._edge.clock
        for _ in range(2000):
            await self._edge.worker.drain()
            due = await store.run(lambda unit: unit.outbox.next_due())
            if due is None or due > clock.now() + timedelta(seconds=90):
                break
            clock.at = max(due, clock.at)
        else:
            self._hold(False, "there is no end of deliveries")
        dead = await store.run(lambda unit: unit.dead_letters.all())
        faulty = [one.key for one in dead if one.reason is Reason.FAULTY]
        self._hold(not faulty, f"what was stored cannot be shown: {faulty}")
        journeys = await store.run(lambda unit: list(unit.journeys.all()))
        self._hold(bool(journeys) and not any(one.unreadable for one in journeys), "a journey cannot be read")

    def ended(self) -> None:
        """A task that failed and that nobody waits for says so when it goes."""
        gc.collect()
        self._hold(not self._logged, "\n".join(self._logged))

    def _hold(self, kept: bool, what: str) -> None:
        if not kept:
            raise Fault(self._edge, self._seed, self._n, self._body, what)

    def _version(self) -> int:
        """Another one after each commit of anybody else."""
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def _kept(self) -> Sequence[object]:
        return [self._database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ("pair", "due")]


@contextmanager
def _database(edge: Edge) -> Iterator[sqlite3.Connection]:
    """A look at the bot's database from outside."""
    connection = sqlite3.connect(edge.container.settings.database_url.removeprefix("sqlite:///"))
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _logged() -> Iterator[list[str]]:
    """The errors and exceptions that are logged meanwhile, by whomever."""
    found: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR or record.exc_info:
                found.append(logging.Formatter("%(name)s: %(message)s").format(record))

    ear = Ear()
    logging.getLogger().addHandler(ear)
    try:
        yield found
    finally:
        logging.getLogger().removeHandler(ear)
