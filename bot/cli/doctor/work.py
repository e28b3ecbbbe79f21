"""Asks whether the work gets done: workers alive, the oldest that is owed by channel, what could not be delivered, and trouble
that the processes have noted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.application.coordination.channel_troubles import noted
from bot.application.delivery import alive
from bot.cli.doctor.opened import OpenedDatabase
from bot.infra.clock import Clock
from bot.ports.outbox import ChannelBacklog
from bot.ports.plugins.doctor import Check, Finding, advised, right, wrong

LATE = timedelta(minutes=10)
"""What has waited for longer was not just waiting for its turn."""

PAUSE = 3.0
"""Seconds between two looks at what was wanted at once, and has no instant of its own."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the checks below look at."""

    opened: OpenedDatabase
    clock: Clock
    channels: Sequence[str]
    pause: float = PAUSE

    def checks(self) -> Sequence[Check]:
        return (
            Check("workers", "workers", self.workers),
            Check("timers", "timers of pairs", self.timers),
            *(
                Check(f"owed.{channel}", f"messages owed to {channel}", _Owed(self, channel).asked)
                for channel in self.channels
            ),
            Check("undelivered", "undelivered messages", self.undelivered),
            Check("troubles", "trouble noted by web and worker", self.troubles),
        )

    async def workers(self) -> Finding:
        """One is alive, and each channel has one that delivers to it."""
        store, now = await self.opened.store(), self.clock.now()
        seen = await store.read(alive.seen)
        living = [one for one in seen if one.lives(now)]
        if not living:
            last = max((one.at for one in seen), default=None)
            since = f", the last was seen {ago(now, last)}" if last is not None else ""
            return wrong(
                f"none is alive{since}",
                "Start one: together-bot worker. Without it no reminder, no date and no digest is sent.",
            )
        served = {channel for one in living for channel in one.channels}
        if lacking := [channel for channel in self.channels if channel not in served]:
            return wrong(
                f"{len(living)} alive, and none delivers to {', '.join(lacking)}",
                "Give web and worker the same TOGETHER_CHANNELS, and restart the worker.",
            )
        said = f"{len(living)} alive, the last seen {ago(now, max(one.at for one in living))}"
        if gone := len(seen) - len(living):
            return advised(
                f"{said}; {gone} ended without a word within the last day",
                "See in their log why they ended, unless the machine was switched off.",
            )
        return right(said)

    async def timers(self) -> Finding:
        store, now = await self.opened.store(), self.clock.now()
        since = (await store.read(lambda unit: unit.outbox.backlog(now))).wake
        if since is not None and now - since > LATE:
            return wrong(
                f"the first should have rung {ago(now, since)}",
                "See whether a worker runs (workers), and what its log says.",
            )
        return right("none is late")

    async def undelivered(self) -> Finding:
        store = await self.opened.store()
        dead = await store.read(lambda unit: unit.dead_letters.all())
        if not dead:
            return right("none")
        reasons = ", ".join(sorted({one.reason.value for one in dead}))
        return advised(
            f"{len(dead)} ({reasons})",
            "Read which and why: together-bot undelivered. Try again once that is mended: together-bot undelivered --retry all.",
        )

    async def troubles(self) -> Finding:
        store, now = await self.opened.store(), self.clock.now()
        known = await store.read(noted)
        if not known:
            return right("none")
        lines = [
            f"{one.channel}{f' ({one.workspace})' if one.workspace else ''}, {one.kind.value}: {one.detail}"
            for one in known
        ]
        since = min((one.since for one in known if one.since is not None), default=now)
        return wrong(f"{len(known)}, the first {ago(now, since)}", "\n".join(lines))


@dataclass(frozen=True, slots=True)
class _Owed:
    """The oldest message that is owed to a channel."""

    work: Work
    channel: str

    async def asked(self) -> Finding:
        before, now = await self._backlog(), self.work.clock.now()
        if before.oldest is not None and now - before.oldest > LATE:
            return wrong(
                f"{before.ready} are due, and the oldest was wanted {ago(now, before.oldest)}",
                "See whether a worker runs that delivers there (workers), and what its log says of that channel.",
            )
        if not before.untried:
            return right(f"{before.ready} are due, none of them late" if before.ready else "none is due")
        await asyncio.sleep(self.work.pause)
        after = await self._backlog()
        if after.untried != before.untried:
            return right(f"{after.ready} are due, and being sent")
        return advised(
            f"{after.ready} are due, and nobody took the oldest meanwhile",
            "Ask again in some minutes: a platform may have asked for peace. If it is still there, see whether a worker runs that "
            "delivers there (workers), and what its log says of that channel.",
        )

    async def _backlog(self) -> ChannelBacklog:
        store, now = await self.work.opened.store(), self.work.clock.now()
        found = await store.read(lambda unit: unit.outbox.backlog(now))
        return found.channels.get(self.channel, ChannelBacklog())


def ago(now: datetime, then: datetime | None) -> str:
    """`3 minutes ago`."""
    if then is None:
        return "never"
    seconds = round((now - then).total_seconds())
    for length, name in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * length:
            return f"{seconds // length} {name} ago"
    return f"{max(0, seconds)} seconds ago"
