"""Has the app installed where the two are. What the settings' own database has of installations is not the rehearsal's to use:
a token that expires is renewed by whoever holds it, and then no longer by others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from aiohttp import web

from bot import app
from bot.app import Container, listening
from bot.app.channels import context, directories, switched_on
from bot.app.rehearsal.terms import Terms
from bot.application.enrolment.csv_file import read_csv
from bot.application.enrolment.lookup import look_up
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.infra.clock import Clock, SystemClock
from bot.ports import ChannelContext
from bot.settings import Settings

LOOK = 1.0
"""Seconds between two looks at what is installed."""


async def installed(
    settings: Settings,
    terms: Terms,
    told: asyncio.Future[None],
    tell: Callable[[str], None],
    clock: Clock | None = None,
) -> bool:
    """Serves the pages of the channels until the app is in the workspaces of the two; False if the process is `told` to end before.

    `settings` are the rehearsal's own. Raises `CannotListen`, `Unreached`, and what `app.opened` raises.
    """
    bare = replace(settings, coordinators=())  # they are looked up once the app is there
    async with app.opened(bare, clock or SystemClock(), migrate=True) as container:
        given = replace(context(container), greets=False)
        pages = [page for plugin in switched_on(settings) if (page := plugin.install_page(given))]
        if not pages or not (missing := await _missing(container, terms)):
            return True
        server = web.Application()
        for plugin in switched_on(settings):
            plugin.attach(server, given)
        async with listening.serving(server, settings):
            tell("\n".join([*missing, f"install it there: {' or '.join(pages)}"]))
            return await _waited(container, terms, told, given)


async def _waited(container: Container, terms: Terms, told: asyncio.Future[None], given: ChannelContext) -> bool:
    """Nobody is looked up before something was installed: platforms count how often they are asked."""
    before = await _installations(given, container.settings)
    while not told.done():
        await asyncio.wait([told], timeout=LOOK)
        now = await _installations(given, container.settings)
        if now != before and not await _missing(container, terms):
            return True
        before = now
    return False


async def _installations(given: ChannelContext, settings: Settings) -> Sequence[tuple[str, str]]:
    names = [plugin.name for plugin in switched_on(settings) if plugin.install_page(given)]
    return [(name, one.workspace) for name in names for one in await given.installations(name).every()]


async def _missing(container: Container, terms: Terms) -> list[str]:
    """Whom the app does not reach because it is not in their workspace."""
    asked = directories(container)
    try:
        found = await look_up(read_csv(terms.roster(container.clock.now().date())).lines, asked)
    finally:
        for directory in asked.values():
            await directory.close()
    return [str(flaw) for flaw in found.values() if isinstance(flaw, Flaw) and flaw.kind is FlawKind.ELSEWHERE]
