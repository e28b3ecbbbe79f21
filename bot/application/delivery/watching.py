"""What the database says of the whole installation, for those who watch over it: what is owed, who lives, what is in the way.

1. It is read when somebody asks, on a reading transaction that nobody waits for, and kept for five seconds.
2. Who asks while it is being read gets the same answer. A database that does not answer in time is said to be down, and is not
   asked again before that look has ended.
3. A post that is due at once does not say since when. This process remembers when it first saw the oldest one of a channel that
   nobody has tried: it has been due for at least so long.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from prometheus_client.metrics_core import Metric

from bot.application.coordination.channel_troubles import noted
from bot.application.delivery import alive
from bot.application.delivery.alive import Seen
from bot.infra import metrics
from bot.infra.clock import Clock
from bot.infra.metrics import Kind, State
from bot.ports import Reason, Store, Unavailable, UnitOfWork
from bot.ports.outbox import Backlog
from bot.ports.troubles import ChannelTrouble

KEPT = timedelta(seconds=5)
PATIENCE = 3.0
"""Seconds that an answer may take; who scrapes waits for ten by default."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What was read at an instant."""

    at: datetime
    backlog: Backlog
    calendar: datetime | None
    """Since when the oldest calendar is due that is to be read."""
    event: datetime | None
    """And the oldest séance that is to be written into one."""
    workers: Sequence[Seen]
    troubles: Sequence[ChannelTrouble]


def look(unit: UnitOfWork, at: datetime) -> Picture:
    """It only reads."""
    calendar, event = unit.calendars.due_since(at), unit.calendar_events.due_since(at)
    return Picture(at, unit.outbox.backlog(at), calendar, event, alive.seen(unit), noted(unit))


@dataclass
class Watcher:
    """One for a process."""

    store: Store
    clock: Clock
    channels: Collection[str]
    """Those that are switched on: they have a figure even if it is 0."""
    patience: float = PATIENCE
    _known: tuple[datetime, Sequence[Metric]] | None = None
    _reading: asyncio.Task[Sequence[Metric]] | None = None
    _untried: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    """The oldest post of a channel that was never tried, and when it was first seen."""

    async def families(self) -> Sequence[Metric]:
        """The figures, as `bot.infra.metrics.READ` names them."""
        now = self.clock.now()
        if self._known is not None and abs(now - self._known[0]) < KEPT:
            return self._known[1]
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read(now))
        done, _ = await asyncio.wait({self._reading}, timeout=self.patience)
        return self._reading.result() if done else [metrics.DATABASE.of({(): 0})]

    async def _read(self, now: datetime) -> Sequence[Metric]:
        try:
            picture = await self.store.read(lambda unit: look(unit, now))
        except Unavailable:
            found: Sequence[Metric] = [metrics.DATABASE.of({(): 0})]
        else:
            found = self._drawn(picture)
        self._known = now, found
        return found

    def _drawn(self, picture: Picture) -> Sequence[Metric]:
        backlog, now = picture.backlog, picture.at
        channels = sorted({*self.channels, *backlog.channels})
        living = [one for one in picture.workers if one.lives(now)]
        last = max((one.at for one in picture.workers), default=None)
        return [
            metrics.DATABASE.of({(): 1}),
            metrics.OWED.of(_owed(backlog, channels)),
            metrics.OLDEST.of(self._oldest(picture, channels)),
            metrics.DEAD.of(_set_aside(backlog, self.channels)),
            metrics.WORKERS.of(
                {(channel,): sum(channel in one.channels for one in living) for channel in self.channels}
            ),
            metrics.LAST_WORKER.of({} if last is None else {(): _age(now, last)}),
            metrics.TROUBLES.of(Counter((one.channel, str(one.kind)) for one in picture.troubles)),
        ]

    def _oldest(self, picture: Picture, channels: Collection[str]) -> Mapping[tuple[str, ...], float]:
        found: dict[tuple[str, ...], float] = {
            (str(kind), ""): _age(picture.at, since)
            for kind, since in (
                (Kind.WAKE, picture.backlog.wake),
                (Kind.CALENDAR, picture.calendar),
                (Kind.EVENT, picture.event),
            )
        }
        for channel in channels:
            one = picture.backlog.channels.get(channel)
            seen = self._first_seen(channel, 0 if one is None else one.untried, picture.at)
            dated = None if one is None else one.oldest
            found[str(Kind.MESSAGE), channel] = max(_age(picture.at, dated), _age(picture.at, seen))
        return found

    def _first_seen(self, channel: str, untried: int, now: datetime) -> datetime | None:
        if not untried:
            self._untried.pop(channel, None)
            return None
        known, since = self._untried.get(channel, (0, now))
        if known != untried:
            since = now
        self._untried[channel] = untried, since
        return since


def _owed(backlog: Backlog, channels: Collection[str]) -> Mapping[tuple[str, ...], float]:
    found: dict[tuple[str, ...], float] = {(channel, str(state)): 0 for channel in channels for state in State}
    for channel, one in backlog.channels.items():
        for state, count in ((State.READY, one.ready), (State.SENDING, one.sending), (State.WAITING, one.waiting)):
            found[channel, str(state)] = count
    return found


def _set_aside(backlog: Backlog, channels: Collection[str]) -> Mapping[tuple[str, ...], float]:
    """A channel that is on has every reason: a figure that rises from nothing can be told from one that was not there."""
    found: dict[tuple[str, ...], float] = {(channel, str(why)): 0 for channel in channels for why in Reason}
    return found | {(channel, str(why)): count for (channel, why), count in backlog.set_aside.items()}


def _age(now: datetime, since: datetime | None) -> float:
    """In seconds; a clock that was set back makes nothing younger than new."""
    return 0.0 if since is None else max((now - since).total_seconds(), 0.0)
