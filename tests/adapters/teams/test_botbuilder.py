"""botbuilder's faults, each beside its cure: the day one of the first halves fails, the cure may go."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from aiohttp import ClientSession, web
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import AdaptiveCardInvokeResponse
from msrest.universal_http.requests import ClientRetryPolicy

from adapters.teams.transport import Endpoint, HttpReply
from tests.adapters.teams.fakes import AWA, BOT, Json, Pen

CARD = {"type": "AdaptiveCard", "version": "1.5", "body": []}
BODY = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD}


class Stock(ActivityHandler):  # type: ignore[misc]  # it comes without types
    async def on_adaptive_card_invoke(self, turn_context: TurnContext, invoke_value: Any) -> AdaptiveCardInvokeResponse:
        return AdaptiveCardInvokeResponse(status_code=200, type=BODY["type"], value=CARD)


async def posted(handler: Any, activity: Json, times: int = 1) -> tuple[int, Any, float]:
    """The last status and body, and the seconds that all of them took."""
    app = web.Application()
    app.router.add_post("/", handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with ClientSession() as session:
            begun, status, body = time.perf_counter(), 0, None
            for _ in range(times):
                async with session.post(f"http://127.0.0.1:{runner.addresses[0][1]}/", json=activity) as response:
                    status = response.status
                    body = await response.json(content_type=None) if status == 200 and response.content_length else None
            return status, body, time.perf_counter() - begun
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


async def through_stock(request: web.Request) -> web.StreamResponse:
    adapter = CloudAdapter(_open())
    response: web.StreamResponse = await adapter.process(request, Stock())
    return response


def _open() -> Any:
    from adapters.teams.transport import _Passports

    return _Passports("", "")


async def answers(raw: bytes) -> HttpReply:
    return HttpReply(200, BODY)


def test_the_answer_to_an_invoke_is_serialised_once() -> None:
    status, _, _ = asyncio.run(posted(through_stock, invoke()))
    assert status == 500, "CloudAdapter still serialises twice"
    status, body, _ = asyncio.run(posted(Endpoint("", answers).receive, invoke()))
    assert (status, body) == (200, BODY)


def test_the_turn_gives_the_invoke_response_to_the_pipeline_too() -> None:
    seen: list[InvokeResponse] = []

    async def run() -> None:
        endpoint = Endpoint("", answers)
        adapter = endpoint._adapter

        async def watch(context: TurnContext, logic: Any) -> None:
            await logic()
            seen.append(context.turn_state[adapter._INVOKE_RESPONSE_KEY].value)

        adapter.use(_Middleware(watch))
        await posted(endpoint.receive, invoke())

    asyncio.run(run())
    assert [one.status for one in seen] == [200]


class _Middleware:
    def __init__(self, watch: Any) -> None:
        self.on_turn = watch


def test_a_turn_builds_no_list_of_retry_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    original = ClientRetryPolicy.__init__

    def counted(self: ClientRetryPolicy) -> None:
        built.append(1)
        original(self)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(ClientRetryPolicy, "__init__", counted)
    assert isinstance(ClientRetryPolicy.safe_codes, list), "looked up 999 times each, in a list of five hundred"
    asyncio.run(posted(_with_clients(), invoke()))
    assert built, "botbuilder's own turn builds it"
    built.clear()
    asyncio.run(posted(Endpoint("", answers).receive, invoke()))
    assert not built


def _with_clients() -> Any:
    """A turn of botbuilder's own, clients and all."""
    from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication

    class Config:
        APP_ID = ""
        APP_PASSWORD = ""
        APP_TYPE = "MultiTenant"

    inner = ConfigurationBotFrameworkAuthentication(Config())

    async def receive(request: web.Request) -> web.StreamResponse:
        from botbuilder.schema import Activity

        async def nothing(_: TurnContext) -> None:
            pass

        await CloudAdapter(inner).process_activity("", Activity().deserialize(await request.json()), nothing)
        return web.Response()

    return receive
