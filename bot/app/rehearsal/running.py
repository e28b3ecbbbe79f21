"""Puts a rehearsal's parts together: one process with a database of its own, beside the credentials of the settings.

The platform's edge has the time on the wall (signatures and tokens are looked at by it); everything else has the season's.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot import app
from bot.app import Container, calendars, health, pages
from bot.app.channels import closed, context, switched_on
from bot.app.rehearsal.journal import Journal, What
from bot.app.rehearsal.protocol import Protocol
from bot.app.rehearsal.season import AHEAD, OVER, Season, Stage
from bot.app.rehearsal.terms import Folder, Terms, settings_of
from bot.app.rehearsal.throwing_away import Sleep, ThrownAway, throw_away
from bot.app.rehearsal.watching import NotedWarnings, WatchedChannel, WatchedInteractions
from bot.application.delivery.addressing import private_lane
from bot.application.delivery.worker import Worker
from bot.application.enrolment.enrol import Enrolling
from bot.engine import ids
from bot.engine.people import PRIVATE
from bot.infra.clock import Clock, ShiftedClock
from bot.infra.version import version
from bot.ports import Address, Channel, ChannelContext, ChannelPlugin, OutboxMessage, UnitOfWork
from bot.settings import Settings
from bot.text import rehearsing

CARD = "rehearsal"

Tell = Callable[[str], None]
Made = Callable[[ChannelPlugin, ChannelContext], Channel]


def _silent(line: str) -> None: ...


def _made(plugin: ChannelPlugin, given: ChannelContext) -> Channel:
    return plugin.channel(given)


def _timed(plugin: ChannelPlugin, given: ChannelContext, season: Clock) -> ChannelContext:
    """A channel for trying has no platform with a clock of its own: it shows the season's."""
    return replace(given, clock=season) if plugin.for_trying else given


@dataclass
class Rehearsal:
    """One that is under way."""

    container: Container
    real: Clock
    journal: Journal
    protocol: Protocol
    channels: Mapping[str, Channel]
    """The platforms' own, unwatched."""
    season: Season
    given: ChannelContext
    """What the channels are given, watched; those that show the season's own time get its clock instead."""

    def attach(self, server: web.Application) -> None:
        """Its routes: health, pages, links of calendars, and those of every channel."""
        health.attach(server, health.Readiness(self.container))
        calendars.attach(server, self.container)
        pages.attach(server, self.container)
        for plugin in switched_on(self.container.settings):
            plugin.attach(server, _timed(plugin, self.given, self.season.clock))

    def write(self) -> None:
        """The protocol, as far as it goes."""
        self.protocol.write(self.journal.records)

    async def over(self) -> Stage | None:
        """Why it is to be thrown away; None while it goes on."""
        said = await self.container.store.read(lambda unit: unit.facts.get(OVER))
        return Stage(said) if said else None

    async def end(self, stage: Stage) -> None:
        """From now on it can only be thrown away, whatever becomes of this process."""
        if await self.over() is None:
            await self.container.store.run(lambda unit: unit.facts.put(OVER, stage))
            self.journal.note(What.ENDED, note=stage)

    async def throw_away(self, sleep: Sleep) -> ThrownAway:
        """The files are the folder's to delete, once this is closed."""
        done = await throw_away(self.container, self.channels, sleep)
        left = f", {done.left} are left to be deleted by hand" if done.left else ""
        self.journal.note(What.THROWN_AWAY, note=f"{done.deleted} messages deleted on the platform{left}")
        self.write()
        return done


@asynccontextmanager
async def opened(
    settings: Settings, folder: Folder, terms: Terms, real: Clock, *, tell: Tell = _silent, made: Made = _made
) -> AsyncIterator[Rehearsal]:
    """Begins it, or goes on with it. Raises `BadFile`, `RehearsalRefused`, `Unreached`, and what `app.opened` raises."""
    own, clock = settings_of(settings, folder, terms), ShiftedClock(clock=real)
    goes_on = folder.journal.is_file()
    journal = Journal(folder.journal, real, clock, tell)
    async with app.opened(own, clock, migrate=True) as container:
        ahead = await container.store.read(lambda unit: unit.facts.get(AHEAD))
        clock.ahead = timedelta(seconds=float(ahead or 0))
        await _check(container, real)
        pair = await _begun(container, terms)
        who = await container.store.read(lambda unit: _roles(unit, pair))
        watched = WatchedInteractions(container.interactions, journal, who)
        given = replace(context(container), interactions=watched, clock=real, greets=False)
        raw = {one.name: made(one, _timed(one, given, clock)) for one in _on(container)}
        delivering = {name: WatchedChannel(channel, journal, clock) for name, channel in raw.items()}
        worker = Worker(container.service, delivering, clock, "rehearsal")
        season = Season(container, worker, clock, real, pair, timedelta(seconds=terms.day))
        journal.note(What.WENT_ON if goes_on else What.BEGAN)
        protocol = Protocol(Path(terms.protocol), tuple(_head(own, terms)))
        noted = NotedWarnings(journal)
        logging.getLogger().addHandler(noted)
        try:
            yield Rehearsal(container, real, journal, protocol, raw, season, given)
        finally:
            logging.getLogger().removeHandler(noted)
            await worker.stop(5)
            await closed(raw)


async def _check(container: Container, real: Clock) -> None:
    """Raises `SettingsBroken` where a platform does not take what the settings say."""
    given = replace(context(container), clock=real)
    for plugin in _on(container):
        await plugin.check(given)


def _on(container: Container) -> Sequence[ChannelPlugin]:
    return switched_on(container.settings)


async def _begun(container: Container, terms: Terms) -> str:
    """The pair, which is enrolled and told what this is if it is not there yet."""
    store = container.store
    found = await store.read(lambda unit: [one.pair for one in unit.journeys.all()])
    if not found and await store.read(lambda unit: unit.facts.get(OVER)) is None:
        await app.imported(container, terms.roster(container.clock.now().date()), Enrolling(asks=True))
        found = await store.read(lambda unit: [one.pair for one in unit.journeys.all()])
    if found:
        at = container.clock.now()
        await store.run(lambda unit: _tell(unit, found[0], terms, at))
    return found[0] if found else ""


def _tell(unit: UnitOfWork, pair: str, terms: Terms, at: datetime) -> None:
    """Each reads it once, before the question."""
    for role, person in unit.people.of_pair(pair).items():
        if not unit.seen.claim_once(f"rehearsal {role}", at):
            continue
        post = OutboxMessage(
            pair=pair,
            key=ids.card(CARD, role=role),
            to=PRIVATE[role],
            lane=private_lane(person),
            message=rehearsing.explained(person.name, max(1, round(terms.day))),
            languages=person.reads,
            zones=(person.zone,),
        )
        unit.outbox.enqueue([post])


def _roles(unit: UnitOfWork, pair: str) -> Mapping[Address, str]:
    """Who is who, for the journal."""
    both = {person.address: str(role) for role, person in unit.people.of_pair(pair).items()}
    return both | {person.address: "coordinator" for _, person in unit.people.coordinators()}


def _head(settings: Settings, terms: Terms) -> Iterator[str]:
    """What the protocol says first; it names nobody."""
    yield f"together {version()}, {terms.track}, in {' and '.join(sorted(terms.channels))}"
    yield f"a day of the season lasted about {terms.day:g} s; while something was owed, time went at its usual pace"
    yield f"content: {settings.content or 'the built-in one'}"
