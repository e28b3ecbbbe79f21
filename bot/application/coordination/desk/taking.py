"""*I'll take it*: one coordinator sees to what somebody asked for, and the others know."""

from __future__ import annotations

from bot.application.coordination.recipients import to_coordinators
from bot.application.coordination.visit import Visit
from bot.application.noting import note_pair
from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.events import Taken
from bot.engine.flows.contact.state import waiting
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import taking as card
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import Place, Role
from bot.ports import Act


def taken(visit: Visit, id: str, value: str, *, back: bool = False) -> Message | None:
    """What becomes of it; None to whoever may not, whether somebody asked or not."""
    pair, _, whose = value.partition(" ")
    journey = visit.unit.journeys.coordinated(visit.person.id, pair)
    role = None if journey is None else next((one for one in Role if one == whose), None)
    if journey is None or role is None:
        return None
    member = journey.members[role]
    if (waiting(journey, role) is not None) is back:
        return card.needless(member.name, back=back)
    note_pair(visit.unit, visit.person.id, Act.GIVE_BACK if back else Act.TAKE, pair, visit.at)
    visit.service.answers(visit.unit, Taken(id, visit.at, pair, role, back))
    _tell_others(visit, journey, role, card.told(member.name, visit.person.name, back=back))
    return card.given_back(pair, role, member.name) if back else card.taken(pair, role, member.name)


def _tell_others(visit: Visit, journey: Journey, role: Role, message: Message) -> None:
    others = [one for one in visit.unit.people.coordinators_of(journey.pair) if one[1].id != visit.person.id]
    key = ids.card(actions.CARD, role=role, rest=ids.moment(visit.at))
    visit.unit.outbox.enqueue(to_coordinators(journey, Post(key, Place.COORDINATORS, message), others, visit.at))
