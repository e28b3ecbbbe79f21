"""How a process is told to end."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress


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
