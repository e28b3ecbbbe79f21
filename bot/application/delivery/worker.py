"""Lets time pass: due timers become events, the outbox is delivered.

Nothing true lives here. A worker may be killed at any moment: its leases lapse, and what it may have sent is looked up
before it is sent again. Any number of workers share one database.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.application.event_handler import EventHandler
from bot.engine.people import Role
from bot.infra.backoff import Backoff
from bot.infra.batching import BatchingStore
from bot.infra.clock import Clock
from bot.ports import (
    Busy,
    Channel,
    Doubtful,
    OutboxMessage,
    Person,
    Reason,
    Refused,
    Sent,
    Unavailable,
    Unexplained,
    UnitOfWork,
    Unreached,
)

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""Longer than any channel takes to answer or to give up."""

AT_ONCE = 64
"""Deliveries under way at the same time; most of the time they wait for a platform."""

BATCH = 20
IDLE = 30.0
"""Seconds between two looks when nothing is known to be due."""

SOON = 0.05
"""The least time between two looks without news."""

RECOVERY = 1.0
"""Seconds between two looks while the database is away."""

TRIES = 10
RETRIES = Backoff(timedelta(seconds=2), timedelta(hours=1))

HOURS = timedelta(hours=6)
"""For which a message is tried that a platform refuses without saying why."""


