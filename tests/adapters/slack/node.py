"""What the tests take from npm: installed once into a folder of the system's temporary directory."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

PACKAGES = (
    "emulate@0.11.2",
    "@slack/types@3.2.0",
    "ts-json-schema-generator@2.4.0",
    "slack-blocks-to-jsx@1.1.1",
    "react@19",
    "react-dom@19",
    "esbuild@0.28",
)
FOLDER = Path(tempfile.gettempdir()) / "together-node-slack"


def modules(packages: Sequence[str] = PACKAGES, folder: Path = FOLDER) -> Path:
    """The folder of `node_modules`. Without npm the test is skipped, or fails if TOGETHER_REQUIRE_NODE=1."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        _without("there is no node and npm here (https://nodejs.org, or apt-get install nodejs npm)")
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, done = "\n".join(packages), folder / "done"
        if not done.exists() or done.read_text() != wanted:
            (folder / "package.json").write_text("{}")
            command = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *packages]
            said = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
            if said.returncode:
                _without(f"npm could not install {', '.join(packages)}: {said.stderr[-500:]}")
            done.write_text(wanted)
    return folder / "node_modules"


def _without(reason: str) -> None:
    if os.environ.get("TOGETHER_REQUIRE_NODE") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
