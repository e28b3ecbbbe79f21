"""The demo's season: who plays, and how time moves from one thing that is seen to the next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.application.calendars.reading import Reader
from bot.application.delivery.worker import Worker
from bot.application.event_handler import EventHandler
from bot.infra.clock import ShiftedClock
from bot.ports import Mailbox, UnitOfWork

AHEAD = "demo.ahead"
"""The setting that keeps how many seconds the demo's clock is ahead, so that a restart keeps the season."""

QUIET_JUMPS = 50
"""Timers that may pass in one jump without anything to be seen."""

ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
Awa,Camille,mentoring,{week},{both},{first},Africa/Dakar,Europe/Paris,local,awa,local,camille
Priya,Léo,mentoring,{week},{second},{first},Europe/London,Europe/Paris,local,priya,local,leo
Awa,Tomás,networking,{week},{both},{second},Africa/Dakar,Europe/Madrid,local,awa,local,tomas
"""
"""Awa speaks the programme's first two languages, the others one of the two."""


@dataclass(frozen=True, slots=True)
class DemoSeason:
    """Three pairs, whose time moves when somebody asks for it."""

    service: EventHandler
    worker: Worker
    reader: Reader
    mailbox: Mailbox
    clock: ShiftedClock

    async def begin(self, enrol: Callable[[str], Awaitable[tuple[int, int]]]) -> None:
        """The season as it was left; a new one begins with the first thing that happens.

        `enrol` is given a CSV text, and returns how many of its pairs are new and how many it names.
        """
        ahead = await self.service.store.run(lambda unit: unit.facts.get(AHEAD))
        self.clock.ahead = timedelta(seconds=float(ahead or 0))
        first, second = (self.service.programme.languages * 2)[:2]
        both = " ".join(dict.fromkeys((first, second)))
        new, _ = await enrol(ROSTER.format(week=self.clock.now().date(), first=first, second=second, both=both))
        if new:
            await self.jump()

    async def jump(self) -> datetime | None:
        """On to the next thing to be seen; None if nothing is planned any more."""
        await self.worker.drain()
        seen = await self._revision()
        for _ in range(QUIET_JUMPS):
            due = await self.service.store.run(lambda unit: unit.outbox.next_due())
            nexts = [at for at in (due, await self.service.digests.next()) if at is not None]
            if not nexts:
                return None
            self.clock.jump(min(nexts))
            await self.service.store.run(self._keep)
            await self.reader.drain()  # what was known of calendars is out of date by now
            await self.worker.drain()
            if await self._revision() != seen:
                break
        return self.clock.now()

    def _keep(self, unit: UnitOfWork) -> None:
        unit.facts.put(AHEAD, str(self.clock.ahead.total_seconds()))

    async def _revision(self) -> int:
        revision = 0
        while cards := await self.mailbox.since(revision):
            revision = cards[-1].revision
        return revision
