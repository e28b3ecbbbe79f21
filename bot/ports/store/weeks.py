"""The part of a unit of work that adds up a programme's week: an open box, sealed, and the weeks that are frozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.totals import Added


class Weeks(Protocol):
    """Nothing that stands in the box is read by anybody before the week is over, and nothing of it is kept after."""

    def lock(self, programme: str) -> None:
        """Keeps others from adding to the box, and from freezing a week, until the end of the transaction."""
        ...

    def is_begun(self, programme: str) -> bool:
        """Whether anything may have been added since the last week was frozen."""
        ...

    def box(self, programme: str) -> Sequence[Added]:
        """What was added since the last week was frozen, in that order; locked until the end of the transaction.

        Raises `KeyLost` if it cannot be opened.
        """
        ...

    def keep(self, programme: str, box: Sequence[Added]) -> None:
        """Seals the box as it is now, after `box` was read; an empty one is deleted."""
        ...

    def freeze(self, programme: str, frozen: FrozenWeek) -> None:
        """Stores a week, after `lock`; one that was frozen already stays as it is."""
        ...

    def forget(self, programme: str, before: date) -> int:
        """Deletes the frozen weeks whose Sunday lies before; returns how many that were."""
        ...

    def is_frozen(self, programme: str, sunday: date) -> bool: ...
    def of(self, programme: str, sunday: date) -> FrozenWeek | None:
        """The frozen week that ended when that Sunday began."""
        ...

    def sundays(self, programme: str) -> Sequence[date]:
        """Of the weeks that are kept, each the first day after it; the oldest first."""
        ...

    def all(self, programme: str) -> Sequence[FrozenWeek]:
        """Those that are kept, the oldest first."""
        ...

    def last(self, programme: str) -> FrozenWeek | None:
        """The last week that was frozen."""
        ...
