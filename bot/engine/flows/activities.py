"""The activities there are, and which of them a séance holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.engine.effects import Post
from bot.engine.flows.activity import Activity
from bot.engine.flows.agreement.activity import ACTIVITY as AGREEMENT
from bot.engine.flows.calendar.actions import CALENDAR
from bot.engine.flows.colleagues.activity import ACTIVITY as COLLEAGUES
from bot.engine.flows.fit.activity import ACTIVITY as FIT
from bot.engine.flows.goals.activity import ACTIVITY as GOALS
from bot.engine.flows.introduction.activity import ACTIVITY as INTRODUCTION
from bot.engine.flows.pact.activity import ACTIVITY as PACT
from bot.engine.flows.people.activity import ACTIVITY as PEOPLE
from bot.engine.flows.shadowing.activity import ACTIVITY as SHADOWING
from bot.engine.flows.stock.activity import ACTIVITY as STOCK
from bot.engine.flows.takeaways.activity import ACTIVITY as TAKEAWAYS
from bot.engine.flows.topic.activity import ACTIVITY as TOPIC
from bot.engine.ids import Command
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Fact, Part
from bot.engine.people import Place, Role
from bot.engine.programme import Programme, Seance, Topic, no_link
from bot.engine.state import OwnState

ACTIVITIES: Mapping[str, Activity] = {
    one.name: one
    for one in (
        AGREEMENT,
        FIT,
        PACT,
        SHADOWING,
        INTRODUCTION,
        GOALS,
        PEOPLE,
        STOCK,
        TAKEAWAYS,
        COLLEAGUES,
        TOPIC,
    )
}

READS: tuple[OwnState[Any], ...] = tuple(dict.fromkeys(slot for one in ACTIVITIES.values() for slot in one.reads))
"""The private words on prep cards and statuses: whoever draws one declares them (`Flow.reads`)."""

BY_COMMAND: Mapping[Command, Activity] = {one.command: one for one in ACTIVITIES.values()}


def held_by(seance: Seance) -> Iterator[Activity]:
    """In the order in which the séance's file names them."""
    return (ACTIVITIES[name] for name in seance.activities)


def held_in(programme: Programme, journey: Journey, name: str) -> Sitting | None:
    """The séance that holds an activity of one séance, once the pair has come to it."""
    return next((one for n in programme.holding(journey.track, name) if (one := journey.sitting(n)) is not None), None)


def is_open(programme: Programme, journey: Journey, name: str) -> bool:
    """Whether it can be begun: nothing shows a wish to go on before both have said so."""
    gate, here = programme.gate(journey.track), journey.current.number if journey.current else 0
    return any(number < gate or here >= gate for number in programme.holding(journey.track, name))


def so_far(programme: Programme, journey: Journey) -> Iterator[Activity]:
    """Those of the séances so far, each once."""
    opened = (programme.seance(journey.track, sitting.number) for sitting in journey.sittings)
    return (ACTIVITIES[name] for name in dict.fromkeys(name for seance in opened for name in seance.activities))


def is_listed(programme: Programme, journey: Journey, command: Command) -> bool:
    """Whether `command` is among those that a person of this pair reads of: a later séance's comes with it, and that of calendars
    only where one can be linked."""
    if command == CALENDAR:
        return programme.calendar_link is not no_link
    one = BY_COMMAND.get(command)
    if one is None:
        return True
    return bool(programme.holding(journey.track, one.name)) and (one.anytime or one in so_far(programme, journey))


def on_prep(programme: Programme, journey: Journey, sitting: Sitting, seance: Seance, role: Role) -> Iterator[Part]:
    """What `role` reads of the séance's own activities, and of those of the one before."""
    if sitting.number > 1:
        for one in held_by(programme.seance(journey.track, sitting.number - 1)):
            yield from one.after(programme, journey, sitting, role)
    for one in held_by(seance):
        yield from one.prep(programme, journey, sitting, role)


def hidden(journey: Journey, seance: Seance, place: Place) -> frozenset[str]:
    """The items of the guide that are not read at a place just now."""
    return frozenset[str]().union(*(one.hides(journey, place) for one in held_by(seance)))


def shared(journey: Journey, seance: Seance) -> Seance:
    """The séance as both read of it just now."""
    unasked = hidden(journey, seance, Place.PAIR)
    return replace(seance, items=tuple(item for item in seance.items if item.id not in unasked)) if unasked else seance


def under(
    programme: Programme, journey: Journey, sitting: Sitting, seance: Seance, topic: Topic | None
) -> Iterator[Part]:
    """What stands under a topic of the agenda; None: on its first page, what belongs to no topic."""
    for one in _about(seance, topic):
        yield from one.agenda(programme, journey, sitting)


def opened(programme: Programme, journey: Journey, sitting: Sitting, seance: Seance, topic: int) -> Iterator[Post]:
    """The shared cards that come with a topic of the agenda, from 1; with the first one those of no topic, too."""
    first = _about(seance, None) if topic == 1 else ()
    for one in (*first, *_about(seance, seance.topics[topic - 1])):
        yield from one.opened(programme, journey, sitting)


def on_status(programme: Programme, journey: Journey, role: Role) -> Iterator[Fact]:
    """Of every activity that some séance so far has held."""
    for one in so_far(programme, journey):
        yield from one.status(programme, journey, role)


def of_now(programme: Programme, journey: Journey) -> tuple[Command, ...]:
    """The commands of the séance under way, for buttons."""
    now = journey.current
    if now is None or now.held is not None:
        return ()
    return tuple(one.command for one in held_by(programme.seance(journey.track, now.number)) if one.offered)


def _about(seance: Seance, topic: Topic | None) -> Iterator[Activity]:
    """The activities that a topic is about; None: those that none is."""
    here = _ids(topic) if topic is not None else frozenset[str]()
    everywhere = frozenset[str]().union(*(_ids(one) for one in seance.topics))
    for one in held_by(seance):
        items = frozenset(one.items)
        if items & here if topic is not None else not items & everywhere:
            yield one


def _ids(topic: Topic) -> frozenset[str]:
    return frozenset((topic.head.id, *(one.id for one in topic.questions)))
