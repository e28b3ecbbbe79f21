"""What the chaos program judges by: what the database ever owed, and what the platform ever showed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from benchmarks._platform import Shown, read
from bot.ports import Reason
from storage.database.urls import database

_TRIGGERS = {
    "sqlite": [
        "CREATE TABLE chaos_owed (post INTEGER PRIMARY KEY, lane TEXT, key TEXT)",
        "CREATE TRIGGER chaos AFTER INSERT ON due WHEN NEW.kind = 'post' "
        "BEGIN INSERT INTO chaos_owed VALUES (NEW.id, NEW.lane, NEW.key); END",
    ],
    "postgresql": [
        "CREATE TABLE chaos_owed (post bigint PRIMARY KEY, lane text, key text)",
        "CREATE FUNCTION chaos() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN INSERT INTO chaos_owed VALUES (NEW.id, NEW.lane, NEW.key); RETURN NULL; END'",
        "CREATE TRIGGER chaos AFTER INSERT ON due FOR EACH ROW WHEN (NEW.kind = 'post') EXECUTE FUNCTION chaos()",
    ],
}


def ask(url: str, statement: str) -> list[tuple[Any, ...]]:
    """Asks the database on a connection of its own, beside the store."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(database(url).name, timeout=30, isolation_level=None)) as lite:
            return lite.execute(statement).fetchall()
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def keep_count(url: str) -> None:
    """Adds a trigger that writes a row for each message owed, in the transaction that owes it."""
    for statement in _TRIGGERS["sqlite" if url.startswith("sqlite") else "postgresql"]:
        ask(url, statement)


@dataclass(frozen=True)
class Account:
    """Holds what was owed, by its card, and what became of it."""

    owed: Mapping[int, tuple[str, str]]
    """The messages, each with its lane and key."""
    waiting: frozenset[int]
    dead: Mapping[int, str]
    """What was set aside, and why."""
    log: Sequence[Shown]

    @property
    def held(self) -> frozenset[int]:
        return frozenset(post for post, reason in self.dead.items() if reason == Reason.DOUBTFUL)

    @property
    def pending(self) -> frozenset[int]:
        return self.waiting - {one.post for one in self.log}

    @property
    def missing(self) -> frozenset[int]:
        """What nobody saw or will see, except what the house drops by design: what is older than what its card shows, and what
        would change a card that was set aside."""
        accounted = {one.post for one in self.log} | self.held | self.pending
        aside = {self.owed[post] for post in self.dead.keys() & self.owed.keys()}
        newest: dict[tuple[str, str], int] = {}
        for post in accounted & self.owed.keys():
            newest[self.owed[post]] = max(post, newest.get(self.owed[post], 0))
        return frozenset(
            post
            for post in self.owed.keys() - accounted - self.dead.keys()
            if newest.get(self.owed[post], 0) < post and self.owed[post] not in aside
        )


def account(url: str, shown: Path) -> Account:
    """Asks for what is owed first, and last for what was shown: where the time was up, the house is still at work."""
    owed = {post: (lane, key) for post, lane, key in ask(url, "SELECT post, lane, key FROM chaos_owed")}
    waiting = frozenset(post for (post,) in ask(url, "SELECT id FROM due WHERE kind = 'post' AND dead_at IS NULL"))
    dead = dict(ask(url, "SELECT id, reason FROM due WHERE dead_at IS NOT NULL"))
    return Account(owed, waiting, dead, read(shown))


def waiting(url: str) -> int:
    """Counts the messages that are to be delivered."""
    ((count,),) = ask(url, "SELECT count(*) FROM due WHERE kind = 'post' AND dead_at IS NULL")
    return int(count)


def unsettled(url: str) -> bool:
    """Returns whether anything is still owed, or a timer has yet to ring."""
    now = int(datetime.now(UTC).timestamp() * 1_000_000)
    waiting = f"kind = 'post' AND dead_at IS NULL OR kind = 'wake' AND (due_at <= {now} OR lease_owner IS NOT NULL)"
    return bool(ask(url, f"SELECT 1 FROM due WHERE {waiting} LIMIT 1"))


def twice(log: Sequence[Shown]) -> list[Shown]:
    """Returns messages that were posted although the same one, or the card that they should change, was there."""
    seen: set[tuple[str, str]] = set()
    found = []
    for one in log:
        if one.new and (one.conversation, one.key) in seen:
            found.append(one)
        seen.add((one.conversation, one.key))
    return found


def out_of_order(log: Sequence[Shown]) -> int:
    """Counts messages that were shown after a younger one of their conversation."""
    newest: dict[str, int] = {}
    count = 0
    for one in log:
        count += one.post < newest.get(one.conversation, 0)
        newest[one.conversation] = max(one.post, newest.get(one.conversation, 0))
    return count
