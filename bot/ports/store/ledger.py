"""The ledger of erasures: who was erased, by id alone, kept outside the database so that no restore takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.logged import Logged


@dataclass(frozen=True, slots=True)
class Erasure:
    """One entry: the epoch counts them, from 1."""

    epoch: int
    person: str
    """The id that they had; it is a digest of their first address, never a name."""
    at: datetime


class LedgerTrouble(Logged):
    """The ledger cannot be read or written, or is not the one that belongs to this database; says what to do."""


class Ledger(Protocol):
    """Keeps erasures. Every method raises `LedgerTrouble`; what `add` returns has reached the disk."""

    @property
    def name(self) -> str:
        """Which ledger it is: made once, and kept in the database too, so that another one is noticed."""
        ...

    def add(self, person: str, at: datetime, after: int) -> Erasure:
        """Notes an erasure before the database hears of it. An entry after `after` for the same person is taken for this one:
        its transaction is being run again."""
        ...

    def since(self, epoch: int) -> Sequence[Erasure]:
        """The entries after `epoch`, in order."""
        ...

    def beat(self, at: datetime) -> None:
        """Notes that a worker lived then, after the database has."""
        ...

    def beaten(self) -> datetime | None:
        """When one last did."""
        ...

    def epoch(self) -> int:
        """The number of the last entry; 0 if there is none."""
        ...
