"""The processes of the chaos program: the platform, the web process and the workers, started again whenever they end."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from benchmarks._databases import settings_for
from benchmarks._processes import ROOT, Process, until

if TYPE_CHECKING:
    from benchmarks.chaos import Plan


@dataclass
class House:
    web: str
    shown: Path
    processes: Mapping[str, Process]
    kills: Counter[str]
    platform: Process
    beside: str = ""
    """The process of another version."""
    crashes: list[tuple[str, str]] = field(default_factory=list)
    """Which process ended by itself, and the last it said."""
    absences: Counter[str] = field(default_factory=Counter)
    expected: int = 0
    """Messages that are owed for what was done."""
    crowded: bool = False
    """Whether so many messages wait that people do nothing new."""
    until: float = math.inf
    """When, of the monotonic clock, people begin nothing new any more."""

    @property
    def up(self) -> bool:
        """Whether at least half of the processes are at work."""
        return 2 * len(self._ready()) >= len(self.processes)

    def _ready(self) -> list[str]:
        return [name for name, process in self.processes.items() if process.says(READY[name.rstrip("123456789")])]

    @contextmanager
    def platform_away(self) -> Iterator[None]:
        """Connections to it break, and none can be opened."""
        self.platform.stop()
        try:
            yield
        finally:
            self.platform.restart()

    def supervise(self) -> None:
        """Starts again what has ended by itself, as it never should."""
        for name, process in self.processes.items():
            if not process.running:
                self.crashes.append((name, process.last_words))
                process.restart()

    def kill(self, dice: random.Random) -> None:
        """Kills one of those that are at work, while at least half are: who is still starting has nothing to lose."""
        if self.up:
            name = dice.choice(self._ready())
            self.processes[name].kill()
            self.kills[name] += 1


READY = {"worker": "working as", "web": "listening on"}


@contextmanager
def house_of(folder: Path, url: str, plan: Plan, *, looks_up: bool) -> Iterator[House]:
    ports = [_free_port(), _free_port()]
    platform, web = (f"http://127.0.0.1:{port}" for port in ports)
    shown = folder / "shown.jsonl"
    settings = settings_for(url, TOGETHER_PORT=str(ports[1]))
    kind = "platform" if looks_up else "blind"
    words = {"web": ["bot", "web"]} | {
        f"worker{n + 1}": ["benchmarks._worker", kind, platform, str(plan.lease)] for n in range(plan.workers)
    }
    beside = f"worker{plan.workers}" if plan.beside is not None else ""
    running: list[Process] = []

    def started(name: str, *words: str) -> Process:
        tree = plan.beside if plan.beside is not None and name == beside else ROOT
        running.append(Process(words, settings, folder / f"{name}.log", tree))
        return running[-1]

    if plan.beside is not None:
        _released(plan.beside, settings)
    try:
        own = started("platform", "benchmarks._platform", str(ports[0]), str(shown), str(plan.seed))
        until(lambda: own.says("the platform is open"), "the platform is open")
        yield House(web, shown, {name: started(name, *some) for name, some in words.items()}, Counter(), own, beside)
    finally:
        for process in running:
            process.stop()


def _released(tree: Path, settings: Mapping[str, str]) -> None:
    """Brings the database up to date with a later version; an earlier one leaves it as it is, or says why it may not use it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TOGETHER_")}
    own |= {"PYTHONPATH": str(tree), **settings}
    words = [sys.executable, "-m", "bot", "release"]
    done = subprocess.run(words, cwd=tree, env=own, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{tree} cannot work beside this version: {(done.stderr or done.stdout).strip()}")


def _free_port() -> int:
    """Returns a port that the system gives to no connection, so that nobody takes it while the web process starts again."""
    while True:
        port = random.SystemRandom().randrange(20000, 32000)
        with closing(socket()) as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