class Worker:
    """One of any number: claims by lease, delivers, acknowledges."""

    def __init__(
        self,
        service: EventHandler,
        channels: Mapping[str, Channel],
        clock: Clock,
        owner: str,
        lease: timedelta = LEASE,
    ) -> None:
        self._service, self._channels, self._clock, self._owner = service, channels, clock, owner
        self._lease = lease
        self._store = service.store
        self._settling = BatchingStore(self._store)
        self._under_way: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._stopped = False
        self._unsettled = False

    # One round after another, for those who set the clock themselves

    async def drain(self) -> int:
        """Does everything that is due now and returns how many things that was."""
        total = 0
        while done := await self._round():
            total += done
        return total

    async def _round(self) -> int:
        digests = await self._service.digests.send()
        started = await self._start(BATCH)
        await self._settled()
        return digests + started

    # As time goes by

    async def run(self) -> None:
        """Until `stop`: does what is due as it falls due, many things at once."""
        listening = asyncio.create_task(self._listen())
        try:
            while not self._stopped:
                self._news.clear()
                try:
                    started = await self._start(min(BATCH, AT_ONCE - len(self._under_way)))
                except Unavailable as trouble:
                    log.warning("the database is away (%s); trying again", trouble)
                    await self._until_news(RECOVERY)
                    continue
                if not started:
                    await self._until_news(await self._ahead())
        finally:
            listening.cancel()

    def look(self) -> None:
        """There may be something due."""
        self._news.set()

    async def stop(self, deadline: float) -> None:
        """Claims nothing more, gives what is under way `deadline` seconds to end, and gives unused leases back.

        A send that was cut off, or could not be written down, keeps its lease: it may have arrived, and is looked up
        once the lease has lapsed.
        """
        self._stopped = True
        self.look()
        with suppress(TimeoutError):
            async with asyncio.timeout(deadline):
                async with self._claiming:  # what is being claimed just now is still begun
                    pass
                await self._settled()
        if self._under_way or self._claiming.locked() or self._unsettled:
            return
        try:
            await self._store.run(lambda unit: unit.outbox.release(self._owner))
        except Unavailable as trouble:
            log.warning("the database is away (%s); the leases will lapse", trouble)

    async def _listen(self) -> None:
        while True:
            await self._store.wait(IDLE)
            self.look()

    async def _ahead(self) -> float:
        """Seconds until something is due by time alone, such as what a channel's pace holds back."""
        with suppress(Unavailable):
            due = await self._store.run(lambda unit: unit.outbox.next_due())
            if due is not None:
                return min(max((due - self._clock.now()).total_seconds(), SOON), IDLE)
        return IDLE

    async def _until_news(self, seconds: float) -> None:
        """Or until a delivery ends, which may let the next one of its conversation go."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)

    # Claiming and delivering

    async def _start(self, limit: int) -> int:
        """Claims at most `limit` wakes and as many posts, and sets to work on them; returns how many."""
        async with self._claiming:
            if limit <= 0 or self._stopped:
                return 0
            pairs, posts = await self._store.run(lambda unit: self._claim(unit, limit))
            for pair in pairs:
                self._spawn(self._service.wake(pair))
            for post, people in posts:
                self._spawn(self._deliver(post, people))
            return len(pairs) + len(posts)

    def _claim(
        self, unit: UnitOfWork, limit: int
    ) -> tuple[list[str], list[tuple[OutboxMessage, Mapping[Role, Person]]]]:
        now = self._clock.now()
        unit.dead_letters.probe(now)
        wakes = unit.outbox.claim_wakes(now, limit, self._owner, self._lease)
        posts = unit.outbox.claim(now, limit, self._owner, self._lease)
        return [w.pair for w in wakes], [(post, unit.people.of_pair(post.pair) if post.pair else {}) for post in posts]

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (trouble := task.exception()) is not None:
            self._unsettled = True
            log.error("left for later, when its lease lapses: %s", type(trouble).__name__, exc_info=trouble)
        self.look()

    async def _settled(self) -> None:
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> None:
        channel = self._channels.get(post.lane.channel)
        if channel is None:
            await self._dead_letter(
                post, Refused(Reason.REMOVED, f"the channel «{post.lane.channel}» is not switched on")
            )
            return
        if post.attempts >= TRIES:  # whoever tried it never lived to tell
            await self._dead_letter(post, Refused(Reason.TRIED, f"given up after {TRIES} tries: none of them ended"))
            return
        try:
            sent = await self._send(channel, post, people)
        except Refused as refusal:
            await self._dead_letter(post, refusal)
        except Busy as busy:
            await self._throttle(post, busy)
        except (Unreached, Doubtful) as trouble:
            await self._retry(post, trouble)
        except Exception as mistake:  # the channel's own: it counts as a try, or the conversation would wait for ever
            log.exception("%s of %s cannot be delivered", post.kind, post.pair or "the coordinators")
            await self._retry(post, Doubtful(type(mistake).__name__))
        else:
            at = self._clock.now()
            await self._settle(lambda unit: self._service.delivered(unit, post, self._owner, sent, at))

    async def _settle(self, work: Callable[[UnitOfWork], object]) -> None:
        """Writes down what became of a post, as soon as the database is there: for as long as the lease may last."""
        for _ in range(int(self._lease.total_seconds() / RECOVERY)):
            with suppress(Unavailable):
                await self._settling.run(work)
                return
            await asyncio.sleep(RECOVERY)
        await self._settling.run(work)

    async def _send(self, channel: Channel, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        """A try whose fate is unknown is looked up before anything is sent again; failing that, its kind decides."""
        if post.doubtful and not post.card:
            if channel.looks_up:
                found = await channel.find(post, people)
                if found is not None and post.restored:  # it may show what the restore has undone
                    return await channel.deliver(
                        replace(post, card=found.card, conversation=found.conversation), people
                    )
                if found is not None:
                    return found
            elif not post.resend_if_uncertain:
                raise Refused(Reason.DOUBTFUL, "it may have arrived already, and is better held than sent twice")
        return await channel.deliver(post, people)

    async def _dead_letter(self, post: OutboxMessage, refusal: Refused) -> None:
        log.warning("undeliverable: %s of %s: %s", post.kind, post.pair or "the coordinators", refusal)
        at = self._clock.now()
        await self._settle(lambda unit: unit.dead_letters.put(post, self._owner, refusal, at))

    async def _throttle(self, post: OutboxMessage, busy: Busy) -> None:
        """The platform wants peace: the whole scope waits, and the post keeps its place and its tries."""
        until = self._clock.now() + timedelta(seconds=busy.after)

        def reschedule(unit: UnitOfWork) -> None:
            unit.outbox.throttle(busy.scope or post.lane.scope, until)
            unit.outbox.reschedule(post, self._owner, until, doubtful=post.doubtful, count=False)

        await self._settle(reschedule)

    async def _retry(self, post: OutboxMessage, trouble: Exception) -> None:
        last = post.attempts + 1 >= TRIES
        if isinstance(trouble, Unexplained):
            if self._clock.now() - (post.tried or self._clock.now()) >= HOURS:
                await self._dead_letter(post, Refused(trouble.reason, trouble.detail, trouble.lane, probed=True))
                return
        elif last:
            await self._dead_letter(post, Refused(Reason.TRIED, f"given up after {TRIES} tries: {trouble}"))
            return
        until = self._clock.now() + RETRIES.after(str(post.id), post.attempts)
        doubtful = post.doubtful or isinstance(trouble, Doubtful)
        await self._settle(
            lambda unit: unit.outbox.reschedule(post, self._owner, until, doubtful=doubtful, count=not last)
        )
