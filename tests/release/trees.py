"""Repositories and archives of a few files, made for a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOGGED = "# Changelog\n\n## [Unreleased]\n\n## [0.3.0] - 2026-11-27\n\n## [0.1.0]\n"


def git(folder: Path, *words: str) -> str:
    """Runs git as somebody without a configuration of their own."""
    who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder)}
    asked = ["git", "-c", "init.defaultBranch=main", *words]
    return subprocess.run(
        asked, cwd=folder, env={**os.environ, **who, **quiet}, check=True, capture_output=True, text=True
    ).stdout


def clone(folder: Path, tag: str = "", later: int = 0) -> Path:
    """A repository of the files that say a version, tagged or not, with so many commits after that."""
    folder.mkdir(parents=True)
    for name in (".git_archival.txt", ".gitattributes", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "CHANGELOG.md").write_text(LOGGED, encoding="utf-8")
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    if tag:
        git(folder, "tag", tag)
    for _ in range(later):
        git(folder, "commit", "--allow-empty", "-m", "later")
    return folder


def archive(repository: Path, folder: Path) -> Path:
    """What somebody has who downloaded the archive of a tag: no `.git`."""
    packed = folder.with_suffix(".tar")
    git(repository, "archive", "-o", str(packed), "HEAD")
    with tarfile.open(packed) as tar:
        tar.extractall(folder, filter="data")
    return folder
