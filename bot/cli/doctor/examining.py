"""Runs checks side by side, each within its time, and gives their results in the order of the list."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from bot.ports.plugins.doctor import Check, Finding, Found, wrong

AT_ONCE = 8
"""How many checks run at a time."""

PATIENCE = 15.0
"""Seconds that a check may take."""

WORD = 2.0
"""Seconds after which it is said what is still waited for, and from each time to the next."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result:
    """A check, what it found, and how many seconds that took."""

    check: Check
    finding: Finding
    seconds: float


async def examined(
    checks: Sequence[Check],
    last: Sequence[Check] = (),
    *,
    tell: Callable[[str], None],
    patience: float = PATIENCE,
) -> AsyncIterator[Result]:
    """Yields each result as soon as those before it are there. `last` are asked when all others have answered.

    `tell` hears, every two seconds, what is still waited for.
    """
    places = asyncio.Semaphore(AT_ONCE)
    running = {check.id: asyncio.create_task(_timed(check, places, patience)) for check in checks}
    assert len(running) == len(checks), "two checks have the same id"
    telling = asyncio.create_task(_told(running, tell))
    try:
        for task in list(running.values()):
            yield await task
        for check in last:
            running[check.id] = asyncio.create_task(_timed(check, places, patience))
            yield await running[check.id]
    finally:
        telling.cancel()
        for left in running.values():
            left.cancel()
        await asyncio.gather(*running.values(), telling, return_exceptions=True)


async def _timed(check: Check, places: asyncio.Semaphore, patience: float) -> Result:
    async with places:
        begun = monotonic()
        return Result(check, await _asked(check, patience), monotonic() - begun)


async def _asked(check: Check, patience: float) -> Finding:
    try:
        async with asyncio.timeout(patience):
            return await check.run()
    except Found as found:
        return found.finding
    except TimeoutError:
        return wrong(
            f"no answer within {patience:g} seconds",
            "See whether a firewall swallows what is sent there; give it more time with --timeout if it is only slow.",
        )
    except Exception as error:  # its text may hold anything
        where = f"{type(error).__module__}.{type(error).__qualname__}"
        return wrong(
            f"the check itself failed ({where})", "This is a fault of together-bot's: report it with this line."
        )


async def _told(running: dict[str, asyncio.Task[Result]], tell: Callable[[str], None]) -> None:
    while True:
        await asyncio.sleep(WORD)
        if waiting := [id for id, task in running.items() if not task.done()]:
            tell(f"waiting for {', '.join(waiting)} …")


async def aside(work: Callable[[], T]) -> T:
    """Runs what blocks on a thread that nobody waits for at the end: a server that hangs holds nothing up."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(set_it: Callable[[], None]) -> None:
        if not done.done():
            set_it()

    def run() -> None:
        try:
            found = work()
        except BaseException as error:
            _later(loop, lambda error=error: settle(lambda: done.set_exception(error)))  # type: ignore[misc]
        else:
            _later(loop, lambda: settle(lambda: done.set_result(found)))

    threading.Thread(target=run, name="doctor", daemon=True).start()
    return await done


def _later(loop: asyncio.AbstractEventLoop, work: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(work)
    except RuntimeError:  # the loop is closed: nobody waits any more
        return
