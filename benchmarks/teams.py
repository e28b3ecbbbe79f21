"""Teams: `prep` from the request to the stored transaction and the card that Teams has taken, beside a botbuilder bot that
does nothing; and how many cards a second one tenant gets when Teams takes 200 ms for each.

`door_per_s` is the project's own edge doing nothing: botbuilder's turn, without its authentication and its clients.

The bot runs in a process of its own, as it does in earnest; the load, and the Teams that it answers, in another.
"""

from __future__ import annotations

import asyncio
import gc
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from adapters.teams.connector import Connector
from adapters.teams.pace import GroupPace
from adapters.teams.server import Teams
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import NoTokens
from adapters.teams.transport import Endpoint, HttpReply
from benchmarks.figures import Figure
from bot import app
from bot.app.channels import context
from bot.application.delivery.worker import Worker
from bot.engine.messages import Message, text
from bot.engine.people import Place
from bot.infra.clock import SetClock
from bot.ports import Lane, OutboxMessage, Reference
from bot.settings import Settings
from storage.repositories.references import SqlReferences

TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
PAIRS = 50
CONNECTIONS = 32
REQUESTS = 1200
ROUNDS = 3
SENDS = 2000
TEAMS_SECONDS = 0.2

HEADER = (
    "mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,"
    "mentor_channel,mentor_address,mentee_channel,mentee_address"
)


def measure() -> dict[str, Figure]:
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_bot, args=(theirs,), daemon=True)
    process.start()
    try:
        prep, floor, door, sends, lag, worst = asyncio.run(_load(mine))
    finally:
        process.terminate()
        process.join(10)
    return {
        "prep_per_s": Figure(prep, "1/s", floor),
        "prep_ratio": Figure(prep / floor, "of a no-op"),
        "door_per_s": Figure(door, "1/s", floor),
        "sends_per_s": Figure(sends, "1/s", 50),
        "loop_lag_ms": Figure(lag, "ms", 20),
        "loop_lag_max_ms": Figure(worst, "ms"),
    }


# The bot ------------------------------------------------------------------------------------------------------------


