"""`end` and `restore`: a coordinator ends a pair, and may take that back for a while."""

from __future__ import annotations

from datetime import timedelta

from bot.application.coordination.visit import Visit
from bot.application.noting import note_pair
from bot.engine.events import Reopened, Stopped
from bot.engine.flows.coordination.desk import ending as card
from bot.engine.flows.leaving.state import AWAY
from bot.engine.messages import Message
from bot.ports import Act


def ended(visit: Visit, id: str, pair: str) -> Message | None:
    """None to whoever may not, whether there is such a pair or not."""
    journey = visit.unit.journeys.coordinated(visit.person.id, pair)
    if journey is None:
        return None
    if journey.ended is not None:
        return card.ended_already(journey)
    note_pair(visit.unit, visit.person.id, Act.END, pair, visit.at)
    visit.service.answers(visit.unit, Stopped(id, visit.at, pair))
    return card.ended(visit.service.programme.timing, journey)


def restored(visit: Visit, id: str, pair: str) -> Message | None:
    journey = visit.unit.journeys.coordinated(visit.person.id, pair)
    if journey is None:
        return None
    stopped, days = journey.of(AWAY).stopped, visit.service.programme.timing.back
    if stopped is None or visit.at >= stopped + timedelta(days=days):
        return card.not_restored(journey)
    note_pair(visit.unit, visit.person.id, Act.REOPEN, pair, visit.at)
    visit.service.answers(visit.unit, Reopened(id, visit.at, pair))
    return card.restored(journey)
