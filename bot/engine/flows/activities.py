"""The activities there are, and which of them a séance holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.engine.flows.activity import Activity
from bot.engine.flows.agreement.activity import ACTIVITY as AGREEMENT
from bot.engine.flows.pact.activity import ACTIVITY as PACT
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Fact, Part
from bot.engine.people import Role
from bot.engine.programme import Programme, Seance, Topic

ACTIVITIES: Mapping[str, Activity] = {one.name: one for one in (AGREEMENT, PACT)}


def held_by(seance: Seance) -> Iterator[Activity]:
    """In the order in which the séance's file names them."""
    return (ACTIVITIES[name] for name in seance.activities if name in ACTIVITIES)


def on_prep(programme: Programme, journey: Journey, sitting: Sitting, seance: Seance, role: Role) -> Iterator[Part]:
    if sitting.number > 1:
        for one in held_by(programme.seance(journey.track, sitting.number - 1)):
            yield from one.after(programme, journey, sitting, role)
    for one in held_by(seance):
        yield from one.prep(programme, journey, sitting, role)


def under(
    programme: Programme, journey: Journey, sitting: Sitting, seance: Seance, topic: Topic | None
) -> Iterator[Part]:
    """What stands under a topic of the agenda; None: on its first page, what belongs to no topic."""
    here = _ids(topic) if topic is not None else frozenset[str]()
    everywhere = frozenset[str]().union(*(_ids(one) for one in seance.topics))
    for one in held_by(seance):
        items = frozenset(one.items)
        if items & here if topic is not None else not items & everywhere:
            yield from one.agenda(programme, journey, sitting)


def on_status(programme: Programme, journey: Journey, role: Role) -> Iterator[Fact]:
    """Of every activity that some séance so far has held."""
    met = range(1, len(journey.sittings) + 1)
    names = dict.fromkeys(name for n in met for name in programme.seance(journey.track, n).activities)
    for name in names:
        if name in ACTIVITIES:
            yield from ACTIVITIES[name].status(programme, journey, role)


def _ids(topic: Topic) -> frozenset[str]:
    return frozenset((topic.head.id, *(one.id for one in topic.questions)))
