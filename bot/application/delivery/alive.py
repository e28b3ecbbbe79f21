"""Which workers live: each notes it in the database, so that whoever has no worker of its own knows of them.

1. A worker notes itself as it begins and then every twenty seconds, however little there is to do. It takes its note away when it
   stops in order.
2. A note that has not been renewed for a minute is that of a worker that is dead, stuck, or cut off from the database.
3. A note that is a day old is dropped by the next worker that notes itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from bot.ports import UnitOfWork

PREFIX = "worker:"
"""What the names of these facts begin with."""

EVERY = timedelta(seconds=20)
"""How often a worker notes that it lives."""

FRESH = timedelta(seconds=60)
"""For how long a note says that its worker lives."""

KEPT = timedelta(days=1)
"""For how long the note of a worker that did not stop in order is kept."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A worker, and when it last noted that it lives."""

    name: str
    at: datetime
    channels: tuple[str, ...] = ()
    """What it delivers to."""

    def lives(self, now: datetime) -> bool:
        """A note from ahead of us counts as well: it was written by a machine whose clock is fast."""
        return now - self.at <= FRESH


class _Note(msgspec.Struct):
    at: datetime
    channels: tuple[str, ...] = ()


def seen(unit: UnitOfWork) -> Sequence[Seen]:
    """Every worker that has a note, alive or not, by name."""
    notes = ((name, msgspec.json.decode(text, type=_Note)) for name, text in unit.facts.starting(PREFIX).items())
    return [Seen(name.removeprefix(PREFIX), note.at, note.channels) for name, note in sorted(notes)]


def note(unit: UnitOfWork, worker: Seen) -> None:
    """This worker lives; those that have not said so for a day are dropped."""
    for other in seen(unit):
        if worker.at - other.at > KEPT:
            forget(unit, other.name)
    unit.facts.put(PREFIX + worker.name, msgspec.json.encode(_Note(worker.at, worker.channels)).decode())


def forget(unit: UnitOfWork, name: str) -> None:
    """The worker of this name has stopped in order."""
    unit.facts.drop(PREFIX + name)
