"""What is left of botbuilder: the activity and the turn. Nothing of its authentication, its clients, its answers."""

from __future__ import annotations

import ast
import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession, web
from botbuilder.core import TurnContext
from msrest.universal_http.requests import ClientRetryPolicy

from adapters.teams.transport import Endpoint, HttpReply
from tests.adapters.teams.fakes import AWA, BOT, Json, Pen
from tests.copying import HERE

CARD = {"type": "AdaptiveCard", "version": "1.5", "body": []}
BODY = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD}
KEPT = {"botbuilder.core": {"BotAdapter", "TurnContext"}, "botbuilder.schema": {"Activity"}}


async def posted(endpoint: Endpoint, activity: Json) -> tuple[int, Any]:
    app = web.Application()
    app.router.add_post("/", endpoint.receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with (
            ClientSession() as session,
            session.post(f"http://127.0.0.1:{runner.addresses[0][1]}/", json=activity) as response,
        ):
            return response.status, await response.json(content_type=None)
    finally:
        await runner.cleanup()


def invoke() -> Json:
    pen = Pen("http://127.0.0.1:1/")
    value = {"action": {"type": "Action.Execute", "verb": "x", "data": {}}, "trigger": "manual"}
    return pen.says(AWA, "") | {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "value": value,
        "recipient": {"id": BOT},
    }


async def answers(raw: bytes) -> HttpReply:
    return HttpReply(200, BODY)


def test_the_sources_name_the_activity_and_the_turn_and_nothing_else_of_it() -> None:
    found: dict[str, set[str]] = {}
    for path in (HERE / "adapters").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = {alias.name for alias in node.names}
                found.setdefault(node.module, set()).update(names)
            elif isinstance(node, ast.Import):
                found.update({alias.name: set() for alias in node.names})
    theirs = {name: of for name, of in found.items() if name.split(".")[0] in ("botbuilder", "botframework", "msrest")}
    assert theirs == KEPT


def test_the_answer_to_an_invoke_is_serialised_once() -> None:
    assert asyncio.run(posted(Endpoint("", answers), invoke())) == (200, BODY)


def test_a_middleware_sees_the_turn_and_its_five_fields() -> None:
    seen: list[str] = []

    class Middleware:
        async def on_turn(self, context: TurnContext, logic: Any) -> None:
            activity = context.activity
            seen.extend((activity.type, activity.name, activity.channel_id, activity.service_url, activity.id))
            assert activity.value is None
            await logic()
            seen.append("done")

    endpoint = Endpoint("", answers)
    endpoint._adapter.use(Middleware())
    said = invoke()
    assert asyncio.run(posted(endpoint, said))[0] == 200
    assert seen == ["invoke", "adaptiveCard/action", "msteams", "http://127.0.0.1:1/", said["id"], "done"]


def test_a_middleware_that_stops_the_turn_leaves_it_undone() -> None:
    class Middleware:
        async def on_turn(self, context: TurnContext, logic: Any) -> None:
            pass

    endpoint = Endpoint("", answers)
    endpoint._adapter.use(Middleware())
    assert asyncio.run(posted(endpoint, invoke())) == (501, None)


def test_a_turn_builds_no_client_of_botbuilders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has a list of retry codes that is built in quadratic time."""
    built = []
    monkeypatch.setattr(ClientRetryPolicy, "__init__", lambda self: built.append(1))
    asyncio.run(posted(Endpoint("", answers), invoke()))
    assert built == []


def test_nothing_is_sent_through_botbuilder() -> None:
    async def run() -> None:
        adapter = Endpoint("", answers)._adapter
        for send in (adapter.send_activities, adapter.update_activity, adapter.delete_activity):
            with pytest.raises(NotImplementedError):
                await send(None, None)

    asyncio.run(run())
