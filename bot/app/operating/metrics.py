"""`/metrics`, on a port of its own that nobody else is to reach: off unless it is set, and on this machine alone by default."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client.exposition import choose_encoder

from bot.app import Container
from bot.app.listening import CannotListen, explained_at
from bot.application.delivery.watching import Watcher
from bot.infra import metrics
from bot.settings import SHARED, Settings

log = logging.getLogger(__name__)

PATH = "/metrics"


@asynccontextmanager
async def measured(container: Container) -> AsyncIterator[None]:
    """Answers scrapes meanwhile, if the settings say where. Raises `CannotListen`."""
    settings = container.settings
    if not settings.metrics_port:
        yield
        return
    runner = web.AppRunner(server(container), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await _listen(runner, settings)
        yield
    finally:
        await runner.cleanup()


def server(container: Container) -> web.Application:
    settings = container.settings
    watcher, folder = Watcher(container.store, container.clock, settings.channels), settings.metrics_folder

    async def scraped(request: web.Request) -> web.Response:
        encode, kind = choose_encoder(request.headers.get("Accept", ""))
        body = encode(metrics.registry(await watcher.families(), str(folder or "")))
        return web.Response(body=body, headers={"Content-Type": kind, "Cache-Control": "no-store"})

    application = web.Application()
    application.add_routes([web.get(PATH, scraped)])
    return application


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    host, port, shared = settings.metrics_host, settings.metrics_port, settings.metrics_folder is not None
    if shared and not os.environ.get(SHARED):
        raise CannotListen(f"{SHARED} is read from the environment alone: take it out of .env, and set it there.")
    besides = f" for each process, or give all of them one folder in {SHARED} (docs/operations/metrics.md)"
    with explained_at(host, port, "TOGETHER_METRICS_", besides):
        # those who share a folder share the port as well: each has what all of them measured
        await web.TCPSite(runner, host, port, reuse_port=shared).start()
    log.info("metrics on http://%s:%s%s", host, port, PATH)
