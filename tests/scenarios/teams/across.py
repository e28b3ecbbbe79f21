"""A pair of which one is in Teams and the other in Slack: one journey, two private chats."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from adapters.teams.server import Teams
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import AppTokens
from bot import app
from bot.app.channels import context
from tests.adapters.teams.fakes import APP, AWA, TENANT, Detour, Pen, cloud
from tests.scenarios.slack.house import House as SlackHouse
from tests.scenarios.slack.house import opened
from tests.scenarios.teams.house import House
from tests.values import at


@asynccontextmanager
async def across(folder: Path, roster: str) -> AsyncIterator[tuple[SlackHouse, House]]:
    """Awa has the app in Teams; both edges work on one store, and one worker delivers for both."""
    async with opened(folder, at("2026-01-05 07:00"), roster="") as slack, cloud() as fake:
        parts = slack.parts
        await app.import_pairs(parts, roster)
        tokens = AppTokens(APP, "hush", TENANT, http=Detour(fake.url))
        teams = Teams(
            TeamsApp(APP, "hush", (TENANT,)), context(parts), tokens=tokens, openid=fake.openid, service=fake.service
        )
        slack.worker._channels = {**slack.worker._channels, "teams": teams.channel}
        server = web.Application()
        teams.attach(server)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            pair = await parts.store.run(lambda unit: next(unit.journeys.all()).pair)
            url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            house = House(parts, slack.clock, fake, teams, slack.worker, url, slack.session, Pen(fake.service), pair)
            await house.install(AWA)
            yield slack, house
        finally:
            await runner.cleanup()
