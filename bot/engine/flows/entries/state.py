"""The room that the service behind one's calendar has opened for a séance."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.journey import Journey, Sitting
from bot.engine.state import Reads, SharedState


@dataclass(frozen=True, slots=True)
class Room:
    """It belongs to one date: another round has another room."""

    number: int = 0
    round: int = 0
    link: str = ""


ROOM = SharedState("room", Room(), Reads.PAIR)


def room_of(journey: Journey, sitting: Sitting) -> str:
    """The link, or nothing."""
    room = journey.of(ROOM)
    is_this = (room.number, room.round) == (sitting.number, sitting.round) and sitting.meeting is not None
    return room.link if is_this else ""
