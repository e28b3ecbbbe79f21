"""Where the two meet, on every card that says when: as they agreed, or in the room that one's calendar has opened."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.flows.agreement import words
from bot.engine.flows.agreement.state import agreed, link_of
from bot.engine.flows.entries.state import room_of
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Line, Text, typed


def place_of(journey: Journey, sitting: Sitting | None) -> str:
    """What they agreed on comes before a room that was opened by itself."""
    return agreed(journey).where or (room_of(journey, sitting) if sitting is not None else "")


def where(journey: Journey) -> Iterator[Text]:
    """The place or the link of the room, whole; nothing if there is none."""
    if place := place_of(journey, journey.current):
        yield Text(Line(words.AT(where=typed(place)), link=link_of(place)))
