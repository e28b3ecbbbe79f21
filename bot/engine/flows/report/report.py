"""What a programme has come to, for its sponsor: what its frozen weeks told, added up.

1. It names nobody, and no pair.
2. It is made of frozen weeks alone, facts and answers both: whatever a digest held back is held back here too, it is the same for
   whoever asks until the next week is frozen, and two reports differ by a digest that was told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.totals import LEVELS, Level, Totals
from bot.engine.flows.digest.tracks import TrackCount
from bot.engine.flows.evaluation.questions import CHIPS, NAMES


@dataclass(frozen=True, slots=True)
class Report:
    week: Week
    """The last one that it knows of."""
    tracks: tuple[TrackCount, ...] = ()
    answered: int = 0
    """Over the weeks that had totals; whoever answered in two is counted in both."""
    asked: int = 0
    ratings: Mapping[str, Mapping[Level, int]] = field(default_factory=dict)
    """Question → level → in how many weeks it was that."""
    helped: Mapping[str, int] = field(default_factory=dict)
    """What helped → in how many weeks it was named."""


def report(weeks: Sequence[FrozenWeek]) -> Report | None:
    """`weeks` are all that are kept, the oldest first. None before the first of this release."""
    if not weeks or not weeks[-1].tracks:
        return None
    told = [week.totals for week in weeks if week.totals is not None]
    named = Counter(chip for one in told for chip in one.helped)
    return Report(
        weeks[-1].week,
        weeks[-1].tracks,
        sum(one.people for one in told if one.asked),
        sum(one.asked for one in told),
        dict(_ratings(told)),
        {chip: named[chip] for chip in CHIPS if named[chip]},
    )


def _ratings(told: Sequence[Totals]) -> Mapping[str, Mapping[Level, int]]:
    counted = {name: Counter(one.ratings[name] for one in told if name in one.ratings) for name in NAMES}
    return {
        name: {level: found[level] for level in reversed(LEVELS) if found[level]}
        for name, found in counted.items()
        if found
    }
