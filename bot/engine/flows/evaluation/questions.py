"""What the one-minute evaluation asks. A question more is an entry here, and its words: `evaluation-rate-NAME`, and
`digest-rate-NAME` for the coordinators' totals.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.programme import Track


@dataclass(frozen=True, slots=True)
class Rating:
    """A statement that is rated from 1 to 5."""

    name: str
    track: Track | None = None
    """None: in every track."""
    since: int = 1
    """The first séance after which it is asked."""


RATINGS = (
    Rating("useful"),
    Rating("shared"),
    Rating("closer", Track.MENTORING, since=2),  # to the goals, once there are some
)
NAMES = tuple(rating.name for rating in RATINGS)

SCALE = ("1", "2", "3", "4", "5")
HELPED = "helped"
"""The question of what helped: any number of `CHIPS`."""
CHIPS = ("listening", "questions", "advice", "contacts", "exercise", "other")
REMARK = "remark"
LONGEST_REMARK = 500


def asked(track: Track, seance: int) -> tuple[str, ...]:
    """The names of the ratings asked after a séance."""
    return tuple(one.name for one in RATINGS if one.track in (None, track) and seance >= one.since)
