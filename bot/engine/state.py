"""What a conversation keeps in a journey: a slot of its own, and who may read it.

1. A slot knows neither journeys nor flows, so that both may know it.
2. Every field of a state has a default: what a later release adds is read from what an earlier one stored.
3. A slot is sealed, unless timers, digests or other conversations need it: then it is a fact, and says why.
4. What is sealed and one person's alone is lent only to the handlers of a flow that declares it, for one step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

from bot.engine.people import Role

T = TypeVar("T")

Lent = frozenset[tuple[Role, str]]
"""Whose sealed slots may be read in a step, by name."""

NOTHING: Lent = frozenset()


class NotLent(Exception):
    """A handler looks into private words that its flow does not declare: a fault of ours."""


class Unreadable(Exception):
    """Words that would be written over, or that decide, cannot be read just now: nothing may change."""


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
    """Whether it is words, which nobody can read without the keys; a fact otherwise."""

    @cached_property
    def kind(self) -> type[T]:
        return type(self.empty)


class SharedState(Slot[T]):
    """One value for the pair."""


class OwnState(Slot[T]):
    """One value for each of the two; the flow lends it to nobody but its owner."""


def lending(slots: Iterable[OwnState[Any]], roles: Iterable[Role] = Role) -> Lent:
    """Lends the sealed ones among `slots`; facts need no lending."""
    return frozenset((role, slot.name) for slot in slots if slot.sealed for role in roles)
