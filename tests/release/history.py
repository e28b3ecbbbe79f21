"""The trees of earlier releases, where this tree's history is at hand.

The last release is the newest tag before this commit. Until one is tagged whose processes work beside today's, a commit stands
for it.
`TOGETHER_REQUIRE_HISTORY` makes a missing history a failure.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from bot.infra.version import TAGS

ROOT = Path(__file__).parents[2]
BEFORE_TAGS = "eeeaaa9bc4e596993964d9ef02b8016cff62e86e"
SINCE = "storage/migrations/versions/0021_urgency.py"
"""What every release has whose processes work beside today's."""


def last_release() -> str:
    """The commit or tag of it; skips the test where it cannot be had."""
    tag = _git("describe", "--tags", "--match", TAGS, "--abbrev=0", "HEAD^")
    last = tag if tag and _git("ls-tree", "--name-only", tag, SINCE) else BEFORE_TAGS
    if not _git("rev-parse", "--verify", "--quiet", f"{last}^{{commit}}"):
        if os.environ.get("TOGETHER_REQUIRE_HISTORY"):
            pytest.fail(f"{last} is not in this clone: fetch all of its history, with tags")
        pytest.skip(f"{last} is not at hand: this is no clone, or a shallow one")
    return last


def _git(*words: str) -> str:
    if not (ROOT / ".git").exists():
        return ""
    return subprocess.run(["git", *words], cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip()


def tree_of(commit: str, folder: Path) -> Path:
    """Unpacks the tree of a commit."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(folder, filter="data")
    return folder
