"""The web process: what people do comes in here, on one aiohttp server for every channel."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys

from aiohttp import web

from bot import app
from bot.app import calendars, channels, health, listening, pages
from bot.app.health import Readiness
from bot.app.operating.metrics import measured
from bot.app.signals import opened_in_time, until_told
from bot.application.delivery.absence import Absence
from bot.infra import logs
from bot.infra.clock import SystemClock
from bot.settings import Settings

log = logging.getLogger(__name__)

SWITCH = 0.0005
"""Seconds after which the store's thread lets the server's have its turn: by default each answer could wait ten times as long."""

CYCLES = (50_000, 20, 100)
"""When garbage is looked for: requests make many small things that need no looking for, and few that do."""


def serve(settings: Settings) -> int:
    """Until SIGTERM or Ctrl+C."""
    logs.begin(logging.INFO, settings.log)
    sys.setswitchinterval(SWITCH)
    asyncio.run(_serve(settings))
    return 0


async def _serve(settings: Settings) -> None:
    async with opened_in_time(settings, SystemClock()) as container, measured(container):
        logs.name_pairs(container.settings.secret_keys)
        absence = Absence(container.store, container.clock, lambda: channels.outbound(container))
        readiness = health.of_web(container, absence)
        runner = web.AppRunner(server(container, readiness), access_log=None, shutdown_timeout=10)
        try:
            await runner.setup()
            gc.freeze()  # what is there now stays; looking through it again and again would cost every request
            gc.set_threshold(*CYCLES)
            with listening.explained(settings):
                await web.TCPSite(runner, settings.host, settings.port).start()
            print(f"listening on http://{settings.host}:{settings.port} for {', '.join(settings.channels)}", flush=True)
            async with health.meanwhile(absence.watch(), readiness.watch()):
                await until_told()
        finally:
            await runner.cleanup()


def server(container: app.Container, readiness: Readiness | None = None) -> web.Application:
    """Health, and the routes of every channel that is switched on."""
    health_of = readiness or Readiness(container)
    container = app.batching(container)
    application = web.Application()
    health.attach(application, health_of)
    calendars.attach(application, container)
    pages.attach(application, container)
    channels.attach(application, container)
    return application
