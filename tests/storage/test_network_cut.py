"""The network between the bot and PostgreSQL is cut: nobody answers, and nobody says that nobody will."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.ports import Unavailable
from storage.database.server import postgres as driver
from storage.database.server.address import NETWORK, ServerAddress
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.seals import SEAL
from tests.storage.server import Server

HERE, THERE, PORT = "198.18.77.1", "198.18.77.2", 5432
"""Addresses for trying networks: RFC 2544."""
SPACE = f"together{os.getpid()}"
PATIENCE = "sslmode=disable&tcp_user_timeout=1000&keepalives_idle=1&keepalives_interval=1&keepalives_count=2"
LIMIT = 30
"""Seconds after which somebody has been forgotten; the system's own limits are minutes and hours."""

RELAY = """
import asyncio, sys

async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    writer.close()

async def relay(reader, writer):
    there = await asyncio.open_unix_connection(sys.argv[1])
    await asyncio.gather(copy(reader, there[1]), copy(there[0], writer))

async def main():
    server = await asyncio.start_server(relay, sys.argv[2], int(sys.argv[3]))
    print("listening", flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


@dataclass(frozen=True)
class Far:
    """A database that is reached by a network of its own."""

    url: str

    def cut(self) -> None:
        """Whatever comes from there goes nowhere."""
        ip("-n", SPACE, "route", "add", "blackhole", f"{HERE}/32")

    def mend(self) -> None:
        ip("-n", SPACE, "route", "del", "blackhole", f"{HERE}/32")


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def network() -> Iterator[None]:
    if shutil.which("ip") is None or os.geteuid() != 0:
        pytest.skip("only root makes networks, by `ip` of iproute2")
    try:
        ip("netns", "add", SPACE)
    except subprocess.CalledProcessError as refused:
        pytest.skip(f"no network may be made here: {refused.stderr.decode()}")
    try:
        near, far = f"near{os.getpid()}"[:15], f"far{os.getpid()}"[:15]
        ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", SPACE)
        ip("address", "add", f"{HERE}/30", "dev", near)
        ip("link", "set", near, "up")
        ip("-n", SPACE, "address", "add", f"{THERE}/30", "dev", far)
        ip("-n", SPACE, "link", "set", far, "up")
        yield
    finally:
        ip("netns", "delete", SPACE)


@pytest.fixture
def far(network: None, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Far]:
    monkeypatch.setattr(driver, "CONNECT_SECONDS", 2)
    url = make_url(postgres.new_database(migrated=True))
    socket = Path(str(url.query["host"])) / f".s.PGSQL.{url.port or PORT}"
    words = ["ip", "netns", "exec", SPACE, sys.executable, "-c", RELAY, str(socket), THERE, str(PORT)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as relay:
        assert relay.stdout is not None
        assert relay.stdout.readline() == b"listening\n"
        yield Far(f"postgresql://{url.username}@{THERE}:{PORT}/{url.database}?{PATIENCE}")
        relay.terminate()


def put(store: SqlStore, value: str) -> None:
    def work(unit: SqlUnit) -> None:
        unit.facts.put("network", value)

    asyncio.run(asyncio.wait_for(store.run(work), LIMIT))


def test_a_database_behind_a_network_that_is_cut_is_away_until_it_is_mended(far: Far) -> None:
    store = open_store(far.url, seal=SEAL)
    put(store, "before")
    far.cut()
    with pytest.raises(Unavailable):
        put(store, "meanwhile")
    far.mend()
    put(store, "after")
    with psycopg.connect(far.url) as connection:
        assert connection.execute("SELECT value FROM setting WHERE name = 'network'").fetchall() == [("after",)]
    asyncio.run(store.close())


def test_whoever_waits_for_an_answer_when_it_is_cut_does_not_wait_for_ever(far: Far) -> None:
    store = open_store(far.url, seal=SEAL)

    def work(unit: SqlUnit) -> None:
        unit.facts.put("network", "half done")
        far.cut()
        unit.facts.get("network")

    with pytest.raises(Unavailable):
        asyncio.run(asyncio.wait_for(store.run(work), LIMIT))
    far.mend()
    with psycopg.connect(far.url) as connection:
        assert connection.execute("SELECT value FROM setting WHERE name = 'network'").fetchall() == []
    asyncio.run(store.close())


def test_a_server_that_says_nothing_is_given_up_within_half_a_minute_unless_the_url_says_otherwise() -> None:
    address = ServerAddress("postgresql://bot@db.example.org/together?keepalives_idle=60")
    told = psycopg.conninfo.conninfo_to_dict(address.conninfo)
    assert {name: told[name] for name in NETWORK} == {**NETWORK, "keepalives_idle": "60"}
    limits = {name: int(value) for name, value in NETWORK.items()}
    silent = limits["keepalives_idle"] + limits["keepalives_interval"] * limits["keepalives_count"]
    assert max(silent, limits["tcp_user_timeout"] / 1000) <= 30
