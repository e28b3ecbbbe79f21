"""What a conversation keeps in a journey: a slot of its own, and who may read it.

A slot knows neither journeys nor flows, so that both may know it. Every field of a state has a default: what a later
release adds is read from what an earlier one stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Reads(StrEnum):
    """Who may read a state."""

    PAIR = "pair"
    OWNER = "owner"
    NOBODY = "nobody"
    """Only the bot itself, to decide what comes next."""


@dataclass(frozen=True)
class Slot(Generic[T]):
    """Where a state stands in every journey. `empty` stands there until something is kept."""

    name: str
    empty: T
    reads: Reads

    @property
    def kind(self) -> type[T]:
        return type(self.empty)


class SharedState(Slot[T]):
    """One value for the pair."""


class OwnState(Slot[T]):
    """One value for each of the two; the flow lends it to nobody but its owner."""
