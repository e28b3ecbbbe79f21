"""How a process that serves begins: it waits for its database; and how it is told to end."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from bot import app
from bot.infra.clock import Clock
from bot.infra.patience import until_there
from bot.ports import Unavailable
from bot.settings import Settings

log = logging.getLogger(__name__)


async def until_told() -> None:
    """Returns on SIGTERM or SIGINT; a second SIGINT ends the process at once."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(name, told.set)
    await told.wait()
    with suppress(NotImplementedError):
        loop.remove_signal_handler(signal.SIGINT)


@asynccontextmanager
async def opened_in_time(settings: Settings, clock: Clock) -> AsyncIterator[app.Container]:
    """`app.opened`, as soon as the database is there. Raises the same, but for `Unavailable`."""
    said = False

    async with AsyncExitStack() as stack:

        async def opened() -> app.Container:
            nonlocal said
            try:
                return await stack.enter_async_context(app.opened(settings, clock, migrate=False))
            except Unavailable as error:
                if not said:
                    said = True
                    log.warning("the database cannot be reached yet: the start waits for it (%s)", error.logged)
                raise

        yield await until_there(opened, "the start")
