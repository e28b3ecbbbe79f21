"""Serves `benchmarks.slack`, each server a process of its own: `python -m benchmarks._slack api|noop PORT`.

`api` is a Slack Web API that says yes after 50 ms; `noop` a Bolt app as its documentation shows it, that acknowledges
`/together` and does nothing.
"""

from __future__ import annotations

import asyncio
import itertools
import sys

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

SECRET, TEAM, TOKEN = "a-signing-secret-of-no-app", "T0BENCH", "xoxb-bench"


def api() -> web.Application:
    numbers = itertools.count(1)

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        method = request.match_info["method"]
        if method == "auth.test":
            return web.json_response({"ok": True, "team_id": TEAM, "user_id": "U0BOT"})
        await asyncio.sleep(0.05)
        if method == "conversations.open":
            return web.json_response({"ok": True, "channel": {"id": "G1"}})
        return web.json_response({"ok": True, "channel": "G1", "ts": f"1.{next(numbers):06d}"})

    application = web.Application(client_max_size=1 << 24)
    application.add_routes([web.post("/api/{method}", answer), web.get("/api/{method}", answer)])
    return application


def noop() -> web.Application:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=TOKEN, bot_user_id="U0BOT")

    bolt = AsyncApp(signing_secret=SECRET, authorize=authorize)

    @bolt.command("/together")
    async def together(ack: AsyncAck) -> None:
        await ack()

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    application = web.Application()
    application.add_routes([web.post("/slack/events", events)])
    return application


async def _serve(application: web.Application, port: int) -> None:
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("listening", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve({"api": api, "noop": noop}[sys.argv[1]](), int(sys.argv[2])))
