"""A copy of the programme's folder in which one thing is broken."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from bot.app.sentences import declared
from content.check import check
from content.faults import Fault
from content.load import HERE

Break = Callable[[Path], object]


def copied(to: Path) -> Path:
    """The shipped programme's files, and none of its code."""
    return Path(shutil.copytree(HERE, to / "copy", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def faults(folder: Path) -> list[Fault]:
    return check(folder, declared())[1]


def line_of(path: Path, text: str) -> int:
    """Where `text` stands: its first line, from 1."""
    before, found, _ = path.read_text(encoding="utf-8").partition(text)
    assert found, f"{text!r} is not in {path}"
    return before.count("\n") + 1


# Ways to break it


def put(file: str, old: str, new: str) -> Break:
    """`new` for the first `old`."""

    def work(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return work


def drop(file: str, key: str) -> Break:
    """Without the sentence `key` and all that stands indented below it."""

    def work(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        new = re.sub(rf"(?m)^{re.escape(key)} =.*\n(?: +.*\n)*", "", text, count=1)
        assert new != text, f"{key} is not in {file}"
        (folder / file).write_text(new, encoding="utf-8")

    return work


def add(file: str, text: str) -> Break:
    """`text` at the end."""

    def work(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as opened:
            opened.write(f"\n{text}\n")

    return work


def remove(file: str) -> Break:
    return lambda folder: (folder / file).unlink()


def raw(file: str, content: bytes) -> Break:
    return lambda folder: (folder / file).write_bytes(content)


def together(*breaks: Break) -> Break:
    def work(folder: Path) -> None:
        for one in breaks:
            one(folder)

    return work
