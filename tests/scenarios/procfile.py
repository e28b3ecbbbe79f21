"""What the Procfile says, run as a platform would run it: real processes, told to end by SIGTERM."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks._processes import ROOT, Process

PROGRAM = "together-bot"


def words(name: str) -> list[str]:
    """The command of a line of the Procfile, for `python -m`."""
    for line in (ROOT / "Procfile").read_text().splitlines():
        kind, _, command = line.partition(": ")
        if kind == name:
            program, *rest = command.split()
            assert program == PROGRAM
            return ["bot", *rest]
    raise LookupError(f"the Procfile has no {name}")


def start(name: str, settings: Mapping[str, str], folder: Path) -> Process:
    return Process(words(name), settings, folder / f"{name}.log")


def run(settings: Mapping[str, str], *command: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """A command to its end."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("TOGETHER_")}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**others, **settings},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
