"""Installs the wheel as docs/operations/install.md says, from nothing and from the network: `python -m tests.install`.

It takes a minute or two, so it is no part of `make test`. Each step is timed; the first that fails ends it, with status 1.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "deploy/requirements.lock"
PATIENCE = 120.0
"""Seconds within which a process answers, also where much else goes on."""


class Failed(Exception):
    """A step that did not do what the page says; its output."""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="together-install-") as folder:
        trial = Trial(Path(folder))
        steps: Sequence[tuple[str, Callable[[], None]]] = (
            ("the wheel is built", trial.build),
            ("its packages are installed, each by its hash", trial.packages),
            ("the wheel is installed, and everything fits", trial.program),
            ("a package with another hash is refused", trial.refuses),
            ("content check, from another folder", lambda: trial.runs("content", "check")),
            ("release", lambda: trial.runs("release")),
            ("a season is played", lambda: trial.runs("play", "--seances", "1")),
            ("the web process answers, and ends when it is told to", lambda: trial.answers("web", "/readyz")),
            ("the demo answers, and ends when it is told to", lambda: trial.answers("demo", "/")),
            ("pipx takes the wheel, with hashes", trial.pipx),
        )
        for what, step in steps:
            began = time.monotonic()
            try:
                step()
            except Failed as why:
                print(f"FAILED: {what}\n{why}", file=sys.stderr)
                return 1
            print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)
    return 0


class Trial:
    """One installation in a folder of its own, as somebody would make it who has the repository and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "elsewhere"
        self.home.mkdir()
        self.python = folder / "together/bin/python"
        self.wheel = Path()

    def build(self) -> None:
        tree = self.folder / "tree"
        shutil.copytree(
            ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv*", "var", "build", "tests", "__pycache__")
        )
        self._run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(self.folder), str(tree)])
        (self.wheel,) = self.folder.glob("together_bot-*.whl")

    def packages(self) -> None:
        self._run([sys.executable, "-m", "venv", str(self.python.parents[1])])
        self._run([str(self.python), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(LOCK)])

    def program(self) -> None:
        self._run([str(self.python), "-m", "pip", "install", "-q", "--no-deps", str(self.wheel)])
        self._run([str(self.python), "-m", "pip", "check"])

    def refuses(self) -> None:
        block = re.search(r"^six==.*?(?=^\S)", LOCK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        assert block
        (self.folder / "wrong.lock").write_text(re.sub(r"sha256:\w{64}", f"sha256:{'0' * 64}", block.group()))
        words = ["-m", "pip", "download", "-q", "-d", str(self.folder / "x"), "--require-hashes", "-r", "wrong.lock"]
        with suppress(Failed):
            self._run([str(self.python), *words], self.folder)
            raise AssertionError("a package whose hash is wrong was taken")

    def runs(self, *words: str) -> None:
        self._run([str(self.python.with_name("together-bot")), *words])

    def answers(self, verb: str, path: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        program = str(self.python.with_name("together-bot"))
        with (self.folder / f"{verb}.log").open("w+") as log:
            values = {**_plain(), "TOGETHER_PORT": str(port)}
            process = subprocess.Popen([program, verb], cwd=self.home, env=values, stdout=log, stderr=log)
            try:
                if _status(port, path, process) != 200:
                    raise Failed(Path(log.name).read_text(encoding="utf-8"))
                process.send_signal(signal.SIGTERM)
                if process.wait(timeout=30):
                    raise Failed(f"{verb} ended with {process.returncode}")
            finally:
                process.kill()

    def pipx(self) -> None:
        if shutil.which("pipx") is None:
            print("          (no pipx here)")
            return
        found = hashlib.sha256(self.wheel.read_bytes()).hexdigest()
        spec = f"together-bot @ {self.wheel.as_uri()}#sha256={found}"
        home = {"PIPX_HOME": str(self.folder / "pipx"), "PIPX_BIN_DIR": str(self.folder / "bin")}
        self._run(["pipx", "install", spec, "--pip-args", f"-c {LOCK}"], None, **home)
        self._run([str(self.folder / "bin/together-bot"), "content", "check"])

    def _run(self, words: Sequence[str], folder: Path | None = None, **values: str) -> None:
        done = subprocess.run(
            words, cwd=folder or self.home, env={**_plain(), **values}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Failed(f"{' '.join(words)}\n{done.stdout}{done.stderr}")


def _plain() -> Mapping[str, str]:
    """Nothing of this installation's settings, and nothing that makes the source tree be found."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("TOGETHER_", "PYTHON"))}


def _status(port: int, path: str, process: subprocess.Popen[bytes]) -> int:
    """What a page answers once somebody does; 0 if the process ends before, or nobody does in time."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
