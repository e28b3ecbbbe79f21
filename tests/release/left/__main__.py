"""Writes one of them: `python -m tests.release.left COMMIT NAME`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.release.history import tree_of
from tests.release.left.rows import FOLDER, kept, written
from tests.seals import KEY

ACTS = 45
"""Into the fourth séance of the first release, and the second of later ones, in which people do more."""

PLAYED = f"""
import asyncio, os, sys
from bot import app
from bot.play import player
app.sqlite_at = lambda path: "sqlite:///" + sys.argv[1]
did = player._Player._do
async def does(self, act):
    await did(self, act)
    if self._acts == {ACTS}:
        os._exit(9)  # before what this owes is delivered
player._Player._do = does
from bot.cli import main
sys.exit(main(["play"]))
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.release.left", description=__doc__)
    parser.add_argument("commit")
    parser.add_argument("name", help="of the file: the release, or the version of the schema")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="together-left-") as folder:
        tree, database = tree_of(asked.commit, Path(folder) / "tree"), Path(folder) / "together.db"
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tree), "TOGETHER_SECRET_KEYS": KEY}
        words = [sys.executable, "-c", PLAYED, str(database)]
        played = subprocess.run(words, cwd=tree, env=environment, capture_output=True, text=True, check=False)
        if played.returncode != 9:
            print(f"The season ended before its {ACTS}th act: {played.stderr}", file=sys.stderr)
            return 1
        file = FOLDER / f"{asked.name}.jsonl"
        file.write_text("\n".join(written(kept(database))) + "\n", encoding="utf-8")
    print(f"{file}: {file.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
