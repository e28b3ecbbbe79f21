"""Two builds of one release are the same bytes: from two folders, at two times, with other rights and another order of files."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from bot.infra.version import ARCHIVAL
from release.backend import built_at
from tests.copying import copy_tree
from tests.release.trees import ROOT, archive, clone, git

AT = 1_790_000_000
BUILD = "import sys; from release import backend; print(getattr(backend, f'build_{sys.argv[1]}')(sys.argv[2]))"


FOLDERS = ("storage", "release", "content", "bot", "adapters")
FILES = (
    *(".git_archival.txt", "CHANGELOG.md", "LICENSE", "MANIFEST.in", "README.md"),
    *("pyproject.toml", "requirements.lock"),
)


def built(what: str, tree: Path, folder: Path) -> Path:
    """Built in a process of its own, as `pip` and `build` do."""
    folder.mkdir(exist_ok=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(AT), "PYTHONPATH": "", "PYTHONHASHSEED": "random"}
    words = [sys.executable, "-c", BUILD, what, str(folder)]
    said = subprocess.run(words, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return folder / said.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same files: one copy as it is, and one that somebody with another umask has made on another day."""
    one, other = (tmp_path_factory.mktemp(name) / name for name in ("here", "in-another-folder"))
    for tree in (one, other):
        for folder in FOLDERS:
            copy_tree(ROOT / folder, tree / folder)
        for file in FILES:
            shutil.copy(ROOT / file, tree / file)
    for path in other.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (AT - 86_400, AT - 86_400))
    (other / ARCHIVAL).write_text("describe: \nseconds: 5\n", encoding="utf-8")  # as an archive has it
    (other / "build" / "lib" / "bot").mkdir(parents=True)
    (other / "build" / "lib" / "bot" / "gone.py").write_text("", encoding="utf-8")
    return one, other


def fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_two_wheels_are_the_same_bytes(trees: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = (built("wheel", tree, tmp_path / str(n)) for n, tree in enumerate(trees))
    assert one.name == other.name
    assert fingerprint(one) == fingerprint(other)


def test_the_wheel_of_the_source_distribution_is_that_of_the_tree(trees: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = (built("sdist", tree, tmp_path / str(n)) for n, tree in enumerate(trees))
    assert fingerprint(one) == fingerprint(other)
    unpacked = tmp_path / "unpacked"
    subprocess.run(["tar", "-xzf", str(one), f"--one-top-level={unpacked}", "--strip-components=1"], check=True)
    assert built_at(unpacked) == AT
    wheel = built("wheel", unpacked, tmp_path / "from-sdist")
    assert fingerprint(wheel) == fingerprint(built("wheel", trees[0], tmp_path / "from-tree"))
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        said = message_from_bytes(opened.read(metadata))
    assert said["Version"] == wheel.name.split("-")[1]
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {
        "adapters",
        "bot",
        "content",
        "storage",
    }
    assert opened.infolist()[0].date_time == (2026, 9, 21, 14, 13, 20)


def test_the_date_is_said_or_that_of_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    repository = clone(tmp_path / "clone")
    committed = int(git(repository, "log", "-1", "--format=%ct"))
    assert built_at(repository) == committed
    assert built_at(archive(repository, tmp_path / "archive")) == committed
    (tmp_path / ARCHIVAL).write_text("seconds: $Format:%ct$\n", encoding="utf-8")
    assert built_at(tmp_path) == 315_532_800
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(AT))
    assert built_at(repository) == AT
