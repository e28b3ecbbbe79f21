"""What happened in a rehearsal: a line each in a file that only grows. It names roles and kinds, nobody and nothing said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bot.infra.clock import Clock


class What(StrEnum):
    BEGAN = "began"
    WENT_ON = "went on"
    DELIVERED = "delivered"
    REFUSED = "refused"
    BUSY = "told to wait"
    TRIED = "tried in vain"
    LOOKED_UP = "looked up"
    USED = "used"
    TROUBLE = "trouble"
    ENDED = "ended"
    THROWN_AWAY = "thrown away"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that happened."""

    what: What
    at: str
    """When, by the clock on the wall."""
    day: str
    """The same instant in the season."""
    kind: str = ""
    """Of the message, or the action."""
    who: str = ""
    """The place of a message; the role of whoever did something."""
    note: str = ""
    ms: int = 0
    """How long the platform took to take a message; or the bot, to answer."""

    def __str__(self) -> str:
        about = " ".join(filter(None, (self.kind, self.who and f"({self.who})")))
        rest = (about, f"{self.ms} ms" if self.ms else "", self.note)
        return f"{self.at[11:19]}  {self.day[:16].replace('T', ' ')}  {self.what}: {', '.join(filter(None, rest))}"


class Journal:
    """Appends records to a file, and has those that stand there already."""

    def __init__(self, file: Path, real: Clock, season: Clock, tell: Callable[[str], None] = lambda line: None) -> None:
        self._file, self._real, self._season, self._tell = file, real, season, tell
        self.records = _read(file)

    def note(self, what: What, kind: str = "", who: str = "", note: str = "", ms: int = 0) -> None:
        at, day = (_instant(clock.now()) for clock in (self._real, self._season))
        record = Record(what, at, day, kind, who, note, ms)
        self.records.append(record)
        with self._file.open("a", encoding="ascii") as out:
            out.write(json.dumps(asdict(record)) + "\n")
        self._tell(str(record))


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _read(file: Path) -> list[Record]:
    """All of it but a last line that a crash has cut short: it is ended, so that the next one is a line of its own."""
    text, found = file.read_text(encoding="ascii") if file.is_file() else "", list[Record]()
    if text and not text.endswith("\n"):
        with file.open("a", encoding="ascii") as out:
            out.write("\n")
    for line in text.splitlines():
        try:
            fields = json.loads(line)
        except ValueError:
            continue
        found.append(Record(**{**fields, "what": What(fields["what"])}))
    return found
