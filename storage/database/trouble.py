"""What can go wrong below a transaction, whatever the database."""

from __future__ import annotations

from enum import Enum


class DatabaseTrouble(Enum):
    CONFLICT = "conflict"
    """Another transaction was in the way: the same work, run again, will do."""
    LOST = "lost"
    """The connection is gone: a new one may do."""
    UNAVAILABLE = "unavailable"
    """The database is there, and cannot take it: locked, read-only, out of memory."""
    FULL = "full"
    """The disk that the database is on is full: as above, until somebody makes room."""


class KeysNeeded(Exception):
    """An upgrade has words to seal, and was given no keys."""

    def __init__(self) -> None:
        super().__init__("this upgrade seals what people wrote, and needs the bot's keys: run `together-bot release`")


class Conflict(Exception):
    """The work found that another transaction came first; it is run again from the start."""

    def __init__(self) -> None:
        super().__init__("another transaction came first, again and again")
