"""Measures `/together prep`, signed, through HTTP, Bolt, engine and SQLite, beside a Bolt app that does nothing."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import socket
from urllib.parse import urlencode

from adapters.slack.edge import sign
from benchmarks._databases import KEYS, ledger_for
from benchmarks._processes import Process, until
from benchmarks._slack import SECRET, TEAM, TOKEN
from benchmarks.figures import Figure
from bot import app
from bot.application.delivery.worker import Worker
from bot.engine.messages import Line, Message, Text, typed
from bot.engine.people import Place
from bot.infra.clock import SetClock
from bot.ports import Lane, OutboxMessage, Sent, UnitOfWork
from bot.settings import Settings

PAIRS = 200
CONNECTIONS = 64
ROUNDS, REQUESTS = 9, 500
ALONE = 150
PACED, A_SECOND = 500, 50
WAITING = 400
"""Posts that the worker has to send meanwhile."""


def measure() -> dict[str, Figure]:
    with tempfile.TemporaryDirectory(prefix="together-") as folder, _house(Path(folder)) as house:
        resident = house.web.resident()
        house.load(8, 200)  # warm
        _Noop.load(house.noop_port, 8, 200)
        ours, floors = [], []
        for _ in range(ROUNDS):  # in turns, so that a noisy machine is as noisy for both
            ours.append(house.load(CONNECTIONS, REQUESTS))
            floors.append(_Noop.load(house.noop_port, CONNECTIONS, REQUESTS))
        rate, floor = statistics.median(ours), statistics.median(floors)
        ratio = statistics.median(our / bare for our, bare in zip(ours, floors, strict=True))
        alone = statistics.median(house.latencies(ALONE))
        bare = statistics.median(_Noop.latencies(house.noop_port, ALONE))
        with house.worker():
            paced = sorted(house.latencies(PACED, A_SECOND))
    return {
        "prep_per_s": Figure(rate, "1/s", floor),
        "prep_ratio": Figure(ratio, "ratio"),
        "prep_p50_ms": Figure(alone * 1000, "ms", bare * 1000),
        "prep_p50_ratio": Figure(alone / bare, "ratio"),
        "prep_p99_ms": Figure(paced[int(len(paced) * 0.99)] * 1000, "ms"),
        "web_rss_mb": Figure(resident, "MB"),
    }


class _House:
    """Holds the web process, a bare one, and Slack."""

    def __init__(self, web: Process, port: int, noop_port: int, settings: Mapping[str, str], folder: Path) -> None:
        self.web, self._port, self.noop_port = web, port, noop_port
        self._settings, self._folder = settings, folder

    def load(self, connections: int, requests: int) -> float:
        return _rate(self._port, connections, requests)

    def latencies(self, requests: int, a_second: float = 0) -> list[float]:
        return _latencies(self._port, requests, a_second)

    @contextmanager
    def worker(self) -> Iterator[None]:
        """Sending, while this lasts."""
        asyncio.run(_owe(self._settings))
        process = Process(["bot", "worker"], self._settings, self._folder / "worker.log")
        until(lambda: process.says("working as"), "the worker works")
        try:
            yield
        finally:
            process.end()


class _Noop:
    @staticmethod
    def load(port: int, connections: int, requests: int) -> float:
        return _rate(port, connections, requests)

    @staticmethod
    def latencies(port: int, requests: int) -> list[float]:
        return _latencies(port, requests, 0)


@contextmanager
def _house(folder: Path) -> Iterator[_House]:
    port, noop_port, api_port = _ports(3)
    settings = {
        "TOGETHER_DATABASE_URL": app.sqlite_at(folder / "slack.db"),
        "TOGETHER_SECRET_KEYS": KEYS[0],
        "TOGETHER_CHANNELS": "slack",
        "TOGETHER_PORT": str(port),
        "TOGETHER_SLACK_BOT_TOKEN": TOKEN,
        "TOGETHER_SLACK_SIGNING_SECRET": SECRET,
        "TOGETHER_SLACK_API_URL": f"http://127.0.0.1:{api_port}/api/",
    }
    asyncio.run(_enrolled(settings["TOGETHER_DATABASE_URL"]))
    processes = {
        "api": Process(["benchmarks._slack", "api", str(api_port)], {}, folder / "api.log"),
        "noop": Process(["benchmarks._slack", "noop", str(noop_port)], {}, folder / "noop.log"),
        "web": Process(["bot", "web"], settings, folder / "web.log"),
    }
    try:
        for name, process in processes.items():
            until(lambda process=process: process.says("listening"), f"{name} listens")  # type: ignore[misc]
        yield _House(processes["web"], port, noop_port, settings, folder)
    finally:
        for process in processes.values():
            process.stop()


async def _enrolled(url: str) -> None:
    """Enrols pairs in Slack, welcomed on a Tuesday, each with a séance to prepare."""
    tuesday = _last_tuesday()
    header = (
        "mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,"
        "mentor_channel,mentor_address,mentee_channel,mentee_address"
    )
    rows = [
        f"A{n},C{n},mentoring,{tuesday.date()},fr,fr,Europe/Paris,Europe/Paris,slack,{TEAM}/UA{n},slack,{TEAM}/UC{n}"
        for n in range(PAIRS)
    ]
    clock = SetClock(tuesday - timedelta(days=1))
    async with app.opened(
        Settings(database_url=url, secret_keys=KEYS, ledger=ledger_for(url)), clock, migrate=True
    ) as parts:
        await app.import_pairs(parts, "\n".join([header, *rows]))
        clock.at = tuesday
        await Worker(parts.service, {"slack": _Sink()}, clock, "bench").drain()


class _Sink:
    """Takes everything."""

    name, looks_up = "slack", True

    async def deliver(self, post: OutboxMessage, people: object) -> Sent:
        return Sent(f"G{post.lane}", str(post.id))

    async def find(self, post: OutboxMessage, people: object) -> Sent | None:
        return None

    async def close(self) -> None:
        pass


async def _owe(settings: Mapping[str, str]) -> None:
    own = Settings(database_url=settings["TOGETHER_DATABASE_URL"], secret_keys=KEYS)
    async with app.opened(own, SetClock(_last_tuesday()), migrate=False) as parts:

        def owe(unit: UnitOfWork) -> None:
            journey = next(unit.journeys.all())
            people = unit.people.of_pair(journey.pair)
            message = Message(
                (
                    Text(
                        Line(typed("Un mot.")),
                    ),
                )
            )
            lane = Lane("slack", TEAM, f"dm:{next(iter(people.values())).id}")
            one = OutboxMessage(journey.pair, "bench", Place.MENTOR, lane, message, ("fr",), ("UTC",))
            names = [pair.pair for pair in unit.journeys.all()]
            lanes = [replace(lane, place=f"pair:{name}") for name in names]
            unit.outbox.enqueue(
                replace(one, pair=names[n % len(names)], key=f"bench.{n}", lane=lanes[n % len(lanes)])
                for n in range(WAITING)
            )

        await parts.store.run(owe)


def _last_tuesday() -> datetime:
    now = datetime.now(UTC)
    day = now - timedelta(days=(now.weekday() - 1) % 7 or 7)
    return day.replace(hour=10, minute=0, second=0, microsecond=0)


# The load ----------------------------------------------------------------------------------------------------------

_count = 0


def _request() -> bytes:
    """Returns a request that was never sent before."""
    global _count
    _count += 1
    body = urlencode(
        {
            "token": "x",
            "team_id": TEAM,
            "team_domain": "bench",
            "channel_id": "D1",
            "channel_name": "directmessage",
            "user_id": f"UC{_count % PAIRS}",
            "user_name": "somebody",
            "command": "/together",
            "text": "prep",
            "api_app_id": "A0BENCH",
            "is_enterprise_install": "false",
            "response_url": "https://hooks.slack.com/commands/1",
            "trigger_id": f"{_count}.{time.time_ns()}",
        }
    ).encode()
    timestamp = str(int(time.time()))
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: {sign(SECRET, timestamp, body)}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
    body = await reader.readexactly(length)
    if b" 200 " not in head.partition(b"\r\n")[0] + b" ":
        raise RuntimeError(f"{head.decode()}{body.decode()}")
    return body


def _rate(port: int, connections: int, requests: int) -> float:
    """Returns the requests a second with so many connections that never pause."""
    waiting = [_request() for _ in range(requests)]

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while waiting:
            await _exchange(reader, writer, waiting.pop())
        writer.close()

    async def all_of_them() -> float:
        start = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(connections)))
        return time.perf_counter() - start

    return requests / asyncio.run(all_of_them())


def _latencies(port: int, requests: int, a_second: float) -> list[float]:
    """Returns the seconds that each takes: one after another, or so many a second whether the last was answered or not."""
    found: list[float] = []
    free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def one(due: float | None = None) -> None:
        connection = free.pop() if free else await asyncio.open_connection("127.0.0.1", port)
        request = _request()
        start = time.perf_counter() if due is None else due
        await _exchange(*connection, request)
        found.append(time.perf_counter() - start)
        free.append(connection)

    async def all_of_them() -> None:
        if not a_second:
            for _ in range(requests):
                await one()
            return
        begin, tasks = time.perf_counter(), []
        for n in range(requests):
            due = begin + n / a_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(one(due)))
        await asyncio.gather(*tasks)

    asyncio.run(all_of_them())
    return found


def _ports(count: int) -> Sequence[int]:
    sockets = [socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            with closing(one):
                pass
