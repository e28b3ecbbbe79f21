"""What stands around an installation, on this machine: Slack, and a reverse proxy with a certificate that is trusted here."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.adapters.slack.fake import FakeSlack
from tests.doctor.surroundings import ReverseProxy, certified, reverse_proxy
from tests.scenarios.slack.house import MAILS

LIFE = timedelta(days=-10), timedelta(days=80)
"""From when until when the certificate holds, seen from now."""


@dataclass(frozen=True)
class Counterparts:
    slack: FakeSlack
    proxy: ReverseProxy
    trusted: Path
    """What `SSL_CERT_FILE` names."""


@contextmanager
def counterparts(folder: Path, life: tuple[timedelta, timedelta] = LIFE) -> Iterator[Counterparts]:
    """They answer on a thread of their own, so that whoever walks may wait for a command."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="counterparts", daemon=True)
    thread.start()
    stack, now = AsyncExitStack(), datetime.now(UTC)
    shows, _ = certified(folder, now + life[0], now + life[1])
    (trusted,) = folder.glob("localhost-*.pem")

    async def opened() -> Counterparts:
        slack = await stack.enter_async_context(FakeSlack(MAILS).serving())
        return Counterparts(slack, await stack.enter_async_context(reverse_proxy(shows)), trusted)

    try:
        yield asyncio.run_coroutine_threadsafe(opened(), loop).result(30)
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
