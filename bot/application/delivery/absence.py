"""Notices in a web process that no worker is there: nothing would be sent, no time would pass, and nobody else would say so.

1. It looks every ten seconds whether any worker has noted something new. Four looks in vain in a row, and none is there: whoever
   lives notes it every twenty seconds. Counting looks, and not comparing instants, bears with clocks that differ or jump.
2. The log says it then, once, and once when a worker is back.
3. After ten minutes coordinators are told: by the web process itself, through their channels, because nobody else would send it. It
   is tried once, by one of the web processes; the log has it in any case.
4. Who was told hears when it is over. That is owed like anything else, and the worker sends it.
5. While the database is away nobody could note anything: counting begins anew.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.application.coordination.recipients import told
from bot.application.delivery import alive
from bot.engine.messages import Message
from bot.infra.clock import Clock
from bot.ports import Channel, OutboxMessage, Store, Unavailable, UnitOfWork
from bot.text import system_messages

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=10)
"""How often it looks."""

LOOKS = 4
"""In vain, until it is said in the log: at most fifty seconds after a worker's last note."""

PATIENCE = 60
"""Looks in vain, until coordinators are told: a worker that is only replaced by a newer one is none of their business."""

FACT = "workers.absent"
"""The fact that says since when there has been no worker, if coordinators were told."""


@dataclass
class Absence:
    """What one web process knows of workers. `channels` are made when they are needed."""

    store: Store
    clock: Clock
    channels: Callable[[], Mapping[str, Channel]]
    lasts: bool = False
    """No worker is there."""
    _known: frozenset[alive.Seen] | None = None
    _looks: int = 0
    _sure: bool = False
    """A worker was seen, and nothing is left of an earlier absence."""

    async def watch(self, every: timedelta = EVERY) -> None:
        """Looks for ever."""
        while True:
            try:
                await self.look()
            except Exception:
                log.exception("nobody could look whether a worker is there")
            await asyncio.sleep(every.total_seconds())

    async def look(self) -> None:
        """Once; whoever calls it decides how long ten seconds are."""
        try:
            found = frozenset(await self.store.read(alive.seen))
            before, self._known = self._known, found
            if before is not None and found - before:
                await self._there()
                return
            self._looks += before is not None
            if self._looks >= LOOKS:
                await self._nobody()
        except Unavailable:
            self._looks = 0

    async def _there(self) -> None:
        self._looks = 0
        if self.lasts:
            log.warning("a worker is at work again")
            self.lasts = False
            self._sure = False
        if not self._sure:
            now = self.clock.now()
            await self.store.run(lambda unit: _over(unit, now))
            self._sure = True

    async def _nobody(self) -> None:
        if not self.lasts:
            self.lasts = True
            log.error(
                "no worker has been seen for %d seconds: nothing is sent and no time passes. Start one with "
                "`together-bot worker`, or see why it has ended (docs/operations/health.md)",
                self._looks * EVERY.total_seconds(),
            )
        if self._looks == PATIENCE:
            now = self.clock.now()
            await self._tell(await self.store.run(lambda unit: _begun(unit, now - PATIENCE * EVERY, now)))

    async def _tell(self, posts: Sequence[OutboxMessage]) -> None:
        if not posts:
            return
        channels = self.channels()
        try:
            for post in posts:
                await _sent(channels, post)
        finally:
            for channel in channels.values():
                await channel.close()


async def _sent(channels: Mapping[str, Channel], post: OutboxMessage) -> None:
    """Once: where it is not taken, the log has it all the same."""
    channel = channels.get(post.lane.channel)
    try:
        if channel is not None:
            await channel.deliver(post, {})
    except Exception as trouble:
        log.warning("a coordinator could not be told in %s: %s", post.lane.channel, type(trouble).__name__)


def _begun(unit: UnitOfWork, since: datetime, now: datetime) -> Sequence[OutboxMessage]:
    """What to say to whom; nothing if another process has begun to."""
    if unit.facts.get(FACT) is not None:
        return ()
    unit.facts.put(FACT, since.isoformat())
    return _messages(unit, system_messages.no_worker(since), now)


def _over(unit: UnitOfWork, now: datetime) -> None:
    if unit.facts.get(FACT) is not None:
        unit.facts.drop(FACT)
        unit.outbox.enqueue(_messages(unit, system_messages.worker_back(), now))


def _messages(unit: UnitOfWork, message: Message, at: datetime) -> Sequence[OutboxMessage]:
    return told(f"workers:{at:%Y-%m-%dT%H-%M-%S}", message, unit.people.coordinators())
