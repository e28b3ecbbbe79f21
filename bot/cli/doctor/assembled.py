"""All checks of an installation, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from adapters.calendars.doctor import CalendarsDoctor
from adapters.channels import CHANNELS
from bot.app.calendars import providers
from bot.cli.doctor import clock, content, database, server
from bot.cli.doctor.http import HttpClient
from bot.cli.doctor.opened import OpenedDatabase
from bot.cli.doctor.public import PublicAddress
from bot.cli.doctor.work import PAUSE, Work
from bot.infra.clock import Clock, SystemClock
from bot.ports import ChannelPlugin, Installations
from bot.ports.plugins.doctor import Check, DoctorContext, Finding, Found, right
from bot.settings import Settings
from storage.database.urls import database as database_of
from storage.repositories.installations import SqlInstallations


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the doctor works with besides the settings; tests put this machine in the world's place."""

    clock: Clock = field(default_factory=SystemClock)
    http: HttpClient | None = None
    channels: Sequence[ChannelPlugin] = CHANNELS
    calendars: CalendarsDoctor | None = None
    """None: what the settings say, and the internet."""
    pause: float = PAUSE


@dataclass(frozen=True, slots=True)
class Examination:
    checks: Sequence[Check]
    last: Sequence[Check]
    """To be asked when the others have answered."""


@asynccontextmanager
async def assembled(settings: Settings, around: Surroundings) -> AsyncIterator[Examination]:
    keys = database.keys(settings)
    opened = OpenedDatabase(settings, keys)
    http = around.http or HttpClient(around.clock)
    public = PublicAddress(settings.public_url, http, bool(keys))
    given = DoctorContext(settings.sections, settings.public_url, around.clock, http, _installations(opened))
    own = CalendarsDoctor(settings.public_url, providers(settings), http, used=partial(_linked, opened))
    try:
        yield Examination(
            (
                Check("settings", "settings", lambda: _settings(settings)),
                *content.checks(settings, opened),
                *database.checks(settings, opened, around.clock),
                *server.checks(settings),
                *Work(opened, around.clock, settings.channels, around.pause).checks(),
                *public.checks(),
                *(check for one in _on(settings, around.channels) for check in one.doctor(given)),
                *(around.calendars or own).checks(),
            ),
            (clock.check(settings.database_url, public.host, http),),
        )
    finally:
        await opened.close()


def _on(settings: Settings, channels: Sequence[ChannelPlugin]) -> Sequence[ChannelPlugin]:
    return [plugin for plugin in channels if plugin.name in settings.channels]


async def _settings(settings: Settings) -> Finding:
    name = database_of(settings.database_url).name
    said = f"channels {', '.join(settings.channels)}; database {name}"
    return right(f"{said}; on the web as {settings.public_url}" if settings.public_url else said)


async def _linked(opened: OpenedDatabase) -> bool:
    """Whether anybody has linked a calendar; nobody has where there is no database to ask."""
    try:
        store = await opened.store()
    except Found:
        return False
    return await store.read(lambda unit: unit.calendars.linked())


def _installations(opened: OpenedDatabase) -> Callable[[str], Awaitable[Installations]]:
    async def of(channel: str) -> Installations:
        return SqlInstallations(await opened.store(), channel, opened.keys)

    return of
