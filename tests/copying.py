"""Copies this tree to a folder where a test may change it."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parents[1]
"""The root of this tree."""

LEFT_OUT = (
    ".git",
    ".venv",
    ".venv-lock",
    ".*_cache",
    ".hypothesis",
    "__pycache__",
    "*.pyc",
    "*.egg-info",
    "var",
)
"""What no test of a copy needs."""


def copy_tree(source: Path, target: Path) -> Path:
    """Copies the tracked part of a tree, as far as tests need it, and returns where it is."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return target
