"""Lets time pass: due timers become events, the outbox is delivered.

Nothing true lives here. Any number of workers share one database.

1. A worker may be killed at any moment: its leases lapse, and what it may have sent is looked up before it is sent again.
2. While the database is away a worker waits for it. What it has sent meanwhile it writes down as soon as it is back, and
   after a long absence it claims nothing before the others can have done so too.
3. A message that two workers in a row did not outlive is tried by a worker that has nothing else in hand. Only what ends such a
   worker, `STRIKES` times in a row, is given up: the others were only in its company.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from bot.application.coordination.announcing import Announcing
from bot.application.coordination.programme_ends import ProgrammeEnds
from bot.application.delivery import alive
from bot.application.event_handler import EventHandler
from bot.engine.people import Role
from bot.infra import logs, metrics
from bot.infra.backoff import Backoff
from bot.infra.batching import BatchingStore
from bot.infra.clock import Clock
from bot.infra.metrics import Kind, Outcome
from bot.infra.patience import LOOKING, WRITING, Pauses, until_there
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
    Wake,
)
from bot.ports.outbox import SUSPICIOUS

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""Longer than any channel takes to answer or to give up."""

AT_ONCE = 64
"""Deliveries under way at the same time; most of the time they wait for a platform."""

BATCH = 40
ROOM = 10
"""The fewest places that are worth a look into the database."""
IDLE = 30.0
"""Seconds between two looks when nothing is known to be due."""

SOON = 0.05
"""The least time between two looks without news."""

GRACE = 3.0
"""Seconds that all workers get to write down what they have sent, once a database is back that was away for long."""

