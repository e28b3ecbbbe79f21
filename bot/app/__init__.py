"""The composition root: the one place that knows every part."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from adapters.calendars import holidays_of
from adapters.channels import CHANNELS
from bot.app.calendars import my_calendar, signer_of
from bot.app.channels import directories, pace
from bot.app.keys import keys_of
from bot.app.pages import keeping_of, links_for
from bot.app.sentences import declared
from bot.application.catch_up import CaughtUp, catch_up
from bot.application.coordination.appointments import Appointments
from bot.application.coordination.standings import refreshed
from bot.application.data_rights.erase import carry_out
from bot.application.enrolment.csv_file import read_csv
from bot.application.enrolment.enrol import Enrolling, Enrolment, enrol, read
from bot.application.enrolment.lookup import Known, look_up
from bot.application.enrolment.progress import Progress
from bot.application.enrolment.report import Report
from bot.application.event_handler import EventHandler
from bot.application.interaction_router import InteractionRouter
from bot.application.versions import keep
from bot.engine.commands import fold
from bot.infra.batching import BatchingStore
from bot.infra.clock import Clock
from bot.infra.zones import zone_named
from bot.ports import FIRST, ProgrammeRecord, UnitOfWork, WordSeal
from bot.ports.store.ledger import Ledger
from bot.settings import Settings, SettingsBroken
from content.load import HERE, load
from content.read import Content
from content.versions.known import KnownVersions
from content.versions.stored import stamped, version_of
from storage import probe
from storage.database import schema
from storage.ledger.choice import is_in, ledger_at, ledger_beside
from storage.seal import AesSeal
from storage.store import SqlStore, open_store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Container:
    """What every command works with."""

    settings: Settings
    content: Content
    store: SqlStore
    service: EventHandler
    interactions: InteractionRouter
    clock: Clock
    caught: CaughtUp | None = None
    """What had to be caught up with at the start, after a restore."""


@asynccontextmanager
async def opened(settings: Settings, clock: Clock, *, migrate: bool) -> AsyncIterator[Container]:
    """The parts, put together. Raises `ContentBroken`, `LedgerTrouble`, `SchemaTooOld`, `SchemaTooNew`, `SettingsBroken`.

    `migrate` brings the database up to date first; otherwise one that is not is refused.
    """
    settings = replace(settings, secret_keys=keys_of(settings))
    content = _with_the_world(load(declared(), settings.content or HERE), settings.content or HERE)
    content = _with_links(_called(content, settings), settings)
    version = version_of(content)
    content = stamped(content, version.id)
    content = replace(content, programme=replace(content.programme, keeping=keeping_of(settings)))
    seal = AesSeal(settings.secret_keys)
    if migrate:
        schema.migrate(settings.database_url, seal=seal)
    else:
        schema.check(settings.database_url)
    timing = content.programme.timing
    store = open_store(settings.database_url, seal=seal, pace=pace(settings), ledger=ledger_of(settings), timing=timing)
    try:
        await _look_at_the_keys(store, seal)
        await store.run(carry_out)  # before anything is served: whoever was erased may be back with a copy of before
        await refreshed(store)
        await store.run(lambda unit: keep(unit, version.id, version.files, clock.now()))
        service = EventHandler(store, content.programme, content.voices, clock, KnownVersions(content))
        interactions = InteractionRouter(
            service, my_calendar(settings), links_for(settings), [one.name for one in CHANNELS if one.gives_files]
        )
        container = Container(settings, content, store, service, interactions, clock)
        await store.run(lambda unit: unit.programmes.put(_first(unit, settings)))
        await appointments(container).make(settings.coordinators)
        caught = await catch_up(service, store)
        if caught is not None:
            log.warning(
                "hours may be missing, from %s on: %d timers rang again, %d messages are looked up or held",
                *(caught.since.isoformat(timespec="seconds"), caught.rung, caught.uncertain),
            )
        yield replace(container, caught=caught)
    finally:
        await store.close()


def _first(unit: UnitOfWork, settings: Settings) -> ProgrammeRecord:
    """The first programme as the settings have it, with its days, and whether it asks, as they were set with `programmes set`."""
    stored = unit.programmes.of(FIRST) or ProgrammeRecord()
    return replace(settings.first, calendar=stored.calendar, asks=stored.asks)


def ledger_of(settings: Settings) -> Ledger:
    """Where erasures are noted. Raises `SettingsBroken` if a server's database has no such place."""
    if settings.ledger and is_in(settings.ledger, settings.database_url):
        raise SettingsBroken(
            "TOGETHER_LEDGER is in the bot's own database, which a restore makes anew: name a file, or another database."
        )
    ledger = ledger_at(settings.ledger) if settings.ledger else ledger_beside(settings.database_url)
    if ledger is None:
        raise SettingsBroken(
            "TOGETHER_LEDGER is missing: name a file, or a database of its own, where the ids of those are kept who had "
            "themselves erased. It is copied apart from the database and outlasts its backups (docs/privacy/backups.md)."
        )
    return ledger


