"""The worker process: APScheduler ticks, the worker works. Nothing true lives in the scheduler."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import app
from bot.app import calendars
from bot.app.channels import check, closed, outbound
from bot.app.contacts import asked_for
from bot.app.signals import until_told
from bot.application.catch_up import beat
from bot.application.coordination.undelivered_today import UndeliveredToday
from bot.application.data_rights.erase import EPOCH
from bot.application.data_rights.retention import expire
from bot.application.data_rights.withdraw import withdraw
from bot.application.delivery.worker import LEASE, Worker
from bot.infra import logs
from bot.infra.clock import SystemClock
from bot.ports import Channel, Unavailable
from bot.ports.store.audit import KEPT as AUDIT_KEPT
from bot.settings import Settings

log = logging.getLogger(__name__)

TICK = 1
"""Seconds between two looks for what has fallen due by time alone; news in the database come at once."""

DIGESTS, UNDELIVERED, BEATS, WITHDRAWALS, RETENTION = 60, 300, 60, 60, 6 * 3600
SCRUBBED = "erasures.scrubbed"
"""The last erasure that is out of the database's files."""

DEADLINE = 10.0
"""Seconds that deliveries under way get to end in, when the process is told to."""


def work(settings: Settings) -> int:
    """Until SIGTERM or Ctrl+C."""
    logs.begin(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    asyncio.run(run(settings))
    return 0


async def run(settings: Settings, channels: Mapping[str, Channel] | None = None, lease: timedelta = LEASE) -> None:
    """`channels` instead of those that the settings switch on."""
    async with app.opened(settings, SystemClock(), migrate=False) as container:
        # never a name that was used before: in a container, host and number of the process are those of its predecessor
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        if channels is None:
            await check(container)
        reached = outbound(container) if channels is None else channels
        worker = Worker(container.service, reached, container.clock, owner, lease)
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None})
        scheduler.add_job(worker.look, "interval", seconds=TICK)
        scheduler.add_job(
            _calmly(container.service.digests.send), "interval", seconds=DIGESTS, next_run_time=container.clock.now()
        )
        undelivered = UndeliveredToday(container.store, container.clock)
        scheduler.add_job(_calmly(undelivered.tell), "interval", seconds=UNDELIVERED)
        scheduler.add_job(
            _calmly(lambda: _forget(container)), "interval", seconds=RETENTION, next_run_time=container.clock.now()
        )
        scheduler.add_job(
            _calmly(lambda: withdraw(container.store, reached, container.clock.now())), "interval", seconds=WITHDRAWALS
        )
        scheduler.add_job(
            _calmly(lambda: _beat(container)), "interval", seconds=BEATS, next_run_time=container.clock.now()
        )
        gc.freeze()  # what is there now stays; to look through it would hold everything up for a tenth of a second
        scheduler.start()
        # whoever started the process may have mended what kept the messages of a channel from being sent
        await container.store.run(
            lambda unit: [unit.dead_letters.reinstate(channel, container.clock.now()) for channel in reached]
        )
        for line in asked_for(await container.store.run(lambda unit: unit.programmes.all())):
            log.warning(line)
        print(f"working as {owner}", flush=True)
        working = asyncio.create_task(worker.run())
        reader = calendars.reader(container, owner)
        reading = asyncio.create_task(reader.run()) if reader is not None else None
        try:
            # a worker that has failed ends the process, so that another is started
            told = asyncio.create_task(until_told())
            ends = {told, working} if reading is None else {told, working, reading}
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            scheduler.shutdown(wait=False)
            if reading is not None:
                reading.cancel()
            await worker.stop(DEADLINE)
            await working
            if reading is not None:
                await asyncio.wait({reading})
            await closed(reached)


async def _beat(container: app.Container) -> None:
    """First the database, then the ledger outside it: a ledger that has seen more belongs to a database that has lost hours."""
    at = container.clock.now()
    await container.store.run(lambda unit: beat(unit, at))
    await asyncio.to_thread(app.ledger_of(container.settings).beat, at)


async def _scrub(container: app.Container) -> None:
    """Whoever erased themselves in chat is taken out of the database's files too, once for all who did."""
    epoch = await container.store.run(lambda unit: unit.facts.get(EPOCH))
    if epoch != await container.store.run(lambda unit: unit.facts.get(SCRUBBED)):
        left = await container.store.scrub()
        await container.store.run(lambda unit: unit.facts.put(SCRUBBED, epoch or ""))
        log.info("erasures up to %s are out of the database's files. %s", epoch, left)


async def _forget(container: app.Container) -> None:
    """What has been kept for long enough goes, copies that an upgrade put beside a SQLite file among it."""
    now = container.clock.now()
    expired = await expire(container.store, now)
    if expired.words or expired.pairs:
        log.info(
            "kept no longer: the words of %d pairs, %d pairs, %d people",
            *(expired.words, expired.pairs, expired.people),
        )
    await container.store.run(lambda unit: unit.audit.forget(now - AUDIT_KEPT))
    await asyncio.to_thread(container.store.forget_copies, now - timedelta(days=container.settings.keep_backups_days))
    await _scrub(container)


def _calmly(job: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """The job, done at the next tick if the database is away now."""

    async def done() -> None:
        try:
            await job()
        except Unavailable as trouble:
            log.warning("left for the next tick: %s", trouble)

    return done
