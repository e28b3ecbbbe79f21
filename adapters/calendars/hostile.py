"""Hands a calendar of anybody's to a process of its own (`adapters.calendars.reading`), which is ended if it takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

from adapters.calendars.fetch import Body
from adapters.calendars.reading.faults import Fault
from adapters.calendars.reading.text import Question
from bot.ports.calendars import Busy, Unreadable, Why

SECONDS = 15
"""On the wall, once all of it is there: three times what it may take of the processor."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_SAID = {
    Fault.NO_CALENDAR: ("this is no calendar", Why.CONTENT),
    Fault.PAGE: ("there is a page to look at, and no calendar", Why.PAGE),
    Fault.PACKED: ("the calendar is packed in an unknown way", Why.PACKED),
    Fault.LARGE: ("the calendar is too large", Why.LARGE),
}


async def read(source: AbstractAsyncContextManager[Body], asked: Question, seconds: float = SECONDS) -> Busy:
    """Reads it as it comes. Raises `Unreadable`, and whatever `source` raises."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "adapters.calendars.reading"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ},
    )
    try:
        async with source as body:
            await _feed(process, body, asked)
        async with asyncio.timeout(seconds):
            answer, _ = await process.communicate()
    except TimeoutError as error:
        raise Unreadable("reading the calendar takes too long", Why.SLOW) from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:
        raise Unreadable("reading the calendar takes too much time or memory", Why.SLOW)
    told = json.loads(answer)
    if "fault" in told:
        raise Unreadable(*_SAID[Fault(told["fault"])])
    times = [(EPOCH + timedelta(seconds=a), EPOCH + timedelta(seconds=b)) for a, b in told["busy"]]
    return Busy(times, told["doubtful"], told["zones"])


async def _feed(process: asyncio.subprocess.Process, body: Body, asked: Question) -> None:
    assert process.stdin is not None
    question = {
        "after": asked.after.isoformat(),
        "before": asked.before.isoformat(),
        "zone": asked.zone,
        "mails": asked.mails,
        "own": asked.own,
        "deflated": body.deflated,
    }
    with contextlib.suppress(ConnectionError):  # it may have seen enough
        process.stdin.write(json.dumps(question).encode() + b"\n")
        async for chunk in body.chunks:
            process.stdin.write(chunk)
            await process.stdin.drain()
    process.stdin.close()
