"""The demo: one process, a SQLite file, a local page with everybody's chats side by side, and a clock that can jump ahead."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace

from aiohttp import web

from adapters.local.plugin import PLUGIN as LOCAL
from adapters.local.plugin import attach_page
from bot import app
from bot.app import calendars, listening, pages
from bot.app.channels import context, inquirer
from bot.app.signals import until_told
from bot.application.delivery.worker import Worker
from bot.application.demo import DemoSeason
from bot.application.demo_people import coordinators, roster, zones
from bot.infra import logs
from bot.infra.clock import Clock, ShiftedClock
from bot.settings import Coordinator, Settings
from content import languages
from content.load import HERE


def demo(settings: Settings) -> int:
    """Serves the page until it is interrupted."""
    logs.begin(logging.WARNING, settings.log)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(settings))
    return 0


async def _serve(settings: Settings) -> None:
    print("Opening the programme and the database …", flush=True)
    async with on_stage(settings) as address:
        print(f"Ready: open {address} in a browser. Ctrl+C ends the demo.", flush=True)
        await until_told()


@asynccontextmanager
async def on_stage(settings: Settings, time: Clock | None = None) -> AsyncIterator[str]:
    """The demo, running; gives the page's address. Port 0 takes a free one. `time`: the system's unless it is given."""
    clock = ShiftedClock(clock=time)
    async with AsyncExitStack() as stack:
        door = stack.enter_context(_door(settings))  # its number is part of the addresses that cards show
        address = f"http://{settings.host}:{door.getsockname()[1]}"
        container = await stack.enter_async_context(app.opened(_own(settings, address), clock, migrate=True))
        season = _season(container, clock)
        spoken = tuple(container.content.languages.values())

        async def enrol() -> tuple[int, int]:
            return await app.import_pairs(container, roster(spoken, LOCAL.name, clock.now().date()))

        await season.begin(zones(spoken), enrol)
        server = web.Application()
        calendars.attach(server, container)
        pages.attach(server, container)
        attach_page(server, context(container), season.jump)
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        working = asyncio.create_task(season.worker.run())
        apart = (season.reader, calendars.writer(container, "demo"), inquirer(container, "demo"))
        besides = {asyncio.create_task(one.run()) for one in apart if one is not None}
        try:
            await web.SockSite(runner, door).start()
            yield address
        finally:
            await runner.cleanup()
            for one in besides:
                one.cancel()
            await season.worker.stop(5)
            await working
            await asyncio.wait(besides)


def _season(container: app.Container, clock: ShiftedClock) -> DemoSeason:
    given = context(container)
    worker = Worker(container.service, {LOCAL.name: LOCAL.channel(given)}, clock, "demo")
    reader = calendars.reader(container, "demo")
    assert reader is not None, "the demo has an address and a key"
    return DemoSeason(container.service, worker, reader, given.mailbox, clock)


def _door(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with listening.explained(settings):
        return socket.create_server((settings.host, settings.port), family=family)


def _own(settings: Settings, address: str) -> Settings:
    """The settings with what the demo has of its own where they say nothing."""
    return replace(
        settings,
        coordinators=settings.coordinators or _coordinators(settings),
        public_url=settings.public_url or address,
    )


def _coordinators(settings: Settings) -> tuple[Coordinator, ...]:
    return coordinators(tuple(languages.load(settings.content or HERE).values()), LOCAL.name)
