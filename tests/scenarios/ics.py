"""The calendar file behind a card's link, served by the bot's own routes."""

from __future__ import annotations

from urllib.parse import urlsplit

import aiohttp
import vobject
from aiohttp import web

from bot.app import Container, calendars


async def method_of(parts: Container, link: str) -> str:
    """What the file asks a calendar to do: REQUEST or CANCEL."""
    application = web.Application()
    calendars.attach(application, parts)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        here = f"http://127.0.0.1:{runner.addresses[0][1]}{urlsplit(link).path}"
        async with aiohttp.ClientSession() as session, session.get(here) as response:
            assert response.status == 200
            return str(vobject.readOne(await response.text()).method.value)
    finally:
        await runner.cleanup()
