"""The evaluation as somebody would write it by hand for this one dialogue: `sqlite3`, one table, one commit a turn.

As durable as the rest: WAL, `synchronous=FULL`; an event that is delivered again changes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from benchmarks._peers.dialogue import AGAIN, ASKED, QUESTIONS, TURNS, after, fits

_STATE = """CREATE TABLE state (person INTEGER PRIMARY KEY, asked TEXT NOT NULL, answers TEXT NOT NULL)"""
_SEEN = """CREATE TABLE seen (event TEXT PRIMARY KEY) WITHOUT ROWID"""
_PUT = "INSERT INTO state VALUES (?, ?, ?) ON CONFLICT (person) DO UPDATE SET asked = excluded.asked, answers = excluded.answers"


class ByHand:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._cursor = connection.cursor()

    async def turn(self, person: int, number: int) -> str:
        cursor, typed = self._cursor, TURNS[number]
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("INSERT OR IGNORE INTO seen VALUES (?)", (f"{person}/{number}",))
        said = self._said(person, typed) if cursor.rowcount else ""
        cursor.execute("COMMIT")
        return said

    def _said(self, person: int, typed: str) -> str:
        cursor = self._cursor
        row = cursor.execute("SELECT asked, answers FROM state WHERE person = ?", (person,)).fetchone()
        if row is None or typed == "evaluate":
            cursor.execute(_PUT, (person, QUESTIONS[0], "{}"))
            return ASKED[QUESTIONS[0]]
        asked, answers = row[0], json.loads(row[1])
        if not asked or not fits(asked, typed):
            return AGAIN
        answers[asked] = typed
        nth = QUESTIONS.index(asked) + 1
        cursor.execute(_PUT, (person, QUESTIONS[nth] if nth < len(QUESTIONS) else "", json.dumps(answers)))
        return after(asked)

    async def kept(self, person: int) -> dict[str, str]:
        row = self._cursor.execute("SELECT answers FROM state WHERE person = ?", (person,)).fetchone()
        kept: dict[str, str] = json.loads(row[0])
        return kept

    async def close(self) -> None: ...


async def opened(folder: str | None, people: int) -> ByHand:
    connection = sqlite3.connect(Path(folder) / "floor.db" if folder else ":memory:", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_STATE)
    connection.execute(_SEEN)
    return ByHand(connection)
