"""The command itself: exit statuses, what goes where, and a new installation from nothing to all green."""

from __future__ import annotations

import json
import subprocess
import sys
from os import environ
from pathlib import Path

import pytest

from benchmarks._processes import until
from bot.cli import main
from tests.scenarios.procfile import start
from tests.seals import KEY


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of one's own with a database to come, and no settings of this machine."""
    for name in [name for name in environ if name.startswith("TOGETHER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOGETHER_DATABASE_URL", f"sqlite:///{tmp_path / 'together.db'}")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["doctor", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def _waited_alone(err: str) -> bool:
    """On a busy machine it is said what is waited for."""
    return all(line.startswith("waiting for ") for line in err.splitlines())


def test_where_nothing_is_installed_each_line_says_what_to_do_and_nothing_is_made(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys)
    assert status == 1
    assert "WRONG   database.reached: there is no database" in out
    assert "together-bot release" in out
    assert "skipped workers" in out
    assert out.splitlines()[-1].endswith("not asked.")
    assert _waited_alone(err)
    assert list(bare.iterdir()) == []


def test_settings_that_are_wrong_are_the_one_line(
    bare: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOGETHER_CHANNELS", "slack")
    monkeypatch.setenv("TOGETHER_SLACK_BOT_TOKEN", "not-a-token-at-all")
    monkeypatch.setenv("TOGETHER_SLACK_CLIENT_ID", "12.34")
    status, out, _ = run(capsys)
    assert status == 1
    assert "TOGETHER_SLACK_BOT_TOKEN must begin with xoxb-" in out
    assert "not-a-token-at-all" not in out
    assert out.splitlines()[-1] == "1 wrong."
    status, out, _ = run(capsys, "--json")
    assert status == 1
    assert [one["id"] for one in json.loads(out)["checks"]] == ["settings"]


def test_json_is_one_object_and_nothing_else(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release"]) == 0
    capsys.readouterr()
    status, out, err = run(capsys, "--json")
    told = json.loads(out)
    assert (status, told["well"], _waited_alone(err)) == (1, False, True)
    assert {one["id"]: one["status"] for one in told["checks"]}["workers"] == "wrong"
    assert {one["id"]: one["status"] for one in told["checks"]}["database.write"] == "right"


def test_parts_can_be_asked_alone(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release"]) == 0
    capsys.readouterr()
    status, out, _ = run(capsys, "database", "keys", "--json")
    assert status == 0
    ids = [one["id"] for one in json.loads(out)["checks"]]
    assert ids == ["database.reached", "database.schema", "database.write", "database.disk", "keys"]
    status, out, err = run(capsys, "databse")
    assert (status, out) == (1, "")
    assert "Nothing here is called databse" in err
    assert "database, " in err


def test_no_bot_is_opened(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that starts with the bot happens: no catching up, no appointments, no upgrade."""
    assert main(["release"]) == 0
    before = (bare / "together.db").read_bytes()
    capsys.readouterr()
    run(capsys, "settings", "keys", "ledger", "programmes", "workers", "owed", "troubles")
    assert (bare / "together.db").read_bytes() == before
    assert not (bare / "together.db.erasures").exists()


def test_a_server_that_hangs_ends_the_command_in_its_time(bare: Path) -> None:
    """It listens and never answers, as behind a firewall: the process ends all the same."""
    code = """
import socket, sys, time
from bot.cli import main
hole = socket.create_server(("127.0.0.1", 0))
import os
os.environ["TOGETHER_DATABASE_URL"] = f"postgresql://bot@127.0.0.1:{hole.getsockname()[1]}/x"
os.environ["TOGETHER_LEDGER"], os.environ["TOGETHER_SECRET_KEYS"] = "erasures", "SEALING"
begun = time.monotonic()
status = main(["doctor", "database.reached", "database.schema", "--timeout", "1"])
print(status, time.monotonic() - begun < 8)
""".replace("SEALING", KEY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "1 True", done.stdout
    assert "no answer within 1 seconds" in done.stdout


def test_from_nothing_to_all_green(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a new operator would go about it, with a worker that is a process of its own."""
    monkeypatch.setenv("TOGETHER_CONTACT_OUTSIDE", "Mediation, mediation@example.org")
    monkeypatch.setenv("TOGETHER_COORDINATORS", "local:claire Claire Martin fr Europe/Paris")
    assert main(["release"]) == 0
    worker = start("worker", {name: value for name, value in environ.items() if name.startswith("TOGETHER_")}, bare)
    try:
        until(lambda: worker.says("working as"), "the worker works")
        capsys.readouterr()
        status, out, err = run(capsys)
        assert (status, _waited_alone(err)) == (0, True), out + err
        assert {line.split(maxsplit=1)[0] for line in out.splitlines()[:-1]} == {"right", "skipped"}, out
        assert worker.end() == 0
        status, out, _ = run(capsys, "workers")
        assert status == 1
        assert "together-bot worker" in out
    finally:
        worker.stop()
