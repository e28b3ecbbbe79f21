"""The shadowing on the cards of others, once the mentee has said that it suits them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.flows.activity import Activity
from bot.engine.flows.common import hint
from bot.engine.flows.shadowing import actions, words
from bot.engine.flows.shadowing.card import facts, planned, prepares, when
from bot.engine.flows.shadowing.state import PLAN
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Fact, Part
from bot.engine.people import Place, Role
from bot.engine.programme import Programme

ASKED_OF_THE_MENTOR = frozenset({"M9.G1", "M9.G2.a", "M9.G2.b", "M9.G2.c", "M9.G3"})
"""By which the mentor would ask what the mentee is asked in private."""
IN_IT = frozenset({"M9.B2", "M9.B3", "M9.D1", "M9.D2"})
"""What is to be thought of once there is one."""


def _hides(journey: Journey, place: Place) -> frozenset[str]:
    """Until the mentee has said that it suits them, nothing asks for it."""
    if journey.of(PLAN).begun:
        return frozenset()
    match place:
        case Place.MENTOR:
            return IN_IT | ASKED_OF_THE_MENTOR
        case Place.MENTEE:
            return IN_IT | {"M9.G3"}
        case _:
            return IN_IT | {"M9.G1"}


def _prep(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    """What is planned, and what `role` does for it; before that the mentee's own question, and that it is theirs."""
    if journey.of(PLAN).begun:
        yield from planned(journey)
        yield from prepares(journey, role)
        yield hint(actions.SHADOWING)
    elif role is Role.MENTEE:
        yield hint(actions.SHADOWING)
    else:
        yield words.MENTEE_FIRST.text(name=journey.partner(role).name)


def _after(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    if when(journey) is not None:
        yield from planned(journey)


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    if journey.of(PLAN).begun:
        yield from planned(journey)
        yield hint(actions.SHADOWING)


def _status(programme: Programme, journey: Journey, role: Role) -> Iterable[Fact]:
    if not journey.of(PLAN).begun:
        return
    if rows := facts(journey):
        yield from rows[: 2 if when(journey) is not None else 1]
    else:
        yield Fact(words.STATUS(), words.STATUS_OPEN())


ACTIVITY = Activity(
    "shadowing",
    actions.SHADOWING,
    ("M9.G3", "M9.B2", "M9.B3"),
    prep=_prep,
    hides=_hides,
    after=_after,
    agenda=_agenda,
    status=_status,
)
