"""What a programme has come to, for its sponsor: facts counted over all pairs, and what the weeks' totals said.

1. It names nobody, and no pair.
2. Of answers it knows what the frozen weeks tell, and adds up only that: whatever a digest held back is held back here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.engine.flows.coordination.standing import Standing
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.totals import LEVELS, Level
from bot.engine.flows.evaluation.questions import NAMES
from bot.engine.programme import Track


@dataclass(frozen=True, slots=True)
class TrackReport:
    """The pairs of one track."""

    track: Track
    enrolled: int = 0
    finished: int = 0
    """They came to the end, and nobody left."""
    left: int = 0
    """One of them has left."""
    held: Mapping[int, int] = field(default_factory=dict)
    """Séance → how many pairs held it."""

    @property
    def under_way(self) -> int:
        return self.enrolled - self.finished - self.left


@dataclass(frozen=True, slots=True)
class Report:
    tracks: tuple[TrackReport, ...] = ()
    answered: int = 0
    """Over the weeks that had totals; whoever answered in two is counted in both."""
    asked: int = 0
    ratings: Mapping[str, Mapping[Level, int]] = field(default_factory=dict)
    """Question → level → in how many weeks it was that."""


class Tally:
    """Counts pairs as they are read, one after another, so that none need be kept."""

    def __init__(self) -> None:
        self._enrolled, self._finished, self._left = Counter[Track](), Counter[Track](), Counter[Track]()
        self._held: dict[Track, Counter[int]] = {track: Counter() for track in Track}

    def add(self, one: Standing) -> None:
        self._enrolled[one.track] += 1
        self._left[one.track] += bool(one.left)
        self._finished[one.track] += one.ended is not None and not one.left
        self._held[one.track].update(seance.number for seance in one.seances if seance.held is not None)

    def tracks(self) -> tuple[TrackReport, ...]:
        return tuple(
            TrackReport(track, pairs, self._finished[track], self._left[track], dict(sorted(self._held[track].items())))
            for track in Track
            if (pairs := self._enrolled[track])
        )


def report(pairs: Tally, weeks: Iterable[FrozenWeek]) -> Report:
    """`weeks` are all that are kept."""
    told = [week.totals for week in weeks if week.totals is not None]
    ratings = {name: Counter(one.ratings[name] for one in told if name in one.ratings) for name in NAMES}
    return Report(
        pairs.tracks(),
        sum(one.people for one in told if one.asked),
        sum(one.asked for one in told),
        {
            name: {level: found[level] for level in reversed(LEVELS) if found[level]}
            for name, found in ratings.items()
            if found
        },
    )
