"""The played season: one file for all tests of a run, of which each test that changes anything takes a copy."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import sqlite_at
from tests.coordination.cast import pairs
from tests.coordination.season import play

FILE = "together.db"


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the database as it stands on the Monday morning. The first process that asks plays; others wait for it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    played, being_played = base / "season", base / "being-played"
    with (base / "season.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not played.exists():
            being_played.mkdir()
            play(sqlite_at(being_played / FILE), pairs())
            being_played.rename(played)
    return played


@pytest.fixture
def copied(season: Path, tmp_path: Path) -> Callable[[], str]:
    """A new copy of the database, by its address; its ledger of erasures is beside it."""
    made: list[Path] = []

    def copy() -> str:
        made.append(tmp_path / f"season-{len(made)}")
        shutil.copytree(season, made[-1])
        return sqlite_at(made[-1] / FILE)

    return copy
