"""The demo: one process, a SQLite file, a local page with everybody's chats side by side, and a clock that can jump ahead."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web
from cryptography.fernet import Fernet

from adapters.local.plugin import PLUGIN as LOCAL
from adapters.local.plugin import attach_page
from bot import app
from bot.app import calendars
from bot.app.channels import context
from bot.app.signals import until_told
from bot.application.delivery.worker import Worker
from bot.infra import logs
from bot.infra.clock import ShiftedClock
from bot.ports import Address, UnitOfWork
from bot.settings import Coordinator, Settings
from content import languages
from content.load import HERE

AHEAD = "demo.ahead"
"""The setting that keeps how many seconds the demo's clock is ahead, so that a restart keeps the season."""

QUIET_JUMPS = 50
"""Timers that may pass in one jump without anything to be seen."""

ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
Awa,Camille,mentoring,{week},{both},{first},Africa/Dakar,Europe/Paris,local,awa,local,camille
Priya,Léo,mentoring,{week},{second},{first},Europe/London,Europe/Paris,local,priya,local,leo
Awa,Tomás,networking,{week},{both},{second},Africa/Dakar,Europe/Madrid,local,awa,local,tomas
"""
"""Awa speaks the programme's first two languages, the others one of the two."""


def demo(settings: Settings) -> int:
    """Serves the page until it is interrupted."""
    logs.begin(logging.WARNING)
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
    async with AsyncExitStack() as stack:
        door = stack.enter_context(_door(settings))  # its number is part of the addresses that cards show
        address = f"http://{settings.host}:{door.getsockname()[1]}"
        container = await stack.enter_async_context(app.opened(_own(settings, address), clock, migrate=True))
        show = Show(container, clock)
        await show.begin()
        server = web.Application()
        calendars.attach(server, container)
        attach_page(server, context(container), show.jump)
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        working = asyncio.create_task(show.worker.run())
        reading = asyncio.create_task(show.reader.run())
        try:
            await web.SockSite(runner, door).start()
            yield address
        finally:
            await runner.cleanup()
            reading.cancel()
            await show.worker.stop(5)
            await working
            await asyncio.wait({reading})


def _door(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    return socket.create_server((settings.host, settings.port), family=family)


def _own(settings: Settings, address: str) -> Settings:
    """The settings with what the demo has of its own where they say nothing."""
    return replace(
        settings,
        coordinators=settings.coordinators or (_coordinator(settings),),
        public_url=settings.public_url or address,
        secret_keys=settings.secret_keys or (_key(settings.database_url),),
    )


def _coordinator(settings: Settings) -> Coordinator:
    """Reads the programme's first language."""
    spoken = languages.codes(settings.content or HERE)
    return Coordinator(Address(LOCAL.name, "dominique"), "Dominique", spoken[:1], "Europe/Paris")


def _key(url: str) -> str:
    """Kept beside a SQLite file, so that a restart can read what it sealed; otherwise a new one each time."""
    if not url.startswith("sqlite:///"):
        return Fernet.generate_key().decode()
    file = Path(f"{url.removeprefix('sqlite:///')}.key")
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
        file.write_bytes(Fernet.generate_key())
    return file.read_text()


class Show:
    """The demo's season: who plays, and how time moves."""

    def __init__(self, container: app.Container, clock: ShiftedClock) -> None:
        self._container, self._clock = container, clock
        given = context(container)
        self.mailbox = given.mailbox
        self.worker = Worker(container.service, {LOCAL.name: LOCAL.channel(given)}, clock, "demo")
        reader = calendars.reader(container, "demo")
        assert reader is not None, "the demo has an address and a key"
        self.reader = reader

    async def begin(self) -> None:
        """The season as it was left; a new one begins with the first thing that happens."""
        ahead = await self._container.store.run(lambda unit: unit.facts.get(AHEAD))
        self._clock.ahead = timedelta(seconds=float(ahead or 0))
        first, second = (self._container.content.programme.languages * 2)[:2]
        both = " ".join(dict.fromkeys((first, second)))
        roster = ROSTER.format(week=self._clock.now().date(), first=first, second=second, both=both)
        new, _ = await app.import_pairs(self._container, roster)
        if new:
            await self.jump()

    async def jump(self) -> datetime | None:
        """On to the next thing to be seen; None if nothing is planned any more."""
        await self.worker.drain()
        seen = await self._revision()
        for _ in range(QUIET_JUMPS):
            due = await self._container.store.run(lambda unit: unit.outbox.next_due())
            nexts = [at for at in (due, await self._container.service.next_digest()) if at is not None]
            if not nexts:
                return None
            self._clock.jump(min(nexts))
            await self._container.store.run(self._keep)
            await self.reader.drain()  # what was known of calendars is out of date by now
            await self.worker.drain()
            if await self._revision() != seen:
                break
        return self._clock.now()

    def _keep(self, unit: UnitOfWork) -> None:
        unit.facts.put(AHEAD, str(self._clock.ahead.total_seconds()))

    async def _revision(self) -> int:
        revision = 0
        while cards := await self.mailbox.since(revision):
            revision = cards[-1].revision
        return revision
