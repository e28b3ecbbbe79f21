"""Applies one mutation to a copy of the tree and runs the tests that must notice it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from tests.copying import HERE, copy_tree
from tests.mutations.bank import Mutation

SHOWN = 3000
"""Characters of pytest's output that are kept, from the end."""


PATIENCE = 3600
"""Seconds that tests may take."""
LATE = 124
"""The exit code of tests that took longer, as `timeout` has it."""


class Verdict(StrEnum):
    CAUGHT = "caught"
    SURVIVED = "SURVIVED: its tests stay green"
    BROKEN = "BROKEN: the tests could not be run"


@dataclass(frozen=True)
class Trial:
    """What became of a mutation, and the last that pytest said."""

    verdict: Verdict
    output: str

    @property
    def caught(self) -> bool:
        return self.verdict is Verdict.CAUGHT


class StaleMutation(Exception):
    """A mutation whose old text does not stand exactly once in its file."""


def mutated(mutation: Mutation, source: str) -> str:
    """The file's source with the fault in it. Raises `StaleMutation`."""
    count = source.count(mutation.old)
    if count != 1:
        raise StaleMutation(
            f"{mutation.name}: its old text stands {count} times in {mutation.file}, and once is needed"
        )
    return source.replace(mutation.old, mutation.new)


class Workbench:
    """A copy of the tree in which one mutation after another is tried and taken back."""

    def __init__(self, root: Path = HERE) -> None:
        self._root = root
        self._folder = TemporaryDirectory(prefix="together-mutations-")
        self.tree = Path(self._folder.name) / "tree"

    def __enter__(self) -> Self:
        copy_tree(self._root, self.tree)
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def try_out(self, mutation: Mutation) -> Trial:
        """Raises `StaleMutation`."""
        path = self.tree / mutation.file
        before = path.read_text(encoding="utf-8")
        path.write_text(mutated(mutation, before), encoding="utf-8")
        try:
            done = run_tests(self.tree, mutation.tests)
        finally:
            path.write_text(before, encoding="utf-8")
        # pytest's exit codes: 0 all passed, 1 some failed, anything else means that they were not run as asked
        verdict = {0: Verdict.SURVIVED, 1: Verdict.CAUGHT}.get(done.returncode, Verdict.BROKEN)
        return Trial(verdict, (done.stdout + done.stderr)[-SHOWN:])


def run_tests(
    tree: Path, tests: Sequence[str], more: Sequence[str] = ("-x", "--hypothesis-profile=unshrunk")
) -> subprocess.CompletedProcess[str]:
    """Runs tests of a copied tree in a process of their own, which imports the copy and nothing of this tree."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *more, *tests]
    try:
        return subprocess.run(
            command, cwd=tree, env=environment(tree), capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as late:
        return subprocess.CompletedProcess(command, LATE, _text(late.stdout), "the time was up")


def _text(output: bytes | str | None) -> str:
    """What a process had said when its time was up; Python hands it over as bytes."""
    return output.decode(errors="replace") if isinstance(output, bytes) else output or ""


def environment(tree: Path) -> Mapping[str, str]:
    """This process's environment, less what belongs to this test run and this installation."""
    own = ("TOGETHER_", "PYTEST_", "COV_", "HYPOTHESIS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
