"""The demo: one process, a SQLite file, a local page with everybody's chats side by side, and a clock that can jump ahead."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

from aiohttp import web

from adapters.local.channel import LocalChannel
from adapters.local.server import attach
from bot import app
from bot.app.page import stage
from bot.app.signals import until_told
from bot.clock import ShiftedClock
from bot.config import Coordinator, Settings
from bot.ports import Address, Unit
from bot.worker import Worker
from storage.mailbox import SqlMailbox

AHEAD = "demo.ahead"
"""The setting that keeps how many seconds the demo's clock is ahead, so that a restart keeps the season."""

QUIET_JUMPS = 50
"""Timers that may pass in one jump without anything to be seen."""

COORDINATOR = Coordinator(Address("local", "dominique"), "Dominique", ("fr",), "Europe/Paris")

ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
Awa,Camille,mentoring,{week},fr en,fr,Africa/Dakar,Europe/Paris,local,awa,local,camille
Priya,Léo,mentoring,{week},en,fr,Europe/London,Europe/Paris,local,priya,local,leo
Awa,Tomás,networking,{week},fr en,en,Africa/Dakar,Europe/Madrid,local,awa,local,tomas
"""


def demo(settings: Settings) -> int:
    """Serves the page until it is interrupted."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(settings))
    return 0


async def _serve(settings: Settings) -> None:
    print("Opening the programme and the database …", flush=True)
    async with on_stage(settings) as address:
        print(f"Ready: open {address} in a browser. Ctrl+C ends the demo.", flush=True)
        await until_told()


@asynccontextmanager
async def on_stage(settings: Settings) -> AsyncIterator[str]:
    """The demo, running; gives the page's address. Port 0 takes a free one."""
    clock = ShiftedClock()
    if not settings.coordinators:
        settings = replace(settings, coordinators=(COORDINATOR,))
    async with app.opened(settings, clock, migrate=True) as parts:
        show = Show(parts, clock)
        await show.begin()
        server = web.Application()
        attach(server, stage(parts, show.jump))
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        worker = asyncio.create_task(show.worker.run())
        try:
            await web.TCPSite(runner, settings.host, settings.port).start()
            port = runner.addresses[0][1]
            yield f"http://{settings.host}:{port}"
        finally:
            await runner.cleanup()
            await show.worker.stop(5)
            await worker


class Show:
    """The demo's season: who plays, and how time moves."""

    def __init__(self, parts: app.App, clock: ShiftedClock) -> None:
        self._parts, self._clock = parts, clock
        self.mailbox = SqlMailbox(parts.store)
        channel = LocalChannel(self.mailbox, parts.content.voices, clock)
        self.worker = Worker(parts.service, {"local": channel}, clock, "demo")

    async def begin(self) -> None:
        """The season as it was left; a new one begins with the first thing that happens."""
        ahead = await self._parts.store.run(lambda unit: unit.get(AHEAD))
        self._clock.ahead = timedelta(seconds=float(ahead or 0))
        new, _ = await app.import_pairs(self._parts, ROSTER.format(week=self._clock.now().date()))
        if new:
            await self.jump()

    async def jump(self) -> datetime | None:
        """On to the next thing to be seen; None if nothing is planned any more."""
        await self.worker.drain()
        seen = await self._revision()
        for _ in range(QUIET_JUMPS):
            due = await self._parts.store.run(lambda unit: unit.next_due())
            nexts = [at for at in (due, await self._parts.service.next_digest()) if at is not None]
            if not nexts:
                return None
            self._clock.jump(min(nexts))
            await self._parts.store.run(self._keep)
            await self.worker.drain()
            if await self._revision() != seen:
                break
        return self._clock.now()

    def _keep(self, unit: Unit) -> None:
        unit.put(AHEAD, str(self._clock.ahead.total_seconds()))

    async def _revision(self) -> int:
        revision = 0
        while cards := await self.mailbox.since(revision):
            revision = cards[-1].revision
        return revision
