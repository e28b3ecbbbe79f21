"""Erases a rehearsal: its people, as anybody is erased, so that the platform deletes what they were shown; then its files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.app import Container
from bot.application.data_rights.erase import erase
from bot.application.data_rights.withdraw import MOST, withdraw
from bot.ports import Channel, Person, UnitOfWork

PATIENCE = timedelta(minutes=20)
"""For which the platform is asked to delete messages, before the rest is left to whoever looks."""
BETWEEN = 2.0
"""Seconds between two rounds."""
CENTURY = timedelta(days=36_525)

Sleep = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class ThrownAway:
    people: int
    deleted: int
    """Messages that are gone from the platform."""
    left: int
    """Those that it goes on showing, as far as one knows."""


async def throw_away(container: Container, channels: Mapping[str, Channel], sleep: Sleep = asyncio.sleep) -> ThrownAway:
    """`channels` are the platform's own, which can delete. Can be done again, after a crash or a refusal."""
    clock = container.clock
    people = await container.store.read(_everybody)

    def gone(unit: UnitOfWork) -> None:
        for person in people:
            erase(unit, person.id, clock.now())

    await container.store.run(gone)
    waiting, deleted, end = await _waiting(container), 0, clock.now() + PATIENCE
    owed = waiting
    while waiting and clock.now() < end:
        deleted += await withdraw(container.store, channels, clock.now())
        waiting = await _waiting(container)
        if waiting:
            await sleep(BETWEEN)
    return ThrownAway(len(people), deleted, max(0, owed - deleted))


def _everybody(unit: UnitOfWork) -> Sequence[Person]:
    """The two, and whoever coordinates."""
    pairs = [person for journey in list(unit.journeys.all()) for person in unit.people.of_pair(journey.pair).values()]
    coordinators = [person for one in unit.programmes.all() for _, person in unit.people.coordinators(one.id)]
    return list({person.id: person for person in (*pairs, *coordinators)}.values())


async def _waiting(container: Container) -> int:
    """How many messages are still to be deleted."""
    late = container.clock.now() + CENTURY
    return len(await container.store.read(lambda unit: unit.erasures.withdrawals(late, MOST * 100)))
