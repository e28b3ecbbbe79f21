"""`nudge`: a coordinator asks the bot to encourage a pair."""

from __future__ import annotations

from bot.application.event_handler import EventHandler
from bot.application.noting import note_pair
from bot.engine.events import Nudged
from bot.engine.flows.digest import words
from bot.engine.flows.nudge.reasons import not_needed
from bot.engine.messages import Message
from bot.ports import Act, CardPress, Person, UnitOfWork


def nudged(service: EventHandler, unit: UnitOfWork, person: Person, press: CardPress) -> Message | None:
    """What becomes of it; None to whoever may not nudge the pair, whether there is such a pair or not."""
    at, pair = service.clock.now(), press.values[0] if press.values else ""
    journey = unit.journeys.coordinated(person.id, pair)
    if journey is None:
        return None
    why = not_needed(service.programme.timing, journey, at)
    note_pair(unit, person.id, Act.NUDGE, pair, at)
    service.answers(unit, Nudged(press.id, at, pair))
    said = words.NUDGED if why is None else words.NOT_NEEDED[why]
    return Message((said.text(),))
