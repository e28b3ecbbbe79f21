"""The version comes from tags: in a clone, in an archive, in a source distribution, and where it is installed."""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path

import pytest

from bot.cli import main
from bot.infra.version import PROJECT, NoVersion, of_description, version
from tests.release.trees import archive, clone, git


@pytest.mark.parametrize(
    ("tag", "later", "said"),
    [
        ("v1.2.0", 0, "1.2.0"),
        ("v1.2.0", 2, "1.2.1.dev2+g"),
        ("v1.2.0rc1", 0, "1.2.0rc1"),
        ("v1.2.0rc1", 1, "1.2.0rc2.dev1+g"),
        ("safe1", 0, "0.3.1.dev0+g"),
        ("", 1, "0.3.1.dev0+g"),
    ],
)
def test_a_clone_and_its_archive_say_the_same(tmp_path: Path, tag: str, later: int, said: str) -> None:
    repository = clone(tmp_path / "clone", tag, later)
    commit = git(repository, "rev-parse", "--short=8", "HEAD").strip() if said.endswith("g") else ""
    assert version(repository) == said + commit
    assert version(archive(repository, tmp_path / "archive")) == said + commit


def test_files_that_were_changed_make_no_release(tmp_path: Path) -> None:
    repository = clone(tmp_path / "clone", "v1.2.0")
    (repository / "CHANGELOG.md").write_text("changed", encoding="utf-8")
    assert version(repository).startswith("1.2.1.dev0+g")
    assert version(repository).endswith(".dirty")


def test_a_copy_inside_another_clone_is_none_of_that_ones_releases(tmp_path: Path) -> None:
    outer = clone(tmp_path / "outer", "v9.9.9")
    inner = clone(tmp_path / "copied", "v1.2.0")
    shutil.rmtree(inner / ".git")
    assert version(shutil.copytree(inner, outer / "vendor")) == "0.3.1.dev0"


def test_a_source_distribution_says_what_it_was_made_as(tmp_path: Path) -> None:
    unpacked = archive(clone(tmp_path / "clone", "v1.2.0", 3), tmp_path / "archive")
    (unpacked / "PKG-INFO").write_text("Metadata-Version: 2.4\nName: together-bot\nVersion: 1.2.0\n\nVersion: 7\n")
    assert version(unpacked) == "1.2.0"


def test_what_is_installed_says_its_metadata(tmp_path: Path) -> None:
    assert version(tmp_path) == metadata.version(PROJECT)


@pytest.mark.parametrize("described", ["v7", "v1.2", "v1.2-3-gabcdef12", "v1.2.0+local", "v1.2.0-beta"])
def test_a_tag_that_is_no_version_is_refused(tmp_path: Path, described: str) -> None:
    with pytest.raises(NoVersion, match="like v1"):
        of_description(described, tmp_path)


def test_the_command_line_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"together-bot {version()}\n"
