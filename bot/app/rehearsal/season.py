"""The clock of a rehearsal: it jumps over the quiet between two things that happen, and goes at the usual pace otherwise.

1. Nothing is jumped over before both have been asked; then it waits for their answers as long as they take.
2. From the second yes on a day of the season lasts as long as the terms say.
3. While a message is owed (on its way, held back by the platform, to be tried again) nothing is jumped over: leases, pauses
   between tries, the platform's limits and its « wait » are seconds on the wall.
4. How far ahead it is stands in the rehearsal's own database, so a process that was killed goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.app import Container
from bot.application.delivery.worker import Worker
from bot.engine.flows.willing.state import answer_of, both_willing, is_before, was_asked
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.infra.clock import Clock, ShiftedClock
from bot.ports import UnitOfWork

AHEAD, OVER = "rehearsal.ahead", "rehearsal.over"
DAY = timedelta(days=1)
LONGEST = timedelta(seconds=5)
"""Of one step: a laptop that slept jumps over no more."""
MOST = 500
"""Jumps in one step."""


class Stage(StrEnum):
    """How far a rehearsal is."""

    ASKING = "asking"
    """Not both have been asked yet."""
    WAITING = "waiting for both to answer"
    PLAYING = "playing"
    REFUSED = "one of the two was not willing"
    PLAYED = "played to its end"
    STOPPED = "stopped before its end"


def stage_of(journey: Journey | None) -> Stage:
    if journey is None or journey.ended is not None:
        return Stage.PLAYED if journey is not None and not is_before(journey) else Stage.REFUSED
    if any(answer_of(journey, role) is False for role in Role) and is_before(journey):
        return Stage.REFUSED
    if both_willing(journey):
        return Stage.PLAYING
    return Stage.WAITING if all(was_asked(journey, role) for role in Role) else Stage.ASKING


@dataclass
class Season:
    """Moves the time of one pair, step by step, for whoever tells how much time has passed on the wall."""

    container: Container
    worker: Worker
    clock: ShiftedClock
    real: Clock
    pair: str
    day: timedelta
    """How long a day lasts."""
    _last: datetime | None = field(default=None)

    async def step(self) -> Stage:
        """Does what is due, and jumps over as much quiet as the time since the last step allows."""
        now = self.real.now()
        passed = min(now - self._last, LONGEST) if self._last is not None else timedelta()
        self._last = now
        await self.worker.drain()
        stage = await self.stage()
        allowed = {Stage.ASKING: 7 * DAY, Stage.PLAYING: passed * (DAY / self.day)}.get(stage, timedelta())
        for _ in range(MOST):
            if not allowed or stage not in (Stage.ASKING, Stage.PLAYING):
                break
            jumped = await self._jump(allowed)
            if not jumped:
                break
            allowed -= jumped
            await self.worker.drain()
            stage = await self.stage()
        return stage

    async def stage(self) -> Stage:
        return stage_of(await self.container.store.read(lambda unit: unit.journeys.of(self.pair)))

    async def is_quiet(self) -> bool:
        """Whether nothing is owed to anybody just now."""
        now = self.clock.now()
        return not await self.container.store.read(lambda unit: unit.outbox.owes(now))

    async def _jump(self, allowed: timedelta) -> timedelta:
        """To the next thing that is due, if that is near enough; how far that was."""
        now = self.clock.now()

        def jump(unit: UnitOfWork) -> timedelta:
            due = unit.outbox.next_due()
            if unit.outbox.owes(now) or (due is not None and due <= now):
                return timedelta()
            to = now + allowed if due is None else min(due, now + allowed)
            unit.facts.put(AHEAD, str((self.clock.ahead + (to - now)).total_seconds()))
            return to - now

        jumped = await self.container.store.run(jump)
        self.clock.ahead += jumped
        return jumped
