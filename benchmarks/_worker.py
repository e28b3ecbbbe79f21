"""Runs the real worker process, `bot.app.work.run`, with a channel that a benchmark needs.

`python -m benchmarks._worker slow SECONDS` takes as long as a platform, `noting FILE` writes down when it is called,
`platform URL LEASE` and `blind URL LEASE` post to the fake platform of the chaos program.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Mapping
from datetime import timedelta

from bot.app.settings import from_environment
from bot.app.work import run
from bot.application.delivery.worker import LEASE
from bot.engine.people import Role
from bot.infra import logs
from bot.ports import Channel, OutboxMessage, Person, Sent


class Slow:
    """Answers after so many seconds."""

    name, looks_up = "local", True

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        await asyncio.sleep(self._seconds)
        return Sent(f"of {post.lane}", post.card or str(post.id))

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def close(self) -> None:
        pass


class Noting(Slow):
    """Writes a line each time: the pair, the post, and the system's monotonic clock, which all processes share."""

    def __init__(self, file: str) -> None:
        super().__init__(0)
        self._file = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        os.write(self._file, f"{post.pair} {post.id} {time.monotonic()}\n".encode())
        return await super().deliver(post, people)


def main(kind: str, *words: str) -> None:
    logs.begin(logging.WARNING)
    settings, lease = from_environment(), LEASE
    channel: Channel
    match kind, words:
        case "slow", (seconds,):
            channel = Slow(float(seconds))
        case "noting", (file,):
            channel = Noting(file)
        case (("platform" | "blind"), (url, length)):
            from benchmarks._platform import PlatformChannel

            channel, lease = PlatformChannel(url, looks_up=kind == "platform"), timedelta(seconds=float(length))
        case _:
            raise SystemExit(__doc__)
    asyncio.run(run(settings, {"local": channel}, lease))


if __name__ == "__main__":
    main(*sys.argv[1:])
