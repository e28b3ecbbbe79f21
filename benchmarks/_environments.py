"""Environments with other people's packages, each made once in a cache folder: nothing of theirs comes into ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


class NotInstalled(Exception):
    """An environment cannot be made; the message is the last that was said about it."""


def cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "together" / "peers"


def python_with(packages: Sequence[str], folder: Path | None = None) -> Path:
    """The interpreter of an environment that has `packages`; one that was made before is used again. Raises `NotInstalled`."""
    environment = (folder or cache()) / "_".join(packages).replace("=", "").replace("<", "").replace(">", "")
    python = environment / "bin" / "python"
    if (environment / ".complete").exists():
        return python
    shutil.rmtree(environment, ignore_errors=True)
    _run(sys.executable, "-m", "venv", str(environment))
    _run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    (environment / ".complete").touch()
    return python


def _run(*words: str) -> None:
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=240, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalled(str(error)) from error
    if done.returncode:
        raise NotInstalled(done.stderr.strip().rpartition("\n")[2])
