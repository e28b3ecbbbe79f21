"""The processes of the Procfile, as an operator meets them: they start, answer, survive the database's absence, and end."""

from __future__ import annotations

import json
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any

import psycopg
import pytest

from benchmarks._processes import Process, until
from storage.database.schema import migrate
from storage.database.urls import database
from tests.scenarios.procfile import run, start, words
from tests.seals import KEY
from tests.storage.server import Server

ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
Awa,Camille,mentoring,2026-03-02,fr,fr,Africa/Dakar,Europe/Paris,local,awa,local,camille
"""
SECONDS_TO_END = 8.0


@dataclass
class House:
    """The web and the worker process of one installation."""

    url: str
    page: str
    web: Process
    worker: Process
    health: str
    """Where the worker says whether it is well."""

    def ask(self, path: str, body: object = None) -> tuple[int, Any]:
        """The status and the JSON that the web process answers."""
        data = None if body is None else json.dumps(body).encode()
        where = path if path.startswith("http:") else self.page + path
        request = urllib.request.Request(where, data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def answers(self, path: str, status: int) -> bool:
        with suppress(urllib.error.URLError, ConnectionError):
            return self.ask(path)[0] == status
        return False

    def pauses(self, id: str) -> tuple[int, Any]:
        """The mentor asks for a pause: one message is owed to both."""
        return self.ask("/api/type", {"id": id, "as": "awa", "conversation": "dm:awa", "text": "pause"})

    def cards(self, key: str) -> list[Any]:
        """What the worker has delivered."""
        _, state = self.ask("/api/state")
        return [card for card in state["cards"] if card["key"].startswith(key)]


@pytest.fixture
def settings(empty_url: str, tmp_path: Path) -> dict[str, str]:
    with closing(socket()) as free, closing(socket()) as other:
        free.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        port, health = str(free.getsockname()[1]), str(other.getsockname()[1])
    return {
        "TOGETHER_DATABASE_URL": empty_url,
        "TOGETHER_LEDGER": str(tmp_path / "erasures"),
        "TOGETHER_PORT": port,
        "TOGETHER_HEALTH_PORT": health,
        "TOGETHER_SECRET_KEYS": KEY,
    }


@pytest.fixture
def house(settings: dict[str, str], tmp_path: Path) -> Iterator[House]:
    released = run(settings, *words("release"))
    assert released.returncode == 0, released.stderr
    told = run(settings, "bot", "programmes", "set", "first", "--asks", "no")
    assert told.returncode == 0, told.stderr
    roster = tmp_path / "pairs.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    imported = run(settings, "bot", "pairs", "import", str(roster))
    assert imported.returncode == 0, imported.stderr
    web, worker = start("web", settings, tmp_path), start("worker", settings, tmp_path)
    page = f"http://127.0.0.1:{settings['TOGETHER_PORT']}"
    health = f"http://127.0.0.1:{settings['TOGETHER_HEALTH_PORT']}"
    house = House(settings["TOGETHER_DATABASE_URL"], page, web, worker, health)
    try:
        until(lambda: house.answers("/readyz", 200), "the web process is ready")
        until(lambda: worker.says("working as"), "the worker works")
        yield house
    finally:
        web.stop()
        worker.stop()


def ask(url: str, statement: str) -> list[Any]:
    """Straight from the database."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(database(url).name, timeout=10, isolation_level=None)) as lite:
            return lite.execute(statement).fetchall()
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


