"""What the week's evaluations say of all together, and of nobody.

1. Of a rating only its `Level` is kept: two answers of the scale share each, and 3 shares its own with no answer at all. So
   whatever else somebody knows, what was answered keeps two possible values; nothing finer is there to be found.
2. A question counts a person once: with their first evaluation of the week that asked it, and of which they filled in
   anything. One that nobody filled in counts for nothing.
3. Nothing is said below `LEAST_PEOPLE` people and `LEAST_PAIRS` pairs; of a question neither, if fewer were asked it.
4. Above that nothing is held back, least of all for being unanimous: to leave it out would announce it.
5. What helped is named if `LEAST_NAMING` people name it: unordered, uncounted. « Something else » tells nothing, is never
   named, and leaves whoever names nothing a second possible answer.

`docs/privacy/totals.md` says what follows, and what does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.engine.flows.evaluation.questions import CHIPS, HELPED, NAMES, UNTOLD

LEAST_PEOPLE = 6
"""No threshold lies below this."""
LEAST_PAIRS = 3
LEAST_NAMING = 3


class Level(StrEnum):
    """A rating as coordinators read it, in three words; in rising order."""

    LOW = "low"
    """1 or 2."""
    MIDDLE = "middle"
    """3, or no answer."""
    HIGH = "high"
    """4 or 5."""


LEVELS = tuple(Level)
_LEVEL = {"1": Level.LOW, "2": Level.LOW, "3": Level.MIDDLE, "4": Level.HIGH, "5": Level.HIGH}


@dataclass(frozen=True, slots=True)
class Added:
    """What a closed evaluation, or an answer to how it goes, adds to the open box: no more of it than the totals need."""

    person: str
    pair: str
    week: date
    """The first day after the week in which it was closed."""
    filled: bool
    """Whether anything was answered."""
    ratings: Mapping[str, Level]
    """Of each question that was asked."""
    helped: tuple[str, ...] = ()
    tone: str = ""
    """It is no evaluation, but how it goes with the other one (`fits.Tone`)."""


def levels(asked: Sequence[str], answers: Mapping[str, tuple[str, ...]]) -> Mapping[str, Level]:
    """What the ratings come to, one for each question that was asked."""
    return {name: _LEVEL[next(iter(answers.get(name, ())), "3")] for name in NAMES if name in asked}


def told(answers: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What helped, as far as it is ever named, in the order of the card."""
    named = answers.get(HELPED, ())
    return tuple(chip for chip in CHIPS if chip in named and chip not in UNTOLD)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a week's evaluations say of all who are counted."""

    people: int
    """Who answered."""
    ratings: Mapping[str, Level]
    """The lower median of each question."""
    helped: tuple[str, ...]
    asked: int = 0
    """People who were asked, whether they answered or not; 0 in weeks of earlier releases."""


def totals(added: Iterable[Added], threshold: int = LEAST_PEOPLE) -> Totals | None:
    """None: too few people, or too few pairs."""
    added = [one for one in added if not one.tone]
    filled = [one for one in added if one.filled]
    counted = once_each(filled)
    if not are_enough(counted, threshold):
        return None
    ratings = {}
    for question in NAMES:
        asked = once_each([one for one in filled if question in one.ratings])
        if are_enough(asked, threshold):
            ratings[question] = lower_median([one.ratings[question] for one in asked])
    named = tuple(chip for chip in CHIPS if sum(chip in one.helped for one in counted) >= LEAST_NAMING)
    return Totals(len(counted), ratings, named, len(once_each(added)))


def lower_median(found: Sequence[Level]) -> Level:
    """Of an even number, the lower of the two in the middle."""
    return sorted(found, key=LEVELS.index)[(len(found) - 1) // 2]


def once_each(added: Sequence[Added]) -> Sequence[Added]:
    """The first of each person."""
    first: dict[str, Added] = {}
    for one in added:
        first.setdefault(one.person, one)
    return list(first.values())


def are_enough(counted: Sequence[Added], threshold: int) -> bool:
    """Whether anything may be said of them."""
    return len(counted) >= max(threshold, LEAST_PEOPLE) and len({one.pair for one in counted}) >= LEAST_PAIRS
