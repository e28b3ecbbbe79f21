"""The colleagues' views on the cards of others."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.flows.activity import Activity
from bot.engine.flows.colleagues import actions, words
from bot.engine.flows.colleagues.card import PROMPT_ITEMS, prompts, to_prepare
from bot.engine.flows.colleagues.state import is_handed, is_wished
from bot.engine.flows.common import hint
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Fact, Part
from bot.engine.people import Place, Role
from bot.engine.programme import Programme

ON_THE_VIEW = frozenset({"M7.G2", "M7.G3.a", "M7.G3.b", "M7.B3", "M7.D2"})
"""What the guide tells the mentor about a view of their own."""
PROMPTED = frozenset(PROMPT_ITEMS.values())
"""Of these, what the prompts say."""
AHEAD = 10
"""Working days in which colleagues can answer: they are asked as soon as the séance opens."""


def _prep(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    name = journey.partner(role).name
    if role is Role.MENTEE:
        yield words.PREP_WISHED.text(name=name) if is_wished(journey) else words.PREP.text()
        yield hint(actions.COLLEAGUES)
    elif is_handed(journey):
        yield words.HANDED.text(name=name)
    elif is_wished(journey):
        yield words.WISHED.text(name=name)
        yield prompts()
        yield to_prepare()


def _hides(journey: Journey, place: Place) -> frozenset[str]:
    """Without the wish nothing of it stands before the mentor: who is not asked need not ask either. With it the prompts do,
    and what they say is not said twice."""
    if place is Place.MENTEE:
        return frozenset()
    if not is_wished(journey):
        return ON_THE_VIEW
    return PROMPTED if place is Place.MENTOR else frozenset()


def _status(programme: Programme, journey: Journey, role: Role) -> Iterable[Fact]:
    """A yes, which both know of."""
    if is_wished(journey):
        said = words.STATUS_HANDED() if is_handed(journey) else words.STATUS_WISHED()
        yield Fact(words.STATUS(name=journey.members[Role.MENTOR].name), said)


ACTIVITY = Activity(
    "colleagues",
    actions.COLLEAGUES,
    ("M7.B3", "M7.G1", "M7.G2", "M7.G3.a", "M7.G3.b", "M7.D1", "M7.D2"),
    ahead=AHEAD,
    prep=_prep,
    hides=_hides,
    status=_status,
)
