"""What was answered last, while it can still be put right: until the next date is booked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.journey import Journey, Meeting
from bot.engine.state import Reads, SharedState


@dataclass(frozen=True, slots=True)
class LastAnswer:
    seance: int = 0
    """0: there is nothing to put right."""
    round: int = 1
    """Of the card on which it was asked."""
    given_up: Meeting | None = None
    """The date that was given up; None after a yes."""
    next_round: int = 1
    """Where the search for the following date goes on, once one was taken back."""
    own_way: bool = False
    """They met without the agenda."""


LAST_ANSWER = SharedState("held", LastAnswer(), Reads.PAIR, sealed=False)
"""A fact: the next search for a date hangs on it, and coordinators see who has met."""


def final(journey: Journey) -> Journey:
    """What was answered stands: what comes after it is agreed."""
    last = journey.of(LAST_ANSWER)
    return journey.keeping(LAST_ANSWER, LastAnswer(next_round=last.next_round)) if last.seance else journey
