"""The sample on the cards of others: the way to it, before its séance and on the agenda."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.flows.activity import Activity
from bot.engine.flows.common import hint
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Part
from bot.engine.programme import Programme
from tests.recipes.sample_flow import actions, words


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    yield words.LEAD.quiet()
    yield hint(actions.SAMPLE)


ACTIVITY = Activity(actions.NAME, actions.SAMPLE, ("M1.D1",), anytime=True, agenda=_agenda)
