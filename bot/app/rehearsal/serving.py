"""The process of a rehearsal: serves the channels, lets its season pass, and throws it away when it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from bot.app import calendars, listening
from bot.app.rehearsal.installing import installed
from bot.app.rehearsal.running import Rehearsal, opened
from bot.app.rehearsal.season import Stage
from bot.app.rehearsal.terms import Folder, Terms, settings_of
from bot.app.signals import until_told
from bot.infra.clock import SystemClock
from bot.ports import Unavailable
from bot.settings import Settings

TICK = 0.25
"""Seconds between two steps, unless something is written to the database meanwhile."""
LINGER = timedelta(minutes=10)
"""After the last word, how long everything can still be looked at before it is deleted."""
CALENDARS, PROTOCOL = timedelta(seconds=30), timedelta(seconds=5)
"""Between two looks into calendars (on the wall: their services know nothing of the season's time), and two protocols."""

OVER = frozenset({Stage.PLAYED, Stage.REFUSED, Stage.STOPPED})


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a rehearsal is conducted."""

    tell: Callable[[str], None]
    stop: bool = False
    """Only throw it away."""
    linger: timedelta = LINGER


async def rehearse(settings: Settings, folder: Folder, terms: Terms, conduct: Conduct) -> Stage | None:
    """Until it is over and thrown away; None if the process is told to end before, to go on another time.

    Raises `RehearsalRefused`, and what `opened` raises.
    """
    with folder.alone():
        if conduct.stop and not folder.journal.is_file():  # nobody was written to yet
            folder.delete()
            return Stage.STOPPED
        with folder.only_if_begun():
            folder.keep(terms)
            if not conduct.stop and not await _installed(settings, folder, terms, conduct):
                return None
            async with opened(settings, folder, terms, SystemClock(), tell=conduct.tell) as one:
                stage = Stage.STOPPED if conduct.stop else await one.over() or await _served(one, settings, conduct)
                if stage is None:
                    one.write()
                    return None
                await one.end(stage)
                conduct.tell(f"{stage}: everything of it is erased, on the platform and here")
                await one.throw_away(asyncio.sleep)
                stage = await one.over()
        folder.delete()
    return stage


async def _installed(settings: Settings, folder: Folder, terms: Terms, conduct: Conduct) -> bool:
    """Where people install the app by a page: waits until it is installed. False if the process is told to end before."""
    told = asyncio.create_task(until_told())
    try:
        return folder.journal.is_file() or await installed(
            settings_of(settings, folder, terms), terms, told, conduct.tell
        )
    finally:
        told.cancel()


async def _served(one: Rehearsal, settings: Settings, conduct: Conduct) -> Stage | None:
    """The stage in which it is over; None if the process is told to end."""
    server = web.Application()
    one.attach(server)
    told = asyncio.create_task(until_told())
    try:
        async with listening.serving(server, settings):
            conduct.tell(f"listening on http://{settings.host}:{settings.port} for {', '.join(settings.channels)}")
            return await _steps(one, told, conduct)
    finally:
        told.cancel()


async def _steps(one: Rehearsal, told: asyncio.Task[None], conduct: Conduct) -> Stage | None:
    reader = calendars.reader(one.container, "rehearsal")
    looked = written = one.real.now()
    ended: datetime | None = None
    stage: Stage | None = None
    while not told.done():
        now = one.real.now()
        with suppress(Unavailable):  # somebody holds the file; it is tried at the next step
            before, stage = stage, await one.season.step()
            if stage is not before:
                conduct.tell(stage)
            if reader is not None and now - looked >= CALENDARS:
                looked = now
                await reader.drain()
            if now - written >= PROTOCOL:
                written = now
                one.write()
            if stage is Stage.REFUSED:
                return stage
            if stage is Stage.PLAYED and await one.season.is_quiet():
                ended = ended or now
                if now - ended >= conduct.linger:
                    return stage
        await one.container.store.wait(TICK)
    return None
