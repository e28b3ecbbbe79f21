"""Wakes whoever waits for due work, from whatever thread the news comes."""

from __future__ import annotations

import asyncio
import threading


class Notifier:
    """Rung between two waits, it is heard by the second: nothing that comes while a worker works is missed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._rung = False

    def notify(self) -> None:
        with self._lock:
            self._rung = not self._waiting
            for loop, event in self._waiting:
                loop.call_soon_threadsafe(event.set)

    async def wait(self, seconds: float) -> None:
        """Returns when the bell is rung, or was since the last wait; after `seconds` at the latest."""
        me = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            if self._rung:
                self._rung = False
                return
            self._waiting.add(me)
        try:
            await asyncio.wait_for(me[1].wait(), max(0, seconds))
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting.discard(me)
