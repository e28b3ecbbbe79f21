"""What all say of how it goes with the other one, in threes, and of nobody.

1. Of an answer only its `Tone` is kept: two things that somebody may have done share each. So whatever else somebody knows, the
   answer keeps two possible values; nothing finer is there to be found.
2. Everybody counts who was asked, once each: whether the figures are shown hangs on nobody's answer.
3. Nothing is said below `LEAST_PEOPLE` people and `LEAST_PAIRS` pairs. Above that a tone is told in threes, rounded down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.engine.flows.digest.totals import LEAST_PEOPLE, Added, are_enough, once_each
from bot.engine.flows.fit.answers import Feeling

IN_THREES = 3


class Tone(StrEnum):
    """An answer as coordinators read it."""

    WELL = "well"
    """It has begun well, or no answer."""
    OPEN = "open"
    """It is too early to say, or they would like to talk."""


def tone(answer: str) -> Tone:
    """`Feeling`, or empty."""
    return Tone.OPEN if answer in (Feeling.EARLY, Feeling.TALK) else Tone.WELL


def fits(added: Iterable[Added], threshold: int = LEAST_PEOPLE) -> Mapping[Tone, int]:
    """How many at least; without what is below three."""
    counted = once_each([one for one in added if one.tone])
    if not are_enough(counted, threshold):
        return {}
    found = {each: sum(one.tone == each for one in counted) // IN_THREES * IN_THREES for each in Tone}
    return {each: count for each, count in found.items() if count}
