"""Settings that belong to one part of the bot: the part reads them, and finds them again by their type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Section:
    """The settings of one part: their names, and how they are read."""

    names: tuple[str, ...] = ()
    """Without the prefix `TOGETHER_`."""
    read: Callable[[Mapping[str, str], list[str]], object | None] = lambda values, faults: None
    """Makes one value, of a type of its own, out of all variables (without their prefix); None if there is nothing to keep.
    A line for each thing that is wrong or missing goes to the list."""
    secrets: tuple[str, ...] = ()
    """Those of `names` that hold a secret: `NAME_FILE` may name a file instead."""


@dataclass(frozen=True, slots=True)
class Sections:
    """What the parts have read, one value a part."""

    values: tuple[object, ...] = ()

    def get(self, kind: type[S]) -> S | None:
        """None if that part has read nothing."""
        return next((value for value in self.values if isinstance(value, kind)), None)

    def of(self, kind: type[S]) -> S:
        """Raises `LookupError` if that part has read nothing: a channel has settings only if it is switched on."""
        found = self.get(kind)
        if found is None:
            raise LookupError(f"there are no {kind.__name__}")
        return found
