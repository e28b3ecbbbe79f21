"""What the one-minute evaluation asks, and who reads it: coordinators get totals of the ratings and of what helped; the line
is its writer's own unless they send it.

A question more is an entry here, and its words: `evaluation-rate-NAME`, and `digest-rate-NAME` for the totals; of the mentee's
own things also `evaluation-rate-NAME-mentor`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.engine.journey import Journey
from bot.engine.programme import Track


@dataclass(frozen=True, slots=True)
class Rating:
    """A statement that is rated on `SCALE`."""

    name: str
    track: Track | None = None
    """None: in every track."""
    since: int = 1
    """The first séance after which it is asked."""
    once: str = ""
    """The slot that must hold something first (`engine.state`): what the two are asked about has to be there."""
    of_mentee: bool = False
    """It is about what is the mentee's: the mentor rates the same thing, in words of their own."""


RATINGS = (
    Rating("useful"),
    Rating("shared"),
    Rating("closer", Track.MENTORING, since=2, once="goals", of_mentee=True),
)
NAMES = tuple(rating.name for rating in RATINGS)
OF_MENTEE = tuple(rating.name for rating in RATINGS if rating.of_mentee)

SCALE = ("1", "2", "3", "4", "5")
"""From « not at all » to « completely », in words that fit every statement."""
NO_ANSWER = "none"
"""The choice that takes an answer back."""
HELPED = "helped"
"""The question of what helped: any number of `CHIPS`."""
CHIPS = ("listening", "questions", "advice", "contacts", "exercise", "other")
UNTOLD = frozenset({"other"})
"""What coordinators are never told: it would tell them nothing."""
REMARK = "remark"
"""The line."""
LONGEST_REMARK = 500


class Audience(StrEnum):
    """To whom somebody may send their line."""

    PARTNER = "partner"
    COORDINATORS = "coordinators"


def asked(journey: Journey, seance: int) -> tuple[str, ...]:
    """The names of the ratings asked just now, after a séance."""
    return tuple(
        [
            one.name
            for one in RATINGS
            if one.track in (None, journey.track) and seance >= one.since and _is_there(journey, one.once)
        ]
    )


def _is_there(journey: Journey, slot: str) -> bool:
    return not slot or journey.keeps(slot) or any(slot in kept for kept in journey.own.values())
