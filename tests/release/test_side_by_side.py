"""The last release's web and worker process, and this one's beside them on one database, while people go on.

`make test` does it on PostgreSQL, where several processes are the rule; `make upgrade` on both databases.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from typing import Any

import pytest

from benchmarks._processes import ROOT, Process, until
from tests.copying import copy_tree
from tests.release.history import last_release, tree_of
from tests.scenarios.procfile import words
from tests.scenarios.test_processes import ROSTER, ask
from tests.seals import KEY

BEGUN = """
import sys
from bot.cli import main
for words in (["release"], ["programmes", "set", "first", "--asks", "no"], ["pairs", "import", sys.argv[1]]):
    main(words) == 0 or sys.exit(" ".join(words))
"""
"""What an operator does on the first day."""
PATIENCE = 150.0
"""Seconds, on a machine that does much else."""
WHO = ("awa", "camille")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree_of(last_release(), tmp_path_factory.mktemp("last-release"))


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this tree, where what Python compiles may be kept from one process to the next."""
    tree = tmp_path_factory.mktemp("this-release")
    for folder in ("adapters", "bot", "content", "storage"):
        copy_tree(ROOT / folder, tree / folder)
    return tree


def free_port() -> str:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def ended(process: subprocess.Popen[str]) -> bool:
    try:
        return process.wait(0.1) is not None
    except subprocess.TimeoutExpired:
        return False


@dataclass
class Release:
    """The two processes of one release."""

    tree: Path
    port: str
    web: Process
    worker: Process

    def ask(self, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            assert response.status == 200
            return json.load(response)

    def end(self) -> None:
        for process in (self.web, self.worker):
            assert process.end() == 0, process.log.read_text()
            said = process.log.read_text()
            assert "Traceback" not in said, said
            assert "ERROR" not in said, said

    def stop(self) -> None:
        self.web.stop()
        self.worker.stop()


@dataclass
class Installation:
    settings: dict[str, str]
    folder: Path
    running: list[Release] = field(default_factory=list)
    typed: int = 0

    @property
    def url(self) -> str:
        return self.settings["TOGETHER_DATABASE_URL"]

    def starts(self, tree: Path) -> Release:
        port, name = free_port(), f"{len(self.running)}"
        settings = {**self.settings, "TOGETHER_PORT": port}
        web, worker = (
            Process(words(kind), settings, self.folder / f"{kind}-{name}.log", tree) for kind in ("web", "worker")
        )
        self.running.append(Release(tree, port, web, worker))
        until(lambda: worker.says("working as"), f"the worker of {tree} works", PATIENCE)
        until(lambda: _answers(port), f"the web process of {tree} answers", PATIENCE)
        return self.running[-1]

    def runs(self, tree: Path, *command: str) -> subprocess.Popen[str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("TOGETHER_")}
        environment = {**others, "PYTHONPATH": str(tree), **self.settings}
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=tree,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def types(self, release: Release) -> tuple[str, Any]:
        """One of the two asks for a pause, or ends it, in turn; both get a notice. Returns the event's id and the answer."""
        self.typed += 1
        who, text = WHO[self.typed // 2 % 2], ("pause", "resume")[(self.typed + 1) % 2]
        event = {"id": f"e{self.typed}", "as": who, "conversation": f"dm:{who}", "text": text}
        answer = release.ask("/api/type", event)
        return f"e{self.typed}", answer

    def settles(self) -> None:
        until(
            lambda: not ask(self.url, "SELECT id FROM due WHERE kind = 'post' AND dead_at IS NULL"), "all is delivered"
        )


def _answers(port: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


@pytest.fixture
def installation(empty_url: str, tmp_path: Path) -> Iterator[Installation]:
    if empty_url.startswith("sqlite") and not os.environ.get("TOGETHER_REQUIRE_HISTORY"):
        pytest.skip("on both databases by `make upgrade`")
    settings = {
        "TOGETHER_DATABASE_URL": empty_url,
        "TOGETHER_LEDGER": str(tmp_path / "erasures"),
        "TOGETHER_SECRET_KEYS": KEY,
        "PYTHONDONTWRITEBYTECODE": "",
    }
    one = Installation(settings, tmp_path)
    try:
        yield one
    finally:
        for release in one.running:
            release.stop()


def test_two_releases_work_side_by_side(installation: Installation, old: Path, new: Path, tmp_path: Path) -> None:
    roster = tmp_path / "pairs.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    begun = installation.runs(old, "-c", BEGUN, str(roster))
    said, _ = begun.communicate(timeout=60)
    assert begun.returncode == 0, said

    before = installation.starts(old)
    installation.types(before)
    released = installation.runs(new, "-m", *words("release"))
    while not ended(released):  # people go on while the database is brought up to date
        installation.types(before)
    assert released.returncode == 0, released.communicate()

    after = installation.starts(new)
    if (old / "storage" / "database" / "beside.py").is_file():
        assert before.ask("/readyz")["ready"] is True
    for _ in range(4):
        for one, other in ((before, after), (after, before)):
            id, answer = installation.types(one)
            assert answer["answers"], f"{one.tree} answers"
            again = {"id": id, "as": "awa", "conversation": "dm:awa", "text": "pause"}
            assert other.ask("/api/type", again) == {"answers": []}, f"{other.tree} knows what the other one has heard"
    installation.settles()
    before.end()
    installation.types(after)
    installation.settles()
    after.end()
    _all_arrived_once(installation)


def _all_arrived_once(installation: Installation) -> None:
    assert ask(installation.url, "SELECT id FROM due WHERE dead_at IS NOT NULL") == []
    ((events,),) = ask(installation.url, "SELECT count(*) FROM event WHERE id LIKE '%e%'")
    assert events >= installation.typed
    posted = ask(
        installation.url, "SELECT conversation, key, count(*) FROM local_card GROUP BY 1, 2 HAVING count(*) > 1"
    )
    assert posted == [], "no card is there twice"
