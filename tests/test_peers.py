"""`benchmarks.peers` and `benchmarks.durable`, small: that they run, and what they do where a framework cannot be installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import _quiet, durable, peers


@pytest.fixture(autouse=True)
def no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be installed: the cache's place is taken by a file."""
    (tmp_path / "cache").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_it_runs_and_says_who_could_not_be_installed(capsys: pytest.CaptureFixture[str]) -> None:
    figures = peers.measure(people=4, packages={"opsdroid": ("opsdroid",)})
    assert {"durable_ratio", "ours_durable_per_s", "floor_durable_per_s", "ours_memory_per_s"} <= set(figures)
    assert "memory_to_opsdroid" not in figures
    assert all(figure.value > 0 for name, figure in figures.items() if name != "others_share")
    assert "opsdroid is left out, it cannot be installed" in capsys.readouterr().err


@pytest.mark.postgres
def test_the_queue_runs_beside_nobody_who_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    figures = durable.measure(events=4, packages={"celery": ("celery",), "dbos": ("dbos",)})
    assert {name: figure.value > 0 for name, figure in figures.items()} == {
        "ours_ms": True,
        "ours_commits": True,
        "ours_log_kb": True,
    }
    said = capsys.readouterr().err
    assert "celery is left out" in said
    assert "dbos is left out" in said


def test_what_others_take_of_the_machine_is_a_part_of_it() -> None:
    before = _quiet.now()
    assert 0 <= _quiet.others_since(before) <= 1
    idle = _quiet.Ticks(before.busy, before.own, before.passed - 10)
    assert _quiet.others_since(idle) < 0.5
    assert _quiet.others_since(_quiet.Ticks(before.busy - 9, before.own, before.passed - 10)) > 0.5
