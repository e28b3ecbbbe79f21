"""The worker process: APScheduler ticks, the worker works. Nothing true lives in the scheduler."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import app
from bot.app import calendars, health
from bot.app.channels import check, closed, inquirer, outbound
from bot.app.contacts import asked_for
from bot.app.operating.metrics import measured
from bot.app.signals import opened_in_time, until_told
from bot.application.catch_up import BEAT, beat
from bot.application.coordination.announcing import Announcing
from bot.application.coordination.inquiries.inquirer import KEPT as INQUIRIES_KEPT
from bot.application.coordination.programme_ends import ProgrammeEnds
from bot.application.coordination.undelivered_today import UndeliveredToday
from bot.application.data_rights.erase import EPOCH
from bot.application.data_rights.retention import expire
from bot.application.data_rights.withdraw import withdraw
from bot.application.delivery.scheduled import by_these_zones, by_this_clock
from bot.application.delivery.worker import LEASE, Worker
from bot.infra import logs
from bot.infra.clock import SystemClock
from bot.infra.jumps import Jumps
from bot.infra.patience import until_there
from bot.infra.zones import fingerprint
from bot.ports import Channel, UnitOfWork
from bot.ports.store.audit import KEPT as AUDIT_KEPT
from bot.settings import Settings

log = logging.getLogger(__name__)

TICK = 1
"""Seconds between two looks for what has fallen due by time alone; news in the database come at once."""

DIGESTS, UNDELIVERED, ANNOUNCEMENTS, BEATS, WITHDRAWALS = 60, 300, 60, 60, 60
ENDS, RETENTION = 3600, 6 * 3600
SCRUBBED = "erasures.scrubbed"
"""The last erasure that is out of the database's files."""

DEADLINE = 10.0
"""Seconds that deliveries under way get to end in, when the process is told to."""


def work(settings: Settings) -> int:
    """Until SIGTERM or Ctrl+C."""
    logs.begin(logging.INFO, settings.log)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick that finds its job still waiting is no news
    asyncio.run(run(settings))
    return 0