async def _look_at_the_keys(store: SqlStore, seal: WordSeal) -> None:
    """Warns of keys that are not those of this database: facts go on, and words are said to be unreadable."""
    if not await store.run(lambda unit: probe.matches(unit.facts, seal)):
        log.warning(
            "none of the keys is the one that this database was sealed with, so words of before cannot be read: "
            "put it back at the end of TOGETHER_SECRET_KEYS (docs/privacy/keys.md). Nothing is overwritten meanwhile."
        )


def appointments(container: Container) -> Appointments:
    languages = container.content.programme.languages
    return Appointments(container.store, container.clock, languages, partial(directories, container))


def batching(app: Container) -> Container:
    """The same parts for a process in which many people act at once: what they do meanwhile is committed together."""
    service = copy(app.service)
    service.store = BatchingStore(app.store)
    return replace(app, service=service, interactions=app.interactions.over(service))


def _with_the_world(content: Content, folder: Path) -> Content:
    """The programme with what the world knows of time zones and public holidays, and an organisation's own lists of those.

    Raises `ListBroken`.
    """
    programme = content.programme
    zone = partial(zone_named, languages=programme.languages)
    known = holidays_of.load(folder / "holidays")
    return replace(content, programme=replace(programme, holidays=known, regions=known.regions, zone_named=zone))


def _called(content: Content, settings: Settings) -> Content:
    """The programme of a bot with a name of its own. Raises `SettingsBroken` if nobody could type a command of that name."""
    if not settings.name:
        return content
    if fold(settings.name) in content.programme.words:
        raise SettingsBroken(
            f"TOGETHER_NAME={settings.name} is a word that people type to the bot: choose another name."
        )
    return content.named(settings.name)


def _with_links(content: Content, settings: Settings) -> Content:
    """The programme with addresses for calendars, if the bot has one on the web and a key to sign them."""
    signer = signer_of(settings)
    if signer is None:
        return content
    return replace(content, programme=replace(content.programme, calendar_link=signer.meeting))


async def import_pairs(app: Container, text: str, *, asks: bool = False) -> tuple[int, int]:
    """Enrols the pairs of a CSV text to try it out: how many are new, how many it names. Raises `BadFile`, `Unreached`.

    They are told; `asks`: they are asked first whether they are willing.
    """
    report = await imported(app, text, Enrolling(asks=asks))
    return report.new, report.named


async def imported(app: Container, text: str, how: Enrolling) -> Report:
    """Enrols the pairs of a CSV text. Raises `BadFile`, `Unreached`."""
    enrolments, at = await _read(app, text, how.progress), app.clock.now()
    return await app.store.run(lambda unit: enrol(unit, app.content.programme, enrolments, at, how))


async def _read(app: Container, text: str, progress: Progress) -> Sequence[Enrolment]:
    """The pairs of a CSV text; the lines of a large one are forgotten with it."""
    progress.tell("lines read", 0, 0)
    file, asked = read_csv(text), directories(app)
    progress.tell("lines read", len(file.lines), len(file.lines))
    try:
        known = Known([channel.name for channel in CHANNELS], await look_up(file.lines, asked, progress))
    finally:
        for directory in asked.values():
            await directory.close()
    return read(file, app.content.programme, known)


def sqlite_at(path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{path.absolute()}"
