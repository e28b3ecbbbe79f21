"""`/livez`: the process answers. `/readyz`: it can do its own work, or the reason why not.

1. What a process needs is its database: one that takes a write, has this release's schema, and has room. A worker also has to look
   for work.
2. The result is kept ten seconds, and asked for by one at a time: however many ask, the database is asked once.
3. What concerns others stands beside it, and takes nothing out of service: a channel that does not work, a disk that fills up,
   workers that are not there.
4. The answer may be read by anybody: it names no file, no address and nobody.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from bot.app import Container, listening
from bot.app.channels import troubles
from bot.application.delivery.absence import Absence
from bot.ports import DiskFull, Unavailable
from storage.database import schema
from storage.database.urls import database

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds after which a database that does not answer is away."""

KEPT = timedelta(seconds=10)
"""For how long a result holds."""

UNASKED = 60.0
"""Seconds between two looks that nobody has asked for."""

LITTLE = 200 * 2**20
"""Bytes below which a disk is said to fill up: an upgrade makes a copy of a SQLite file beside it, and a log grows meanwhile."""

FACT = "readyz"
"""What is written to see whether the database takes it."""

AWAY = "the database cannot be reached or written"
FULL = "the disk of the database is full: make room there, nothing has to be restarted (docs/operations/health.md)"
WAITS = "the worker does not look for work"


def nothing() -> str | None:
    """No trouble beyond that of the database."""
    return None


@dataclass
class Readiness:
    """What `/readyz` of a process answers."""

    container: Container
    own: Callable[[], str | None] = nothing
    """What else keeps this process from its work."""
    beside: Callable[[], Mapping[str, object]] = dict
    """What else is worth saying, and takes nothing out of service."""
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _found: tuple[datetime, Mapping[str, object]] | None = None
    _said: str | None = None
    """The trouble, or what is worth saying of the disk, that the log has already."""

    async def answer(self) -> Mapping[str, object]:
        """`ready` and `trouble`, and what else there is to say."""
        async with self._lock:
            now = self.container.clock.now()
            if self._found is None or abs(now - self._found[0]) >= KEPT:
                self._found = (now, await self._look(now))
            return self._found[1]

    async def watch(self) -> None:
        """Looks for ever, so that the log says what is wrong even where nobody asks."""
        while True:
            await asyncio.sleep(UNASKED)
            try:
                await self.answer()
            except Exception:
                log.exception("nobody could look whether this process is ready")

    async def _look(self, now: datetime) -> Mapping[str, object]:
        trouble = await self._database(now) or self.own()
        free = None if trouble else await asyncio.to_thread(self.container.store.free)
        low = None if free is None or free >= LITTLE else f"{free // 2**20} MB are left on the disk of the database"
        self._say(trouble, low)
        if trouble:
            return {"ready": False, "trouble": trouble}
        disk = {"disk": low} if low else {}
        return {"ready": True, "trouble": None, **disk, **await _channels(self.container), **self.beside()}

    async def _database(self, now: datetime) -> str | None:
        """What is wrong with it."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.container.store.run(lambda unit: unit.facts.put(FACT, now.isoformat()))
                await asyncio.to_thread(schema.check, self.container.settings.database_url)
        except DiskFull:
            return FULL
        except (Unavailable, TimeoutError):
            return AWAY
        except (schema.SchemaTooNew, schema.SchemaTooOld) as wrong:
            return str(wrong).replace(database(self.container.settings.database_url).name, "the database")
        return None

    def _say(self, trouble: str | None, low: str | None) -> None:
        """Once in the log, and once when it is over."""
        said = trouble or (low and "little room")
        if said == self._said:
            return
        if trouble:
            log.error("not ready: %s", trouble)
        elif low:
            log.warning("%s: make room (docs/operations/health.md)", low)
        else:
            log.warning("ready again")
        self._said = said


def attach(server: web.Application, readiness: Readiness) -> None:
    async def live(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        answer = await readiness.answer()
        return web.json_response(answer, status=200 if answer["ready"] else 503)

    server.add_routes([web.get("/livez", live), web.get("/readyz", ready)])


async def _channels(container: Container) -> Mapping[str, Mapping[str, list[str]]]:
    """The channels that do not work, each with the kinds of its trouble; nothing if all do."""
    try:
        async with asyncio.timeout(PATIENCE):
            noted = await troubles(container).all()
    except (Unavailable, TimeoutError):
        return {}
    found: dict[str, list[str]] = {}
    for one in noted:
        found.setdefault(one.channel, []).append(one.kind)
    return {"channels": {channel: sorted(set(kinds)) for channel, kinds in found.items()}} if found else {}


def of_web(container: Container, absence: Absence) -> Readiness:
    """A web process takes in what people do, whether or not a worker is there to answer."""
    return Readiness(container, beside=lambda: {"workers": "none is seen"} if absence.lasts else {})


@asynccontextmanager
async def listener(container: Container, looks: Callable[[datetime], bool]) -> AsyncIterator[None]:
    """A worker's health: a small server, if `TOGETHER_HEALTH_PORT` asks for one, and the log. `looks`: it looks for work."""
    settings = container.settings
    readiness = Readiness(container, lambda: None if looks(container.clock.now()) else WAITS)
    server = web.Application()
    attach(server, readiness)
    runner = web.AppRunner(server, access_log=None)
    try:
        if settings.health_port:
            await runner.setup()
            with listening.explained_at(settings.health_host, settings.health_port, "TOGETHER_HEALTH_"):
                await web.TCPSite(runner, settings.health_host, settings.health_port).start()
        async with meanwhile(readiness.watch()):
            yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def meanwhile(*works: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """These go on until the end."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