TRIES = 10
STRIKES = 5
"""Workers in a row that end while they have one message, and nothing else, in hand; then it is the message."""
FATAL = SUSPICIOUS + STRIKES
"""Workers in a row in all, until a message is given up."""
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
        self._announcing, self._ends = Announcing(service), ProgrammeEnds(service)
        self._writing = BatchingStore(self._store)
        self._under_way: dict[asyncio.Task[None], int] = {}
        """The tasks, each with the post that it delivers; 0 if that is a wake."""
        self._alone: asyncio.Task[None] | None = None
        """The delivery of a message that is under suspicion: nothing else is begun beside it."""
        self._ending = asyncio.Event()
        self._news = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._stopped = False
        self._unsettled = False
        self._noted: datetime | None = None

    # One round after another, for those who set the clock themselves

    async def drain(self) -> int:
        """Does everything that is due now and returns how many things that was."""
        total = 0
        while done := await self._round():
            total += done
        return total

    async def _round(self) -> int:
        digests = await self._service.digests.send()
        announced = await self._announcing.send()
        ended = await self._ends.tell()
        started = await self._start(BATCH)
        await self._settled()
        return digests + announced + ended + started

    # As time goes by

    async def run(self) -> None:
        """Until `stop`: does what is due as it falls due, many things at once."""
        listening = asyncio.create_task(self._listen())
        try:
            while not self._stopped:
                self._news.clear()
                room = self._room()
                try:
                    await self._note()
                    started = await self._start(room)
                except Unavailable:
                    await self._until_back()
                    continue
                if not started:
                    await self._until_news(await self._ahead() if room else IDLE)
        finally:
            listening.cancel()

    def _room(self) -> int:
        """How many it may begin: none until there is room for several, so that few looks into the database begin many."""
        room = AT_ONCE - len(self._under_way)
        return min(BATCH, room) if room >= ROOM else 0

    def looks(self, now: datetime) -> bool:
        """Whether its loop goes round: it has noted lately that it lives, or has yet to begin."""
        return self._noted is None or abs(now - self._noted) <= alive.FRESH

    def look(self) -> None:
        """There may be something due."""
        self._news.set()

    async def stop(self, deadline: float) -> None:
        """Claims nothing more, gives what is under way `deadline` seconds to end, and gives unused leases back.

        A send that was cut off, or could not be written down, keeps its lease: it may have arrived, and is looked up
        once the lease has lapsed.
        """
        self._stopped = True
        self._ending.set()
        self.look()
        with suppress(TimeoutError):
            async with asyncio.timeout(deadline):
                async with self._claiming:  # what is being claimed just now is still begun
                    pass
                await self._settled()
        if self._claiming.locked():
            return
        try:
            await self._store.run(self._leave)
        except Unavailable:
            log.warning("the worker ends while the database is away: its leases will lapse")

    async def _until_back(self) -> None:
        """Returns once the database can be written again, or the worker is to end."""
        loop, pauses = asyncio.get_running_loop(), Pauses(self._owner, LOOKING)
        began = loop.time()
        while not self._stopped:
            await self._pause(pauses.longer())
            with suppress(Unavailable):
                await self._store.run(lambda unit: unit.outbox.next_due())
                break
        if loop.time() - began > self._lease.total_seconds() / 2:
            await self._pause(GRACE)

    async def _pause(self, seconds: float) -> None:
        """Or until the worker is to end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), seconds)

    def _leave(self, unit: UnitOfWork) -> None:
        alive.forget(unit, self._owner)
        if not self._under_way and not self._unsettled:
            unit.outbox.release(self._owner)

    async def _note(self) -> None:
        """From time to time, by a clock that may also jump back."""
        now = self._clock.now()
        if self._noted is not None and abs(now - self._noted) < alive.EVERY:
            return
        async with self._claiming:  # `stop` takes the note away, and waits until it is written
            if self._stopped:
                return
            mine = alive.Seen(self._owner, now, tuple(sorted(self._channels)))
            await self._store.run(lambda unit: alive.note(unit, mine))
        self._noted = now

    async def _listen(self) -> None:
        while True:
            await self._store.wait(IDLE)
            self.look()

    async def _ahead(self) -> float:
        """Seconds until something is due by time alone, such as what a channel's pace holds back."""
        with suppress(Unavailable):
            due = await self._store.read(lambda unit: unit.outbox.next_due())
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
            if limit <= 0 or self._stopped or self._alone is not None:
                return 0
            idle = not self._under_way
            wakes, posts = await self._store.run(lambda unit: self._claim(unit, limit, idle))
            for wake in wakes:
                self._late(Kind.WAKE, wake.due)
                self._spawn(self._wake(wake.pair))
            for post, people in posts:
                # a worker that slept through its lease, or could not write yet, only has it anew
                if post.id in self._under_way.values():
                    continue
                if post.due is not None and not post.attempts:
                    self._late(Kind.MESSAGE, post.due)
                task = self._spawn(self._deliver(post, people), post.id)
                if post.lapses >= SUSPICIOUS:
                    self._alone = task
            return len(wakes) + len(posts)

    def _late(self, kind: Kind, due: datetime) -> None:
        metrics.LAG.labels(kind).observe(max((self._clock.now() - due).total_seconds(), 0.0))

    def _claim(
        self, unit: UnitOfWork, limit: int, idle: bool
    ) -> tuple[Sequence[Wake], list[tuple[OutboxMessage, Mapping[Role, Person]]]]:
        now = self._clock.now()
        unit.dead_letters.probe(now)
        wakes = unit.outbox.claim_wakes(now, limit, self._owner, self._lease)
        posts = unit.outbox.claim(now, limit, self._owner, self._lease)
        if idle and not wakes and not posts:
            suspect = unit.outbox.claim_suspect(now, self._owner, self._lease)
            posts = [suspect] if suspect is not None else []
        if posts:  # another process may have brought a version that this one has not met
            self._service.versions.learn(unit)
        people = {pair: unit.people.of_pair(pair) if pair else {} for pair in {post.pair for post in posts}}
        return wakes, [(post, people[post.pair]) for post in posts]

    def _spawn(self, work: Coroutine[object, object, None], post: int = 0) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._under_way[task] = post
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        if task is self._alone:
            self._alone = None
        if not task.cancelled() and (trouble := task.exception()) is not None:
            self._unsettled = True
            log.error("left for later, when its lease lapses: %s", type(trouble).__name__, exc_info=trouble)
        self.look()

    async def _settled(self) -> None:
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _wake(self, pair: str) -> None:
        await self._written(lambda unit: self._service.ring(unit, pair, self._clock.now()), pair)

    async def _deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> None:
        with logs.about(pair=post.pair):
            await self._delivered(post, people)

    async def _delivered(self, post: OutboxMessage, people: Mapping[Role, Person]) -> None:
        channel = self._channels.get(post.lane.channel)
        if channel is None:
            await self._dead_letter(
                post, Refused(Reason.REMOVED, f"the channel «{post.lane.channel}» is not switched on")
            )
            return
        if post.lapses >= FATAL:  # whoever tried it never lived to tell
            told = f"given up after {post.lapses} workers ended while they sent it, the last {STRIKES} with nothing else in hand"
            await self._dead_letter(post, Refused(Reason.TRIED, told))
            return
        try:
            sent = await self._send(channel, post, people)
        except Refused as refusal:
            _tried(post, Outcome.REFUSED)
            await self._dead_letter(post, refusal)
        except Busy as busy:
            _tried(post, Outcome.BUSY)
            await self._throttle(post, busy)
        except (Unreached, Doubtful) as trouble:
            _tried(post, Outcome.DOUBTFUL if isinstance(trouble, Doubtful) else Outcome.UNREACHED)
            await self._retry(post, trouble)
        except Exception as mistake:  # the channel's own: it counts as a try, or the conversation would wait for ever
            _tried(post, Outcome.BROKEN)
            log.exception("%s cannot be delivered in %s", post.kind, post.lane.channel)
            await self._retry(post, Doubtful(type(mistake).__name__))
        else:
            _tried(post, Outcome.DELIVERED)
            at = self._clock.now()
            await self._written(lambda unit: self._service.delivered(unit, post, self._owner, sent, at), post.pair)
            metrics.DELIVERED.labels(post.lane.channel).inc()

    async def _written(self, work: Callable[[UnitOfWork], object], pair: str) -> None:
        """In a transaction that many share, as soon as the database is there. What became of a post is written down however long
        its lease has been over by then: whose it is now, the statement asks."""
        await until_there(lambda: self._writing.run(work, locks=pair), self._owner, WRITING)

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
        log.warning("undeliverable: %s in %s: %s", post.kind, post.lane.channel, refusal)
        at = self._clock.now()
        await self._written(lambda unit: unit.dead_letters.put(post, self._owner, refusal, at), post.pair)
        metrics.REFUSED.labels(post.lane.channel, refusal.reason).inc()

    async def _throttle(self, post: OutboxMessage, busy: Busy) -> None:
        """The platform wants peace: the whole scope waits, and the post keeps its place and its tries."""
        until = self._clock.now() + timedelta(seconds=busy.after)

        def reschedule(unit: UnitOfWork) -> None:
            unit.outbox.throttle(busy.scope or post.lane.scope, until)
            unit.outbox.reschedule(post, self._owner, until, doubtful=post.doubtful, count=False)

        await self._written(reschedule, post.pair)

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
        await self._written(
            lambda unit: unit.outbox.reschedule(post, self._owner, until, doubtful=doubtful, count=not last), post.pair
        )


def _tried(post: OutboxMessage, outcome: Outcome) -> None:
    metrics.TRIES.labels(post.lane.channel, outcome).inc()
