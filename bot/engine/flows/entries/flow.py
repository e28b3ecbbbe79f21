"""Séances that stand in people's own calendars: the room that comes with them, and what their owners change there."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On
from bot.engine.flows.activities import READS
from bot.engine.flows.entries import actions
from bot.engine.flows.entries.handlers import proposed, room_opened
from bot.engine.flows.entries.state import ROOM, Room
from bot.engine.flows.entries.words import WORDS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.prep.state import TICKS
from bot.engine.journey import Journey
from bot.engine.people import Role


def _erased(journey: Journey, role: Role) -> Journey:
    """Whoever's calendar the room came from, it is not needed any more."""
    return journey.keeping(ROOM, Room()) if journey.of(ROOM) != Room() else journey


FLOW = Flow(
    name="entries",
    words=(WORDS,),
    presses={actions.PROPOSE: On(proposed, searches=True)},
    cards={actions.CARD: CardKind("before")},
    shared=(ROOM,),
    reads=(TICKS, ANSWERS, *READS),
    lends=frozenset({"room_opened"}),
    room_opened=room_opened,
    erased=_erased,
)
