"""Catches up after a restore: what was due since the backup is not sent again unseen.

1. What the database knew ends at some instant; what happened until now is lost to it, and not to the people who were written to.
2. Every timer of those hours rings at its own time, as it rang before: so the journeys stand where they stood, and the messages of
   those hours are owed once more, under the same keys.
3. None of these is sent blindly. Where a channel can look up (`Channel.looks_up`), the worker looks for the message of that key,
   and brings it up to date in place; it is sent only if it is not there. Where none can, it is held, and
   `together-bot undelivered` lists it.
4. What people did in those hours nobody can bring back: the coordinators are told which hours may be missing.
5. Numbers go on well past those that were given in the lost hours, so that no new message is taken for an old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.application.coordination.recipients import told
from bot.application.event_handler import EventHandler
from bot.ports import OutboxMessage, Store, UnitOfWork
from bot.ports.store.ledger import LedgerTrouble
from bot.text import system_messages

BEAT = "alive"
"""The fact that says when a worker was last seen to work with this database; the ledger has it too, a little later."""
SINCE = "restored.since"

OWNER, LEASE, BATCH = "catch-up", timedelta(minutes=10), 50
ROUNDS = 10_000
"""Batches of timers: more than the hours that a backup is old can hold."""


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What may be missing, and what became of what was due."""

    since: datetime
    until: datetime
    rung: int
    """Timers that rang once more."""
    uncertain: int
    """Messages that are looked up before they are sent, or held."""


def beat(unit: UnitOfWork, at: datetime) -> None:
    """A worker lives. The ledger hears of it after the database, in a transaction of its own (`beaten`)."""
    unit.facts.put(BEAT, at.isoformat())


def lost_since(unit: UnitOfWork) -> datetime | None:
    """From when on this database lacks what happened; None if it lacks nothing.

    It says so itself after `restore`. After a provider's snapshot the ledger does: it has seen a worker later than this database.
    """
    said, alive = unit.facts.get(SINCE), unit.facts.get(BEAT)
    if said:
        return datetime.fromisoformat(said)
    try:
        beaten = unit.erasures.ledger.beaten()
    except LedgerTrouble:
        return None
    if alive is None or beaten is None or datetime.fromisoformat(alive) >= beaten:
        return None
    return datetime.fromisoformat(alive)


async def catch_up(service: EventHandler, store: Store) -> CaughtUp | None:
    """Before anything is served; None if nothing is missing. Cut short, it goes on at the next start."""
    until = service.clock.now()
    since = await store.run(lambda unit: _begun(unit, until))
    if since is None:
        return None
    rung = 0
    for _ in range(ROUNDS):
        wakes = await store.run(lambda unit: unit.outbox.claim_wakes(until, BATCH, OWNER, LEASE))
        if not wakes:
            break
        for wake in wakes:
            at = min(max(wake.due, since), until)
            await store.run(lambda unit, pair=wake.pair, at=at: service.ring(unit, pair, at))  # type: ignore[misc]
        rung += len(wakes)
    await service.digests.send()
    uncertain = await store.run(lambda unit: _settled(unit, since, until))
    return CaughtUp(since, until, rung, uncertain)


def _begun(unit: UnitOfWork, until: datetime) -> datetime | None:
    since = lost_since(unit)
    if since is None:
        return None
    if unit.facts.get(SINCE) != since.isoformat():
        unit.facts.put(SINCE, since.isoformat())
    unit.outbox.set_apart(since, until)
    return since


def _settled(unit: UnitOfWork, since: datetime, until: datetime) -> int:
    uncertain = unit.outbox.doubt(since, until)
    if unit.seen.claim_once(f"restored:{since.isoformat()}", until):
        unit.outbox.enqueue(_notice(unit, since, until))
    unit.facts.put(SINCE, "")
    beat(unit, until)
    return uncertain


def _notice(unit: UnitOfWork, since: datetime, until: datetime) -> Sequence[OutboxMessage]:
    key = f"restored:{until:%Y-%m-%dT%H-%M-%S}"
    return told(key, system_messages.hours_missing(since, until), unit.people.coordinators())
