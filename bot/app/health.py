"""`/livez`: the process answers. `/readyz`: it can do its work, or the reason why not."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.app import Container
from bot.ports import Unavailable
from storage.database import schema

PATIENCE = 5.0
"""Seconds after which a database that does not answer is away."""


def attach(server: web.Application, container: Container) -> None:
    async def live(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        trouble = await _trouble(container)
        return web.json_response({"ready": not trouble, "trouble": trouble}, status=503 if trouble else 200)

    server.add_routes([web.get("/livez", live), web.get("/readyz", ready)])


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
