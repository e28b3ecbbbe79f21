"""What a conversation keeps in a journey: a slot of its own, and who may read it.

A slot knows neither journeys nor flows, so that both may know it. Every field of a state has a default: what a later
release adds is read from what an earlier one stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    sealed: bool = True
    """Whether it is kept sealed, as all that people say is; a fact, which timers and digests hang on, is not."""

    @property
    def kind(self) -> type[T]:
        return type(self.empty)


class SharedState(Slot[T]):
    """One value for the pair."""


class OwnState(Slot[T]):
    """One value for each of the two; the flow lends it to nobody but its owner."""


class Lost(Exception):
    """What is sealed cannot be opened: the key is not there, or it is another's."""


class UnopenedSlots(Mapping[str, object]):
    """Slots that are opened when they are first read; empty, and `lost`, if they cannot be."""

    __slots__ = ("_lost", "_read", "_slots")

    def __init__(self, read: Callable[[], Mapping[str, object]]) -> None:
        """`read` raises `Lost`."""
        self._read = read
        self._slots: Mapping[str, object] | None = None
        self._lost = False

    @property
    def lost(self) -> bool:
        self._opened()
        return self._lost

    @property
    def is_opened(self) -> bool:
        """Whether somebody has read them, or tried to."""
        return self._slots is not None

    def _opened(self) -> Mapping[str, object]:
        if self._slots is None:
            try:
                self._slots = self._read()
            except Lost:
                self._slots, self._lost = {}, True
        return self._slots

    def __getitem__(self, name: str) -> object:
        return self._opened()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._opened())

    def __len__(self) -> int:
        return len(self._opened())

    def __repr__(self) -> str:
        """Nothing of what is in them, so that no log has it."""
        return "UnopenedSlots()"


def is_lost(slots: Mapping[str, object]) -> bool:
    """Whether these slots cannot be opened."""
    return isinstance(slots, UnopenedSlots) and slots.lost
