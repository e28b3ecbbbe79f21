"""Lets time pass: due timers become events, the outbox is delivered. Nothing true lives here; it may be killed at any moment."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

from bot.clock import Clock
from bot.engine.people import Role
from bot.ports import Busy, Channel, Doubtful, Owed, Person, Refused, Sent, Unavailable, Unit, Unreached
from bot.service import Service

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""Longer than any channel's time limit."""

BATCH = 20
IDLE = 30.0
"""Seconds between two looks when nothing is planned."""

RECOVERY = 1.0
"""Seconds between two looks while the database is away."""

TRIES = 10
FIRST_RETRY = timedelta(seconds=2)
LAST_RETRY = timedelta(hours=1)


class Worker:
    """One of any number: claims by lease, delivers, acknowledges."""

    def __init__(self, service: Service, channels: Mapping[str, Channel], clock: Clock, owner: str) -> None:
        self._service, self._channels, self._clock, self._owner = service, channels, clock, owner
        self._store = service.store

    async def drain(self) -> int:
        """Does everything that is due now; returns how many things that was."""
        total = 0
        while done := await self.tick():
            total += done
        return total

    async def run(self) -> None:
        """Until it is cancelled: does what is due, then waits for the next thing, or for news."""
        while True:
            try:
                await self.drain()
                planned = [await self._store.run(lambda unit: unit.next_due()), await self._service.next_digest()]
            except Unavailable as trouble:
                log.warning("%s; trying again", trouble)
                await asyncio.sleep(RECOVERY)
                continue
            ahead = [(at - self._clock.now()).total_seconds() for at in planned if at is not None]
            await self._store.wait(min(max(min(ahead, default=IDLE), 0.05), IDLE))

    async def tick(self) -> int:
        """One round: digests, timers, posts."""
        digests = await self._service.weekly()
        wakes = await self._store.run(lambda unit: unit.claim_wakes(self._clock.now(), BATCH, self._owner, LEASE))
        for wake in wakes:
            await self._service.wake(wake.pair)
        posts = await self._store.run(self._claim)
        await asyncio.gather(*(self._deliver(post, people) for post, people in posts))
        return digests + len(wakes) + len(posts)

    def _claim(self, unit: Unit) -> list[tuple[Owed, Mapping[Role, Person]]]:
        posts = unit.claim_posts(self._clock.now(), BATCH, self._owner, LEASE)
        return [(post, unit.people(post.pair) if post.pair else {}) for post in posts]

    async def _deliver(self, post: Owed, people: Mapping[Role, Person]) -> None:
        channel = self._channels.get(post.lane.channel)
        if channel is None:
            await self._bury(post, f"the channel «{post.lane.channel}» is not switched on")
            return
        try:
            sent = await self._send(channel, post, people)
        except Refused as refusal:
            await self._bury(post, str(refusal))
        except Busy as busy:
            await self._hold(post, busy)
        except (Unreached, Doubtful) as trouble:
            await self._retry(post, trouble)
        else:
            await self._store.run(lambda unit: unit.delivered(post, self._owner, sent.conversation, sent.card))

    async def _send(self, channel: Channel, post: Owed, people: Mapping[Role, Person]) -> Sent:
        """An ambiguous earlier try is looked up before anything is sent again."""
        if post.doubtful and channel.looks_up:
            found = await channel.find(post, people)
            if found is not None:
                return found
        return await channel.deliver(post, people)

    async def _bury(self, post: Owed, reason: str) -> None:
        log.warning("undeliverable: %s of pair %s: %s", post.key, post.pair, reason)
        await self._store.run(lambda unit: unit.bury(post, self._owner, reason, self._clock.now()))

    async def _hold(self, post: Owed, busy: Busy) -> None:
        until = self._clock.now() + timedelta(seconds=busy.after)

        def put_off(unit: Unit) -> None:
            unit.hold(busy.scope or post.lane.scope, until)
            unit.put_off(post, self._owner, until, doubtful=post.doubtful, count=False)

        await self._store.run(put_off)

    async def _retry(self, post: Owed, trouble: Exception) -> None:
        if post.attempts + 1 >= TRIES:
            await self._bury(post, f"given up after {TRIES} tries: {trouble}")
            return
        until = self._clock.now() + min(FIRST_RETRY * 2**post.attempts, LAST_RETRY)
        doubtful = post.doubtful or isinstance(trouble, Doubtful)
        await self._store.run(lambda unit: unit.put_off(post, self._owner, until, doubtful=doubtful))
