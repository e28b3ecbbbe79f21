"""`/metrics` of real processes: each on a port of its own, or all of them on one with a folder that they share."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copytree
from socket import create_server

import pytest
from prometheus_client.parser import text_string_to_metric_families

from benchmarks._processes import Process, until
from bot.app import sqlite_at
from bot.cli import main
from tests.scenarios.procfile import start
from tests.scenarios.test_processes import ROSTER, House
from tests.seals import KEY


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


Values = Mapping[str, Mapping[tuple[str, ...], float]]


def scraped(port: int) -> Values:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as response:
        found: dict[str, dict[tuple[str, ...], float]] = {}
        for family in text_string_to_metric_families(response.read().decode()):
            for one in family.samples:
                found.setdefault(one.name, {})[tuple(one.labels.values())] = one.value
        return found


def answers(port: int) -> bool:
    with suppress(urllib.error.URLError, ConnectionError):
        return bool(scraped(port))
    return False


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database in which a pair is enrolled."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "pairs.csv").write_text(ROSTER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TOGETHER_DATABASE_URL", sqlite_at(folder / "t.db"))
        environment.setenv("TOGETHER_SECRET_KEYS", KEY)
        for command in (
            ["release"],
            ["programmes", "set", "first", "--asks", "no"],
            ["pairs", "import", str(folder / "pairs.csv")],
        ):
            assert main(command) == 0
    return folder


@pytest.fixture
def settings(prepared: Path, tmp_path: Path) -> dict[str, str]:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    return {
        "TOGETHER_DATABASE_URL": sqlite_at(tmp_path / "t.db"),
        "TOGETHER_PORT": str(free_port()),
        "TOGETHER_SECRET_KEYS": KEY,
    }


@contextmanager
def processes(folder: Path, *named: tuple[str, Mapping[str, str]]) -> Iterator[list[Process]]:
    begun: list[Process] = []
    try:
        for nth, (name, settings) in enumerate(named):
            own = folder / f"{nth}"
            own.mkdir()
            begun.append(start(name, settings, own))
        yield begun
    finally:
        for process in begun:
            process.stop()


def pauses(settings: Mapping[str, str], id: str, web: Process, worker: Process) -> None:
    """The mentor types a word, and what is owed for that is delivered."""
    house = House("", f"http://127.0.0.1:{settings['TOGETHER_PORT']}", web, worker, "")
    until(lambda: house.answers("/readyz", 200), "the web process is ready")
    assert house.pauses(id)[0] == 200


def test_each_process_answers_for_itself_and_both_for_the_database(settings: dict[str, str], tmp_path: Path) -> None:
    of_web, of_worker = free_port(), free_port()
    both = (
        ("web", {**settings, "TOGETHER_METRICS_PORT": str(of_web)}),
        ("worker", {**settings, "TOGETHER_METRICS_PORT": str(of_worker)}),
    )
    with processes(tmp_path, *both) as (web, worker):
        until(lambda: answers(of_web) and answers(of_worker), "both answer")
        pauses(settings, "e1", web, worker)
        until(lambda: scraped(of_worker).get("together_delivered_total"), "it is delivered")
        until(lambda: scraped(of_web)["together_workers"] == {("local",): 1}, "the worker is seen by the other")
        mine, others = scraped(of_web), scraped(of_worker)
        assert mine["together_acknowledgement_seconds_count"] == {("local", "typed"): 1}
        assert "together_acknowledgement_seconds_count" not in others
        assert "together_delivered_total" not in mine
        assert others["together_tries_total"].keys() == {("local", "delivered")}
        for found in (mine, others):
            assert found["together_database_up"] == {(): 1}
            assert found["together_transaction_seconds_count"]["write",] > 0
            assert found["process_resident_memory_bytes"][()] > 0
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://127.0.0.1:{settings['TOGETHER_PORT']}/metrics", timeout=20)
        assert [web.end(), worker.end()] == [0, 0]
        assert not answers(of_web)


def test_processes_that_share_a_folder_answer_for_one_another_also_for_those_that_are_gone(
    settings: dict[str, str], tmp_path: Path
) -> None:
    folder, port = tmp_path / "measured", free_port()
    folder.mkdir()
    shared = {**settings, "TOGETHER_METRICS_PORT": str(port), "PROMETHEUS_MULTIPROC_DIR": str(folder)}
    with processes(tmp_path, ("web", shared), ("worker", shared), ("worker", shared)) as (web, *workers):
        until(lambda: all(one.says("working as") for one in workers), "both work")
        pauses(settings, "e1", web, workers[0])
        until(lambda: scraped(port).get("together_delivered_total"), "it is delivered")
        found = scraped(port)
        assert found["together_acknowledgement_seconds_count"] == {("local", "typed"): 1}
        assert found["together_workers"] == {("local",): 2}
        for one in workers:
            one.stop()  # killed, so that nothing is tidied up
        left = [scraped(port)["together_delivered_total"] for _ in range(8)]
        assert left[0]["local",] >= found["together_delivered_total"]["local",]
        assert left == left[:1] * 8, "the process that is left answers for all"
        assert len(list(folder.glob("histogram_*.db"))) == 3


@pytest.mark.parametrize("verb", ["web", "worker"])
def test_a_port_that_is_taken_is_one_line(
    verb: str, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("TOGETHER_METRICS_PORT", str(port))
        assert main([verb]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        f"Something listens on 127.0.0.1:{port} already: end it, or take another port with TOGETHER_METRICS_PORT for"
    )


def test_a_folder_that_only_a_file_of_settings_names_is_refused(
    settings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TOGETHER_METRICS_PORT", str(free_port()))
    (tmp_path / ".env").write_text(f"PROMETHEUS_MULTIPROC_DIR={tmp_path}\n", encoding="utf-8")
    assert main(["web"]) == 1
    assert "PROMETHEUS_MULTIPROC_DIR is read from the environment alone" in capsys.readouterr().err
