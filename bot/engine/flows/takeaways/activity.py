"""What was kept of a séance, on the preparation of the next."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.flows.activity import Activity
from bot.engine.flows.takeaways import actions
from bot.engine.flows.takeaways.card import recalled
from bot.engine.flows.takeaways.state import NAME
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Part
from bot.engine.people import Role
from bot.engine.programme import Programme, Track


def _after(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    return recalled(journey, sitting.number - 1)


ACTIVITY = Activity(NAME, actions.TAKEAWAYS, (), tracks=tuple(Track), anytime=True, again=True, after=_after)
