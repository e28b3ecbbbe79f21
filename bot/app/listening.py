"""Serves at the address of the web process; where it cannot listen, one line says what to do."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from aiohttp import web

from bot.settings import Settings


class CannotListen(Exception):
    """The address is taken, forbidden or unknown."""


@asynccontextmanager
async def serving(server: web.Application, settings: Settings) -> AsyncIterator[None]:
    """Serves at the address of the web process. Raises `CannotListen`."""
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        with explained(settings):
            await web.TCPSite(runner, settings.host, settings.port).start()
        yield
    finally:
        await runner.cleanup()


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Turns the system's trouble with the address of the web process into `CannotListen`."""
    with explained_at(settings.host, settings.port, "TOGETHER_", " (demo: --port N)"):
        yield


@contextmanager
def explained_at(host: str, port: int, prefix: str, besides: str = "") -> Iterator[None]:
    """The same for another address; `prefix` is what its two settings begin with, `besides` how else the port can be said."""
    try:
        yield
    except OSError as trouble:
        where = f"{host}:{port}"
        if trouble.errno == errno.EADDRINUSE:
            raise CannotListen(
                f"Something listens on {where} already: end it, or take another port with {prefix}PORT{besides}."
            ) from trouble
        why = trouble.strerror or str(trouble)
        raise CannotListen(f"Nobody can listen on {where} ({why}): change {prefix}HOST or {prefix}PORT.") from trouble