def _bot(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    clock = SetClock(START)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=app.sqlite_at(Path(folder) / "bench.db"))
        async with app.opened(settings, clock, migrate=True) as parts:
            await app.import_pairs(parts, "\n".join([HEADER, *map(_pair, range(PAIRS))]))
            teams = Teams(
                TeamsApp("", "", (TENANT,)),
                context(app.batching(parts)),
                connector=Connector(NoTokens(), clock, pace=GroupPace({1: SENDS})),
            )
            for pair in await parts.store.run(lambda unit: [journey.pair for journey in unit.journeys.all()]):
                await parts.service.wake(pair)  # a journey that is under way, its first card on the table

            async def nothing(_: bytes) -> HttpReply:
                return HttpReply()

            server = web.Application()
            teams.attach(server)
            server.add_routes([web.post("/nothing", _stock()), web.post("/door", Endpoint("", nothing).receive)])
            runner = web.AppRunner(server, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            gc.freeze()  # as both processes of the bot do
            pipe.send(runner.addresses[0][1])
            service = await asyncio.to_thread(pipe.recv)
            await asyncio.to_thread(pipe.recv)
            pipe.send(await _sends(parts, teams, clock, service))
            await asyncio.sleep(3600)


def _stock() -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Returns a bot that does nothing, as botbuilder's documentation writes one: an `ActivityHandler` on a `CloudAdapter`.

    Cured of its list of retry codes only: without that it manages 88 a second.
    """
    from botbuilder.core import ActivityHandler
    from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
    from msrest.universal_http.requests import ClientRetryPolicy

    class Config:
        APP_ID = APP_PASSWORD = ""
        APP_TYPE = "MultiTenant"

    ClientRetryPolicy.safe_codes = frozenset(ClientRetryPolicy.safe_codes)  # type: ignore[assignment]
    authentication = ConfigurationBotFrameworkAuthentication(Config())
    authentication.authenticate_request = _anybody(authentication)
    adapter, bot = CloudAdapter(authentication), ActivityHandler()

    async def receive(request: web.Request) -> web.StreamResponse:
        response = await adapter.process(request, bot)
        return response or web.Response(status=500)

    return receive


def _anybody(authentication: Any) -> Any:
    """Asks nobody who they are, as in the other bot of this benchmark; the clients are made all the same."""
    from botframework.connector.auth import AuthenticateRequestResult, ClaimsIdentity

    async def authenticate(*_: Any) -> Any:
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity({}, True, "anonymous")
        result.audience = "https://api.botframework.com"
        result.connector_factory = authentication.create_connector_factory(result.claims_identity)
        return result

    return authenticate


def _pair(number: int) -> str:
    mentor, mentee = f"{TENANT}/mentor-{number}", f"{TENANT}/mentee-{number}"
    return f"Awa{number},Sam{number},mentoring,2026-01-05,fr,fr,Europe/Paris,Europe/Paris,teams,{mentor},teams,{mentee}"


async def _sends(parts: app.Container, teams: Teams, clock: SetClock, service: str) -> tuple[float, float, float]:
    """Cards a second through worker, store and channel, without the pace that real tenants and chats are kept to; and how
    late the loop comes back meanwhile, in ms: once in a thousand times (p99.9), and at worst."""
    people = await parts.store.run(
        lambda unit: {p: unit.people.of_pair(p) for p in [j.pair for j in unit.journeys.all()]}
    )
    message = Message((text("stale"),))

    def owe(unit: Any) -> None:
        for dead in list(unit.dead_letters.all()):
            unit.dead_letters.revive(dead.id, clock.now())
        unit.outbox.enqueue(
            OutboxMessage(pair, f"bench.{n}", Place.MENTOR, _lane(person.id), message, ("fr",), ("Europe/Paris",))
            for n in range(SENDS // (2 * PAIRS))
            for pair, both in people.items()
            for person in both.values()
        )

    for both in people.values():
        for person in both.values():
            reference = Reference("teams", f"c-{person.address.id}", person.address.id, TENANT, service, "29:x")
            await SqlReferences(parts.store).met(reference, clock.now())
    await parts.store.run(owe)
    worker = Worker(parts.service, {"teams": teams.channel}, clock, "bench")
    lags: list[float] = []
    watching = asyncio.create_task(_lag(lags))
    sent = 0
    send = teams.connector.send

    async def counted(*args: Any, **kwargs: Any) -> str:
        nonlocal sent
        sent += 1
        return await send(*args, **kwargs)

    teams.connector.send = counted  # type: ignore[method-assign]
    begun = time.perf_counter()
    working = asyncio.create_task(worker.run())
    while sent < SENDS:  # noqa: ASYNC110  # an event a send would weigh on what is measured
        await asyncio.sleep(0.01)
    taken = time.perf_counter() - begun
    watching.cancel()
    await worker.stop(5)
    await working
    return sent / taken, 1000 * statistics.quantiles(lags, n=1000, method="inclusive")[-1], 1000 * max(lags)


def _lane(person: str) -> Lane:
    return Lane("teams", TENANT, f"dm:{person}")


async def _lag(found: list[float]) -> None:
    """Measures how much later than asked the loop comes back, again and again."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.005)
        found.append(time.perf_counter() - begun - 0.005)


# The load, and Teams ------------------------------------------------------------------------------------------------


async def _load(pipe: Connection) -> tuple[float, ...]:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(TEAMS_SECONDS)
        return web.json_response({"id": "m"}, status=201)

    async def quick(_: web.Request) -> web.Response:
        return web.json_response({"id": "m"}, status=201)

    server = web.Application(client_max_size=1_000_000)
    server.add_routes([web.route("*", "/slow/{rest:.*}", slow), web.route("*", "/quick/{rest:.*}", quick)])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    own = f"http://127.0.0.1:{runner.addresses[0][1]}"
    port = await asyncio.to_thread(pipe.recv)
    pipe.send(f"{own}/slow/")
    url = f"http://127.0.0.1:{port}"
    pool = aiohttp.TCPConnector(limit=CONNECTIONS)
    async with aiohttp.ClientSession(connector=pool, headers={"Content-Type": "application/json"}) as session:

        def posting(path: str) -> Callable[[int], Awaitable[None]]:
            async def post(number: int) -> None:
                async with session.post(f"{url}{path}", data=_said(number, f"{own}/quick/")) as response:
                    assert response.status in (200, 201), response.status
                    await response.read()

            return post

        await _rate(posting("/api/messages"), 200)
        await _rate(posting("/nothing"), 200)
        prep, floor, door = [], [], []
        for _ in range(ROUNDS):  # in turns, so that what else the machine does weighs on both
            prep.append(await _rate(posting("/api/messages"), REQUESTS))
            floor.append(await _rate(posting("/nothing"), REQUESTS))
            door.append(await _rate(posting("/door"), REQUESTS))
    pipe.send("sends")
    measured = await asyncio.to_thread(pipe.recv)
    await runner.cleanup()
    return *(statistics.median(rates) for rates in (prep, floor, door)), *measured


_serial = 0


async def _rate(post: Callable[[int], Awaitable[None]], count: int) -> float:
    """Returns how many a second, over `CONNECTIONS` connections."""
    global _serial
    numbers = iter(range(_serial, _serial + count))
    _serial += count

    async def client() -> None:
        for number in numbers:
            await post(number)

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
    return count / (time.perf_counter() - begun)


def _said(number: int, service: str) -> bytes:
    user = f"mentor-{number % PAIRS}"
    return json.dumps(
        {
            "type": "message",
            "id": f"m-{number}",
            "timestamp": "2026-01-05T09:00:00Z",
            "channelId": "msteams",
            "serviceUrl": service,
            "from": {"id": f"29:{user}", "name": "Awa", "aadObjectId": user},
            "recipient": {"id": "28:together", "name": "together"},
            "conversation": {"id": f"a:{user}", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "text": "prep",
            "textFormat": "plain",
            "entities": [{"type": "clientInfo", "locale": "fr-FR", "country": "FR", "platform": "Web"}],
        }
    ).encode()
