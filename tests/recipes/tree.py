"""A copy of the tree to which a recipe is applied, and what the recipe did to it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from tests.copying import HERE, LEFT_OUT, copy_tree
from tests.mutations.trial import environment, run_tests


def prints(folder: Path) -> dict[str, str]:
    """A fingerprint of each file, without what running leaves behind."""
    found = ((path.relative_to(folder), path) for path in folder.rglob("*") if path.is_file())
    files = {name.as_posix(): path for name, path in found if not any(map(_left_behind, name.parts))}
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def _left_behind(part: str) -> bool:
    return any(fnmatch(part, pattern) for pattern in LEFT_OUT)


def changes(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The files that were added, changed or removed."""
    return {name for name in before | after if before.get(name) != after.get(name)}


@dataclass(frozen=True)
class Tree:
    """A copy of the tree, and the fingerprints that its files had at first."""

    root: Path
    before: dict[str, str]

    @classmethod
    def copied(cls, to: Path) -> Tree:
        root = copy_tree(HERE, to / "tree")
        return cls(root, prints(root))

    @property
    def changed(self) -> set[str]:
        return changes(self.before, prints(self.root))

    def put(self, file: str, text: str) -> None:
        """A new file."""
        path = self.root / file
        assert not path.exists(), f"{file} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        """Text at the end of a file."""
        with (self.root / file).open("a", encoding="utf-8") as opened:
            opened.write(text)

    def edit(self, file: str, old: str, new: str) -> None:
        """`new` for `old`, which stands there once."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def line_of(self, file: str, text: str) -> int:
        """Where it stands for the first time, from 1."""
        before, found, _ = (self.root / file).read_text(encoding="utf-8").partition(text)
        assert found, f"{text!r} is not in {file}"
        return before.count("\n") + 1

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs Python in the copy, with nothing of this tree."""
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=self.root, env=environment(self.root), capture_output=True, text=True, check=False
        )

    def bot(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What `together-bot …` of the copy says."""
        return self.python("-m", "bot", *arguments)

    def tests(self, *names: str, more: Sequence[str] = ()) -> None:
        """Runs tests of the copy, all of which have to pass."""
        done = run_tests(self.root, names, ["-x", *more])
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
