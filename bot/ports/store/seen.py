"""The part of a unit of work that remembers, for a while, what happened already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol


class SeenLog(Protocol):
    """Events that were handled, names that were claimed, and how many unprompted messages each person had on a day."""

    def mark(self, event: str, pair: str, at: datetime) -> bool:
        """Notes the event's id; False if it was noted before."""
        ...

    def mark_all(self, events: Mapping[str, str], at: datetime) -> None:
        """Notes events, each with its pair."""
        ...

    def claim_once(self, name: str, at: datetime) -> bool:
        """True for the first who asks for `name` (`digest:2026-W10`), False ever after."""
        ...

    def is_claimed(self, name: str) -> bool:
        """Whether anybody has asked for `name` with `claim_once`."""
        ...

    def claimed_at(self, name: str) -> datetime | None:
        """When `name` was claimed; None if it was not, or is remembered no more."""
        ...

    def contacted(self, person: str, day: date, apart_from: str) -> int:
        """How many unprompted messages `person` was sent on `day`, their own, in pairs other than `apart_from`."""
        ...

    def contact(self, person: str, day: date, pair: str, count: int) -> None:
        """Notes that `pair` has by now sent `count` unprompted messages to `person` on `day`."""
        ...

    def forget(self, before: datetime) -> int:
        """Drops what is older; returns how much that was."""
        ...
