"""`/livez`: the process answers. `/readyz`: it can do its work, or the reason why not.

What keeps a single channel from working stands beside it, and takes nothing out of service.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiohttp import web

from bot.app import Container
from bot.app.channels import troubles
from bot.ports import Unavailable
from storage.database import schema

PATIENCE = 5.0
"""Seconds after which a database that does not answer is away."""


def attach(server: web.Application, container: Container) -> None:
    async def live(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        trouble = await _trouble(container)
        if trouble:
            return web.json_response({"ready": False, "trouble": trouble}, status=503)
        return web.json_response({"ready": True, "trouble": None, **await _channels(container)})

    server.add_routes([web.get("/livez", live), web.get("/readyz", ready)])


async def _channels(container: Container) -> Mapping[str, Mapping[str, list[str]]]:
    """The channels that do not work, each with the kinds of its trouble; nothing if all do."""
    try:
        async with asyncio.timeout(PATIENCE):
            noted = await troubles(container).all()
    except (Unavailable, TimeoutError):
        return {}
    found: dict[str, list[str]] = {}
    for one in noted:
        found.setdefault(one.channel, []).append(one.kind)
    return {"channels": {channel: sorted(set(kinds)) for channel, kinds in found.items()}} if found else {}


async def _trouble(container: Container) -> str | None:
    """What stands in the way, without addresses or secrets."""
    try:
        async with asyncio.timeout(PATIENCE):
            await container.store.run(lambda unit: unit.facts.get("readyz"))
            await asyncio.to_thread(schema.check, container.settings.database_url)
    except (Unavailable, TimeoutError):
        return "the database cannot be reached"
    except (schema.SchemaTooNew, schema.SchemaTooOld) as wrong:
        return str(wrong)
    return None
