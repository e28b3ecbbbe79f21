"""Where the pairs of each track have come to, all in all: facts, counted when a week is frozen, for the sponsor's report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.engine.flows.coordination.standing import Standing
from bot.engine.programme import Track


@dataclass(frozen=True, slots=True)
class TrackCount:
    """The pairs of one track: each is one of those below, or still under way."""

    track: Track
    enrolled: int = 0
    finished: int = 0
    """They came to their own end."""
    left: int = 0
    """One of them has left."""
    cut_short: int = 0
    """It ended before its end, and nobody left: by its coordinators, or with the programme."""
    waiting: int = 0
    """Their first session is not open yet."""
    held: Mapping[int, int] = field(default_factory=dict)
    """Séance → how many pairs held it."""

    @property
    def under_way(self) -> int:
        return self.enrolled - self.finished - self.left - self.cut_short - self.waiting


class Tally:
    """Counts pairs as they are read, one after another, so that none need be kept."""

    def __init__(self) -> None:
        self._alike = Counter[tuple[Track, str, tuple[int, ...]]]()
        """By track, what they have come to, and which séances they held: far fewer than pairs."""

    def add(self, one: Standing) -> None:
        held = tuple([seance.number for seance in one.seances if seance.held is not None])
        self._alike[one.track, _came_to(one), held] += 1

    def tracks(self) -> tuple[TrackCount, ...]:
        came_to = {track: Counter[str]() for track in Track}
        held = {track: Counter[int]() for track in Track}
        for (track, what, seances), pairs in self._alike.items():
            came_to[track][what] += pairs
            held[track].update(dict.fromkeys(seances, pairs))
        return tuple(_counted(track, found, held[track]) for track, found in came_to.items() if found)


def _counted(track: Track, found: Counter[str], held: Counter[int]) -> TrackCount:
    return TrackCount(
        *(track, found.total(), found["finished"], found["left"], found["cut short"], found["waiting"]),
        dict(sorted(held.items())),
    )


def _came_to(one: Standing) -> str:
    if one.left:
        return "left"
    if one.ended is not None:
        return "finished" if one.is_finished else "cut short"
    return "waiting" if one.current is None else "under way"
