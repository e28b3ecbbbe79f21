"""Starts, kills and ends processes of the bot as a platform's supervisor does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Process:
    """Runs a module of a tree by this Python, with settings of its own, and adds what it says to `log`."""

    def __init__(self, words: Sequence[str], settings: Mapping[str, str], log: Path, tree: Path = ROOT) -> None:
        self._words, self._settings, self.log, self._tree = words, settings, log, tree
        self._said = 0
        self._own = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("TOGETHER_")}
        with self.log.open("ab") as log:
            self._said = log.tell()
            own = {**others, "PYTHONPATH": str(self._tree), **self._settings}
            return subprocess.Popen(
                [sys.executable, "-m", *self._words], cwd=self._tree, env=own, stdout=log, stderr=log
            )

    @property
    def pid(self) -> int:
        return self._own.pid

    @property
    def running(self) -> bool:
        return self._own.poll() is None

    def says(self, words: str) -> bool:
        """Returns whether it has said so since it was last started."""
        return words.encode() in self.log.read_bytes()[self._said :]

    @property
    def last_words(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace").rstrip().rpartition("\n")[2]

    def kill(self) -> None:
        """Kills it with -9, and starts another at once."""
        self.stop()
        self.restart()

    def restart(self) -> None:
        """Starts a process that has ended again, as a supervisor does."""
        self._own = self._start()

    def stop(self) -> None:
        """Kills it with -9, for good."""
        self._own.kill()
        self._own.wait()

    def end(self, seconds: float = 15) -> int:
        """Sends SIGTERM and returns the exit status."""
        self._own.send_signal(signal.SIGTERM)
        try:
            return self._own.wait(seconds)
        except subprocess.TimeoutExpired:
            self._own.kill()
            return self._own.wait()

    def resident(self) -> float:
        """Returns the memory that it holds, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def until(true: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Waits until the condition holds; raises `TimeoutError`."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"after {seconds:.0f} s still not: {what}")
        time.sleep(0.02)
