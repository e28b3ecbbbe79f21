"""Where the two meet, as they agreed, on every card that says when."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.flows.agreement import words
from bot.engine.flows.agreement.state import agreed, link_of
from bot.engine.journey import Journey
from bot.engine.messages import Line, Text, typed


def where(journey: Journey) -> Iterator[Text]:
    """The place or the link of the room, whole; nothing if none was agreed on."""
    if place := agreed(journey).where:
        yield Text(Line(words.AT(where=typed(place)), link=link_of(place)))
