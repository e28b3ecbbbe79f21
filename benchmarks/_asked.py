"""A process that answers each line with one, and says a line once it is ready."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks._processes import ROOT


class Asked:
    """Runs a module of `benchmarks` by any Python; what it says on standard error goes to `log`."""

    def __init__(self, python: Path, words: Sequence[str], log: Path) -> None:
        self._name, self._log = words[0], log.open("w+")
        self._own = subprocess.Popen(
            [str(python), "-W", "ignore", "-m", *words],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def __enter__(self) -> Asked:
        self._heard()
        return self

    def __exit__(self, *_: object) -> None:
        self._own.communicate()
        self._log.close()

    def ask(self, line: str) -> str:
        assert self._own.stdin is not None
        print(line, file=self._own.stdin, flush=True)
        return self._heard()

    def _heard(self) -> str:
        assert self._own.stdout is not None
        if line := self._own.stdout.readline():
            return line
        self._log.seek(0)
        raise RuntimeError(f"{self._name} has ended: {self._log.read()[-2000:]}")
