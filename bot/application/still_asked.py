"""The question whether somebody is willing, once their partner was replaced before anything began: it goes on in the new pair."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.willing.flow import FLOW as WILLING
from bot.engine.flows.willing.state import is_before
from bot.ports import CardPress, UnitOfWork


def still_asked(unit: UnitOfWork, press: CardPress) -> CardPress:
    """The press as the pair has it that the one who stays is in by now; any other press is as it was."""
    if press.action not in WILLING.presses:
        return press
    person = unit.people.at(press.sender)
    while person is not None:
        journey = unit.journeys.of(press.pair)
        one = journey.of(AWAY).replaced if journey is not None and is_before(journey) else None
        if journey is None or one is None or journey.members[one.goes.other].person != person.id:
            break
        press = replace(press, pair=one.successor)
    return press
