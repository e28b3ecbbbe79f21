"""Any number of web and worker processes on one PostgreSQL, directly or by a pooler: together they do everything once."""

from __future__ import annotations

import asyncio
import json
import threading
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any

import pytest

from benchmarks._processes import Process, until
from benchmarks._reckoning import keep_count
from bot import app
from bot.infra.clock import SystemClock
from bot.settings import Settings
from tests.scenarios.procfile import start
from tests.scenarios.test_processes import ROSTER, ask
from tests.seals import KEY
from tests.storage.pooler import SESSIONS, pooled
from tests.storage.server import Server

pytestmark = pytest.mark.postgres

PAIRS, WEBS, WORKERS = 6, 2, 2
PATIENCE = 180
SESSIONS_A_PROCESS = 7
"""Four that write, two that read, one that listens."""


@dataclass
class Houses:
    """Web processes, each with its address, and workers."""

    direct: str
    pooled: bool
    webs: dict[str, Process]
    workers: Sequence[Process]

    def everywhere(self, path: str, body: object) -> list[Any]:
        """What the web processes answer that are all told the same at once."""
        with ThreadPoolExecutor(len(self.webs)) as at_once:
            return list(at_once.map(lambda page: told(page, path, body), self.webs))

    def pauses(self, table: str, of: str) -> list[int]:
        """How often each pair was told of its pause, as a table has it."""
        return [n for (n,) in ask(self.direct, f"SELECT count(*) FROM {table} WHERE key LIKE 'pause.%' GROUP BY {of}")]

    @property
    def sessions(self) -> int:
        """Of the server, but for the one that asks."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
        return int(ask(self.direct, query)[0][0]) - 1

    @property
    def written(self) -> int:
        """How many transactions have written anything on this server."""
        return int(ask(self.direct, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text")[0][0])


def told(page: str, path: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(page + path, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def free_port() -> str:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


async def enrolled(settings: Settings) -> None:
    heading, line = ROSTER.splitlines()
    lines = [line.replace(",awa,", f",awa{n},").replace(",camille", f",camille{n}") for n in range(PAIRS)]
    async with app.opened(settings, SystemClock(), migrate=True) as parts:
        await app.import_pairs(parts, "\n".join([heading, *lines]))


@pytest.fixture(params=["direct", "by a pooler"])
def houses(request: pytest.FixtureRequest, postgres: Server, tmp_path: Path) -> Iterator[Houses]:
    direct = postgres.new_database()
    with ExitStack() as ends:
        url = direct if request.param == "direct" else ends.enter_context(pooled(direct))
        settings = {
            "TOGETHER_DATABASE_URL": url,
            "TOGETHER_LEDGER": str(tmp_path / "erasures"),
            "TOGETHER_SECRET_KEYS": KEY,
        }
        asyncio.run(enrolled(Settings(url, ledger=settings["TOGETHER_LEDGER"], secret_keys=(KEY,))))
        keep_count(direct)
        webs = {}
        for number in range(WEBS):
            port = free_port()
            (tmp_path / f"{number}").mkdir()
            webs[f"http://127.0.0.1:{port}"] = start("web", {**settings, "TOGETHER_PORT": port}, tmp_path / f"{number}")
        for number in range(WEBS, WEBS + WORKERS):
            (tmp_path / f"{number}").mkdir()
        workers = [start("worker", settings, tmp_path / f"{number}") for number in range(WEBS, WEBS + WORKERS)]
        for one in (*webs.values(), *workers):
            ends.callback(one.stop)
        for web in webs.values():
            until(lambda web=web: web.says("listening on"), "a web process listens", PATIENCE)  # type: ignore[misc]
        for worker in workers:
            until(lambda worker=worker: worker.says("working as"), "a worker works", PATIENCE)  # type: ignore[misc]
        yield Houses(direct, url != direct, webs, workers)


def test_what_all_of_them_hear_at_once_is_done_once(houses: Houses) -> None:
    first, second = houses.webs
    for n in range(PAIRS):
        deed = {"id": f"e{n}", "as": f"awa{n}", "conversation": f"dm:awa{n}", "text": "pause"}
        heard = houses.everywhere("/api/type", deed)
        assert sorted(len(one["answers"]) for one in heard) == [0] * (WEBS - 1) + [1]
    until(lambda: len(houses.pauses("local_card", "conversation")) >= PAIRS, "every pair was told", PATIENCE)
    assert houses.pauses("chaos_owed", "lane") == [1] * PAIRS, "one message each, whoever heard of it"
    sessions = houses.sessions
    assert sessions <= (SESSIONS if houses.pooled else (WEBS + WORKERS) * SESSIONS_A_PROCESS)
    houses.workers[0].stop()  # by kill -9
    assert houses.webs[first].end() == 0
    told(second, "/api/type", {"id": "late", "as": "awa0", "conversation": "dm:awa0", "text": "reprendre"})
    until(lambda: not ask(houses.direct, "SELECT 1 FROM due WHERE kind = 'post'"), "nothing is owed", PATIENCE)
    assert houses.pauses("local_card", "conversation") == [1] * PAIRS
    least = min(_written_in_a_second(houses) for _ in range(8))
    assert least == 0, "whoever looks for work writes nothing, and so wakes nobody"


def _written_in_a_second(houses: Houses) -> int:
    before = houses.written
    threading.Event().wait(1)
    return houses.written - before