async def run(settings: Settings, channels: Mapping[str, Channel] | None = None, lease: timedelta = LEASE) -> None:
    """`channels` instead of those that the settings switch on."""
    async with opened_in_time(settings, SystemClock()) as container, AsyncExitStack() as open_until_the_end:
        logs.name_pairs(container.settings.secret_keys)
        await open_until_the_end.enter_async_context(measured(container))
        # never a name that was used before: in a container, host and number of the process are those of its predecessor
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        if channels is None:
            await check(container)
        reached = outbound(container) if channels is None else channels
        worker = Worker(container.service, reached, container.clock, owner, lease)
        await open_until_the_end.enter_async_context(health.listener(container, worker.looks))
        jumps = Jumps(container.clock)
        for line in await until_there(
            lambda: container.store.run(lambda unit: _begun(unit, container, reached, jumps)), owner
        ):
            log.warning("%s", line)
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None})
        scheduler.add_job(worker.look, "interval", seconds=TICK)
        for each in _jobs(container, reached, jumps):
            first = {"next_run_time": container.clock.now()} if each.at_once else {}
            scheduler.add_job(_calmly(each.run), "interval", seconds=each.seconds, **first)
        gc.freeze()  # what is there now stays; to look through it would hold everything up for a tenth of a second
        scheduler.start()
        print(f"working as {owner}", flush=True)
        working = asyncio.create_task(worker.run())
        reader = calendars.reader(container, owner)
        writer, asked = calendars.writer(container, owner), inquirer(container, owner)
        besides = {asyncio.create_task(one.run()) for one in (reader, writer, asked) if one is not None}
        besides.add(asyncio.create_task(_watch(jumps, container, scheduler, worker)))
        try:
            # a worker that has failed ends the process, so that another is started
            told = asyncio.create_task(until_told())
            await asyncio.wait({told, working, *besides}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            scheduler.shutdown(wait=False)
            for one in besides:
                one.cancel()
            await worker.stop(DEADLINE)
            await working
            await asyncio.wait(besides)
            await closed(reached)
        for one in besides:
            if not one.cancelled():
                one.result()  # raises what has ended it


def _begun(unit: UnitOfWork, container: app.Container, channels: Iterable[str], jumps: Jumps) -> Sequence[str]:
    """Whoever started the process may have mended what kept messages from being sent, or the clock, or brought other rules of
    time zones. Returns what is to be warned of."""
    at = container.clock.now()
    for channel in channels:
        unit.dead_letters.reinstate(channel, at)
    by_these_zones(unit, fingerprint(), at)
    by_this_clock(unit, at)
    if alive := unit.facts.get(BEAT):
        jumps.ahead(at - datetime.fromisoformat(alive))
    return tuple(asked_for(unit.programmes.all()))


async def _watch(jumps: Jumps, container: app.Container, scheduler: AsyncIOScheduler, worker: Worker) -> None:
    """Lets what is scheduled be looked at anew when the clock has jumped: by the scheduler's, it would be as late as that."""
    while True:
        await asyncio.sleep(TICK)
        moved = jumps.look()
        if not moved:
            continue
        log.warning("the clock has jumped %s by %s", "ahead" if moved > timedelta() else "back", abs(moved))
        if moved < timedelta():
            at = container.clock.now()
            await until_there(lambda at=at: container.store.run(lambda unit: by_this_clock(unit, at)), "clock")  # type: ignore[misc]
            for job in scheduler.get_jobs():
                job.modify(next_run_time=at)
        worker.look()


@dataclass(frozen=True, slots=True)
class _Job:
    """What is done from time to time beside the deliveries."""

    run: Callable[[], Awaitable[object]]
    seconds: float
    at_once: bool = True
    """Also when the process begins."""


def _jobs(container: app.Container, reached: Mapping[str, Channel], jumps: Jumps) -> tuple[_Job, ...]:
    undelivered = UndeliveredToday(container.store, container.clock)
    return (
        _Job(container.service.digests.send, DIGESTS),
        _Job(undelivered.tell, UNDELIVERED, at_once=False),
        _Job(Announcing(container.service).send, ANNOUNCEMENTS),
        _Job(ProgrammeEnds(container.service).tell, ENDS),
        _Job(lambda: _forget(container, jumps), RETENTION),
        _Job(lambda: withdraw(container.store, reached, container.clock.now()), WITHDRAWALS, at_once=False),
        _Job(lambda: _beat(container), BEATS),
    )


async def _beat(container: app.Container) -> None:
    """First the database, then the ledger outside it: a ledger that has seen more belongs to a database that has lost hours."""
    at = container.clock.now()
    await container.store.run(lambda unit: beat(unit, at))
    await asyncio.to_thread(app.ledger_of(container.settings).beat, at)


async def _scrub(container: app.Container) -> None:
    """Whoever erased themselves in chat is taken out of the database's files too, once for all who did."""
    epoch = await container.store.read(lambda unit: unit.facts.get(EPOCH))
    if epoch != await container.store.read(lambda unit: unit.facts.get(SCRUBBED)):
        left = await container.store.scrub()
        await container.store.run(lambda unit: unit.facts.put(SCRUBBED, epoch or ""))
        log.info("erasures up to %s are out of the database's files. %s", epoch, left)


async def _forget(container: app.Container, jumps: Jumps | None = None) -> None:
    """What has been kept for long enough goes, copies that an upgrade put beside a SQLite file among it."""
    if jumps is not None and jumps.unsure:
        log.warning("the clock is days ahead of what it was: nothing is deleted by it before tomorrow")
        return
    now = container.clock.now()
    expired = await expire(container.store, now)
    if expired.words or expired.pairs:
        log.info(
            "kept no longer: the words of %d pairs, %d pairs, %d people",
            *(expired.words, expired.pairs, expired.people),
        )
    await container.store.run(lambda unit: unit.audit.forget(now - AUDIT_KEPT))
    await container.store.run(lambda unit: unit.inquiries.forget(now - 2 * INQUIRIES_KEPT))
    await asyncio.to_thread(container.store.forget_copies, now - timedelta(days=container.settings.keep_backups_days))
    await _scrub(container)


def _calmly(job: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """The job, done as soon as the database is there: the next tick may be hours away."""

    async def done() -> None:
        with suppress(
            asyncio.CancelledError
        ):  # the process ends, and whatever the job has not done is left for the next
            await until_there(job, "a job")

    return done