@contextmanager
def away(url: str, request: pytest.FixtureRequest) -> Iterator[None]:
    """The server is stopped; or the file is locked by somebody who does not let go."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(database(url).name, isolation_level=None)) as lite:
            lite.execute("BEGIN IMMEDIATE")
            yield
            lite.execute("ROLLBACK")
        return
    server: Server = request.getfixturevalue("postgres")
    server.stop()
    try:
        yield
    finally:
        server.start()


def test_what_is_typed_is_delivered_and_both_processes_end_in_peace(house: House) -> None:
    assert house.ask("/livez") == (200, {"alive": True})
    status, answer = house.pauses("e1")
    assert status == 200
    assert len(answer["answers"]) == 1
    until(lambda: house.cards("pause."), "the worker has delivered the notice")
    status, answer = house.pauses("e1")  # the same event again, as a platform sends it that heard no answer
    assert (status, answer) == (200, {"answers": []})
    for process in (house.web, house.worker):
        begun = time.monotonic()
        assert process.end() == 0, process.log.read_text()
        assert time.monotonic() - begun < SECONDS_TO_END
    assert ask(house.url, "SELECT id, lease_owner FROM due WHERE lease_owner IS NOT NULL") == []
    assert ask(house.url, "SELECT id FROM due WHERE kind = 'post'") == []


def test_while_the_database_is_away_nothing_is_accepted_and_nobody_has_to_restart_anything(
    house: House, request: pytest.FixtureRequest
) -> None:
    before = (house.web.pid, house.worker.pid)
    with away(house.url, request):
        until(lambda: house.answers("/readyz", 503), "the web process says that it is not ready")
        assert house.ask("/readyz")[1] == {"ready": False, "trouble": "the database cannot be reached or written"}
        until(lambda: house.answers(f"{house.health}/readyz", 503), "and so does the worker")
        assert house.ask(f"{house.health}/livez")[0] == 200
        assert house.ask("/livez")[0] == 200
        status, answer = house.pauses("e1")
        assert (status, answer["error"]) == (503, "unavailable")
    until(lambda: house.answers("/readyz", 200), "the web process is ready again")
    until(lambda: house.answers(f"{house.health}/readyz", 200), "and so is the worker")
    assert house.pauses("e1")[0] == 200
    until(lambda: house.cards("pause."), "the worker has delivered the notice")
    assert len(house.cards("pause.")) == 1
    assert before == (house.web.pid, house.worker.pid)
    assert house.web.running
    assert house.worker.running


def test_the_worker_ends_in_peace_while_the_database_is_away(house: House, request: pytest.FixtureRequest) -> None:
    with away(house.url, request):
        until(lambda: house.worker.says("the database is away"), "the worker has noticed")
        assert house.worker.end(30) == 0, house.worker.log.read_text()


def test_both_processes_wait_at_their_start_for_a_database_that_is_away(
    house: House, request: pytest.FixtureRequest
) -> None:
    assert (house.web.end(), house.worker.end()) == (0, 0)
    with away(house.url, request):
        for process in (house.web, house.worker):
            process.restart()
        for process in (house.web, house.worker):
            until(lambda one=process: one.says("the start waits for it"), "it says that it waits")  # type: ignore[misc]
        assert house.web.running
        assert house.worker.running
    until(lambda: house.answers("/readyz", 200), "the web process is ready")
    until(lambda: house.worker.says("working as"), "the worker works")
    assert house.pauses("e1")[0] == 200
    until(lambda: house.cards("pause."), "the worker has delivered the notice")


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_database_without_a_schema_is_refused_in_a_sentence(settings: dict[str, str], name: str) -> None:
    refused = run(settings, *words(name))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert refused.stderr.endswith("run `together-bot release`.\n")


@pytest.mark.parametrize("name", ["release", "web", "worker"])
def test_a_database_of_a_later_release_is_refused_in_a_sentence(settings: dict[str, str], name: str) -> None:
    migrate(settings["TOGETHER_DATABASE_URL"])
    ask(settings["TOGETHER_DATABASE_URL"], "UPDATE alembic_version SET version_num = '9999'")
    refused = run(settings, *words(name))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert "is at version 9999" in refused.stderr


def test_readiness_notices_a_schema_that_is_no_longer_this_release_s(house: House) -> None:
    ask(house.url, "UPDATE alembic_version SET version_num = '9999'")
    for where in (house.page, house.health):
        until(lambda where=where: house.answers(f"{where}/readyz", 503), "it is noticed")  # type: ignore[misc]
        assert "is at version 9999" in house.ask(f"{where}/readyz")[1]["trouble"]


@pytest.mark.parametrize("name", ["release", "web", "worker"])
def test_every_wrong_setting_is_named_at_the_start(name: str) -> None:
    wrong = {"TOGETHER_DATABASE_URL": "mysql://here", "TOGETHER_PORT": "eighty", "TOGETHER_CHANELS": "local"}
    refused = run(wrong, *words(name))
    assert refused.returncode == 1
    assert all(setting in refused.stderr for setting in wrong), refused.stderr
    assert "Traceback" not in refused.stderr
