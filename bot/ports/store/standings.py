"""The part of a unit of work that tells coordinators where pairs stand.

1. What stands there is `Standing`, a function of the journey: whoever saves a journey saves it too, in the same transaction.
2. Every question names the programme, so that nobody is told of another's; and who reads, so that nobody is told of a pair that
   they are in themselves, nor of a programme that they do not coordinate. No reader: a figure that is the same for all, or the
   operator.
3. Lists have one order: who needs something, the longest first; then whoever will soonest; then the rest by pair.
4. To read takes no lock: `Store.read` is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.flows.coordination.listed import EVERY_PAIR, ListedPair, PairFilter, PairPage
from bot.engine.flows.digest.frozen import FrozenWeek, StageCount
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.tracks import TrackCount
from bot.ports.programmes import FIRST


@dataclass(frozen=True, slots=True)
class Reading:
    """Which programme is asked about, by whom, and when."""

    at: datetime
    programme: str = FIRST
    reader: str | None = None
    """The person who reads; None: nobody in particular."""


class Standings(Protocol):
    def page(self, reading: Reading, which: PairFilter = EVERY_PAIR, after: str = "", limit: int = 20) -> PairPage:
        """Pairs in the order of lists. `after`: the place of a pair, that page's own word; any other begins at the start."""
        ...

    def count(self, reading: Reading, which: PairFilter = EVERY_PAIR) -> int:
        """How many there are, as far as `COUNTED`; where there are more, one more than that."""
        ...

    def stages(self, programme: str, at: datetime) -> Sequence[StageCount]:
        """Séance by séance how many pairs stand where: the same for every reader."""
        ...

    def of(self, reading: Reading, pair: str) -> ListedPair | None: ...
    def batch(self, reading: Reading, after: str = "", limit: int = 500) -> Sequence[ListedPair]:
        """Pairs by their ids, from the one after `after` on: the whole list in pieces, none of them twice."""
        ...

    def tracks(self, programme: str) -> tuple[TrackCount, ...]:
        """What the pairs of each track have come to, all in all."""
        ...

    def week(self, programme: str, week: Week) -> FrozenWeek:
        """A week as far as facts of journeys go."""
        ...

    @property
    def version(self) -> str:
        """By what rules it is worked out where a pair stands."""
        ...

    def refresh(self, after: str, limit: int) -> str | None:
        """Works out anew where pairs stand, by their ids, from the one after `after` on; the last of them, or None."""
        ...
