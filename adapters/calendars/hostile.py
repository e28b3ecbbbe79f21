"""Reads somebody's calendar in a process of its own, bounded in time and memory, without secrets.

`python -m adapters.calendars.hostile` reads one JSON line and then the calendar on standard input, and writes one JSON line.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from datetime import UTC, datetime, timedelta

from bot.ports.calendars import BusyTime, Unreadable

SECONDS = 5
"""Of the processor; on the wall it may take three times as long."""

MEGABYTES = 512
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


async def read(
    text: bytes, after: datetime, before: datetime, zone: str, seconds: float = 3 * SECONDS
) -> list[BusyTime]:
    """Runs `parse.read` in that process. Raises `Unreadable`."""
    question = json.dumps({"after": after.isoformat(), "before": before.isoformat(), "zone": zone}).encode()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "adapters.calendars.hostile"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ},
    )
    try:
        answer, _ = await asyncio.wait_for(process.communicate(question + b"\n" + text), seconds)
    except TimeoutError as error:
        raise Unreadable("reading the calendar takes too long") from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:
        raise Unreadable("reading the calendar takes too much time or memory")
    told = json.loads(answer)
    if "reason" in told:
        raise Unreadable(told["reason"])
    return [(EPOCH + timedelta(seconds=a), EPOCH + timedelta(seconds=b)) for a, b in told["busy"]]


def main() -> int:
    _limit()
    from adapters.calendars.busy import tidy
    from adapters.calendars.parse import read as parsed

    question = json.loads(sys.stdin.buffer.readline())
    after, before = datetime.fromisoformat(question["after"]), datetime.fromisoformat(question["before"])
    try:
        times = tidy(parsed(sys.stdin.buffer.read(), after, before, question["zone"]), after, before)
        answer: object = {"busy": [[_seconds(a), _seconds(b)] for a, b in times]}
    except Unreadable as error:
        answer = {"reason": str(error)}
    print(json.dumps(answer))
    return 0


def _seconds(at: datetime) -> int:
    return int((at - EPOCH).total_seconds())


def _limit() -> None:
    """Sets this process's limits where the system has some; where it has none, the parent still ends it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
