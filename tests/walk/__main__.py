"""Walks docs/operations as a new operator would, timed, on SQLite and on PostgreSQL: `python -m tests.walk [--wheel]`.

From an empty folder to two processes, a pair that was imported, and a doctor that finds nothing wrong. Slack, the reverse proxy and
its certificate are this machine's own. The first step that does not do what the pages say ends it, with status 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.install.wheel import built, installed
from tests.storage.server import Server
from tests.walk.operator import PROGRAM, WentWrong
from tests.walk.steps import walked, walking


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.walk", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="on this one alone")
    parser.add_argument("--wheel", action="store_true", help="by a wheel that is built and installed first")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="together-walk-") as name:
        folder = Path(name)
        try:
            program = _program(folder) if asked.wheel else PROGRAM
            for database in [asked.database] if asked.database else ["sqlite", "postgresql"]:
                _walk(folder / database, database, program)
        except WentWrong as why:
            print(f"WENT WRONG: {why}", file=sys.stderr)
            return 1
    return 0


def _program(folder: Path) -> Sequence[str]:
    begun = time.monotonic()
    program = installed(built(folder / "tree", folder / "wheel"), folder / "program")
    print(f"{time.monotonic() - begun:6.1f} s  the wheel, built and installed (with the packages of this environment)")
    return (str(program),)


def _walk(folder: Path, database: str, program: Sequence[str]) -> None:
    folder.mkdir()
    print(f"\nOn {database}:", flush=True)
    server = None
    if database == "postgresql":
        (folder / "server").mkdir()
        try:
            server = Server(folder / "server")
        except pytest.skip.Exception as why:
            print(f"          left out: {why}")
            return
    try:
        with walking(folder, server, program) as walk:
            seconds = walked(walk, lambda line: print(line, flush=True))
        counts = ", ".join(f"{count} {status}" for status, count in Counter(walk.found.values()).most_common())
        print(f"{seconds:6.1f} s  from an empty folder to a doctor that says: {counts}", flush=True)
    finally:
        if server is not None:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
