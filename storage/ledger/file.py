"""A ledger in a file: a line each, `EPOCH PERSON INSTANT`, after a first one with its name.

1. A line is appended, synced and only then counted; a torn last line (the machine died) never was one, and is cut off before
   the next is written.
2. A lock on the file keeps two processes from giving the same number.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bot.ports.store.ledger import Erasure, LedgerTrouble

HEAD = "together erasures "


class FileLedger:
    """Implements `bot.ports.store.ledger.Ledger`."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def name(self) -> str:
        with self._opened() as file:
            return _read(self._file, file)[0]

    def add(self, person: str, at: datetime, after: int) -> Erasure:
        with self._opened() as file:
            _, entries = _read(self._file, file)
            for known in entries[after:]:
                if known.person == person:
                    return known
            one = Erasure(len(entries) + 1, person, at)
            _append(file, f"{one.epoch} {one.person} {one.at.isoformat()}\n")
            return one

    def since(self, epoch: int) -> Sequence[Erasure]:
        with self._opened() as file:
            return _read(self._file, file)[1][epoch:]

    def epoch(self) -> int:
        with self._opened() as file:
            return len(_read(self._file, file)[1])

    def beat(self, at: datetime) -> None:
        part = self._beats.with_name(f"{self._beats.name}.part")
        try:
            part.write_text(at.isoformat(), encoding="ascii")
            part.replace(self._beats)
        except OSError as error:
            raise LedgerTrouble(f"{self._beats} cannot be written: {error.strerror}.") from error

    def beaten(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self._beats.read_text(encoding="ascii"))
        except (OSError, ValueError):  # there is none yet
            return None

    @property
    def _beats(self) -> Path:
        """In a file of its own: it changes all the time, and is of no worth in a copy."""
        return self._file.with_name(f"{self._file.name}.alive")

    @contextmanager
    def _opened(self) -> Iterator[int]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise LedgerTrouble(f"The ledger of erasures {self._file} cannot be opened: {error.strerror}.") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        except OSError as error:
            raise LedgerTrouble(f"The ledger of erasures {self._file} cannot be used: {error.strerror}.") from error
        finally:
            os.close(file)


def _read(path: Path, file: int) -> tuple[str, list[Erasure]]:
    """The name and the entries; a new file gets its name first, and a torn last line is cut off."""
    text = os.pread(file, os.fstat(file).st_size, 0).decode("utf-8", "replace")
    if not text.startswith(HEAD) and not HEAD.startswith(
        text
    ):  # before anything is cut off: it is somebody else's file
        raise LedgerTrouble(f"{path} is no ledger of erasures: name another file in TOGETHER_LEDGER.")
    whole = text[: text.rfind("\n") + 1]
    if len(whole) < len(text):
        os.ftruncate(file, len(whole.encode()))
    if not whole:
        name = secrets.token_hex(8)
        _append(file, f"{HEAD}{name}\n")
        _sync_folder(path.parent)
        return name, []
    head, *lines = whole.splitlines()
    return head.removeprefix(HEAD), [_entry(path, number, line) for number, line in enumerate(lines, 1)]


def _entry(path: Path, number: int, line: str) -> Erasure:
    words = line.split()
    try:
        entry = Erasure(int(words[0]), words[1], datetime.fromisoformat(words[2]))
    except (IndexError, ValueError) as error:
        raise LedgerTrouble(f"{path}: line {number + 1} cannot be read; put the file's latest copy back.") from error
    if entry.epoch != number:
        raise LedgerTrouble(f"{path}: line {number} is missing; put the file's latest copy back.")
    return entry


def _append(file: int, line: str) -> None:
    os.lseek(file, 0, os.SEEK_END)
    os.write(file, line.encode())
    os.fsync(file)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
