"""An operator at a terminal: a folder of their own, the settings in it, commands, and processes that go on beside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.copying import HERE

PROGRAM = (sys.executable, "-m", "bot")
"""`together-bot` of this tree."""

PATIENCE = 180.0
"""Seconds for a command, or until a process answers, also where much else goes on."""


class WentWrong(Exception):
    """A step that did not do what the page says; what it said."""


@dataclass
class Operator:
    """Runs `together-bot` in `home`, as its settings there say."""

    home: Path
    environment: Mapping[str, str]
    """Beside what the folder says: what the machine trusts."""
    program: Sequence[str] = PROGRAM
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def runs(self, *words: str, status: int = 0) -> str:
        """A command to its end; what it says. Raises `WentWrong` if its exit status is another."""
        done = subprocess.run(
            [*self.program, *words], cwd=self.home, env=self._env(), capture_output=True, text=True, timeout=PATIENCE, check=False
        )  # fmt: skip
        if done.returncode != status:
            raise WentWrong(f"together-bot {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def starts(self, verb: str) -> None:
        with self.log(verb).open("ab") as log:
            self._running[verb] = subprocess.Popen(
                [*self.program, verb], cwd=self.home, env=self._env(), stdout=log, stderr=log
            )

    def waits_for(self, verb: str, words: str) -> str:
        """Until the process says so; the line. Raises `WentWrong` if it ends before, or never does."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            found = [line for line in self.said(verb).splitlines() if words in line]
            if found:
                return found[0]
            if self._running[verb].poll() is not None:
                break
            time.sleep(0.1)
        raise WentWrong(f"{verb} has not said «{words}»:\n{self.said(verb)}")

    def ends(self, verb: str) -> int:
        """Tells it to end, as a supervisor does; the exit status."""
        process = self._running.pop(verb)
        process.send_signal(signal.SIGTERM)
        return process.wait(PATIENCE)

    def leaves(self) -> None:
        """Nothing goes on behind their back."""
        for process in self._running.values():
            process.kill()
            process.wait()
        self._running.clear()

    def said(self, verb: str) -> str:
        return self.log(verb).read_text(encoding="utf-8", errors="replace") if self.log(verb).exists() else ""

    def log(self, verb: str) -> Path:
        return self.home / f"{verb}.log"

    def writes(self, name: str, text: str, mode: int = 0o600) -> Path:
        path = self.home / name
        path.parent.mkdir(exist_ok=True, mode=0o700)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    def _env(self) -> dict[str, str]:
        own = (
            "TOGETHER_",
            "PYTHON",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "http_proxy",
            "https_proxy",
            "all_proxy",
        )
        kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        path = {"PYTHONPATH": str(HERE)} if self.program == PROGRAM else {}
        return {**kept, **path, **self.environment}


def fetched(url: str) -> str:
    """What an address answers with 200. Raises `WentWrong`."""
    try:
        with urlopen(url, timeout=30) as reply:
            text: bytes = reply.read()
            return text.decode()
    except (HTTPError, OSError) as error:
        raise WentWrong(f"{url}: {error}") from error
