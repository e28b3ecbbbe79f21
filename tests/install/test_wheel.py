"""The wheel: built, put into a new environment, and used from another folder, where nothing of the source tree is."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.install.files import ROOT
from tests.install.wheel import built, installed, plain


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(wheel, tmp_path_factory.mktemp("home"))


def ran(program: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program, *words], cwd=folder, env=plain(folder), capture_output=True, text=True, check=False)


def test_it_holds_all_of_the_bot_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    kept = (
        "content/programme.yaml",
        "content/fr/mentoring.ftl",
        "storage/migrations/env.py",
        "adapters/local/static/index.html",
    )
    assert {name for name in kept if (ROOT / name).exists()} <= names
    for folder in ("content", "storage/migrations", "adapters/local/static"):
        sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        wanted = {name for name in sources if "__pycache__" not in name and not name.endswith((".pyc", ".mako"))}
        assert sorted(wanted - names) == []
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"adapters", "bot", "content", "storage"}


def test_it_runs_from_another_folder(program: Path, tmp_path: Path) -> None:
    shown = subprocess.run(
        [program.parent / "python", "-c", "import bot, content, storage; print(bot.__file__)"],
        cwd=tmp_path, env=plain(tmp_path), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(shown.stdout.strip()).is_relative_to(program.parent.parent), "not the source tree"
    checked = ran(program, tmp_path, "content", "check")
    assert checked.returncode == 0, checked.stderr
    assert "all well." in checked.stdout


def test_it_brings_a_database_up_to_date(program: Path, tmp_path: Path) -> None:
    assert ran(program, tmp_path, "release").stdout == "The database is up to date.\n"
    assert (tmp_path / "var/together.db").is_file()
