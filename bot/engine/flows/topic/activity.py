"""The topic on the cards of others."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.effects import Post
from bot.engine.flows.activity import Activity
from bot.engine.flows.topic import actions, words
from bot.engine.flows.topic.card import chosen, named, offered, posted, prepared, to_choose, to_propose
from bot.engine.flows.topic.state import topics
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Buttons, Fact, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def _prep(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    one, partner = topics(journey), journey.partner(role).name
    if one.topic is not None:
        yield chosen(one.topic)
    elif one.proposals:
        yield offered(one)
    else:
        yield (words.PREP_MENTEE if role is Role.MENTEE else words.PREP_MENTOR).text(name=partner)
    yield from prepared(journey, role)
    if role is Role.MENTEE:
        yield Buttons((to_propose(one),))
    elif one.proposals and one.topic is None:
        yield to_choose()


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    """The topic, or the way to one."""
    one = topics(journey)
    if one.topic is not None:
        yield chosen(one.topic)
    elif sitting.held is None:
        yield words.AGENDA_NONE.text()
        yield to_choose()


def _opened(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Post]:
    """The card, as long as there is something to choose."""
    if topics(journey).topic is None:
        yield posted(journey)


def _status(programme: Programme, journey: Journey, role: Role) -> Iterable[Fact]:
    one = topics(journey)
    if one.topic is not None:
        said = named(one.topic)
    elif one.proposals:
        said = words.STATUS_WANTED() if one.others else words.STATUS_OFFERED()
    else:
        said = words.STATUS_NONE()
    for number in programme.holding(journey.track, actions.CARD):
        yield Fact(words.STATUS(seance=number), said)


ACTIVITY = Activity(
    "topic",
    actions.TOPIC,
    ("M8.B3", "M8.B4", "M8.G1", "M8.G2.a", "M8.G2.b", "M8.G2.c", "M8.G2.d"),
    prep=_prep,
    agenda=_agenda,
    opened=_opened,
    status=_status,
)
