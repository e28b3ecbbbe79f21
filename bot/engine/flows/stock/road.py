"""The road so far but for the séances: goals, actions, people met, and how the two agreed to go about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.engine.flows.agreement.card import facts
from bot.engine.flows.agreement.state import agreed
from bot.engine.flows.goals.state import GOALS, Goal, Progress
from bot.engine.flows.people.state import PEOPLE
from bot.engine.flows.stock import words
from bot.engine.journey import Journey
from bot.engine.messages import Bullets, Facts, Line, Part, Say, typed

MOST_ACTIONS = 8
"""The last so many actions are named; of those before there is the number."""


def road(journey: Journey) -> Iterator[Part]:
    """Each under its heading; what is not there is left out."""
    goals = journey.of(GOALS)
    if goals.goals:
        yield Bullets(tuple(Line(_goal(one)) for one in goals.goals), words.GOALS())
    yield from _listed([one.text for one in goals.steps if one.progress is Progress.DONE], words.DONE())
    yield from _listed([one.text for one in goals.under_way], words.UNDER_WAY())
    yield from _listed([one.name for one in journey.of(PEOPLE).met], words.MET())
    if rows := tuple(facts(agreed(journey))):
        yield words.AGREED.quiet()
        yield Facts(rows)


def _goal(one: Goal) -> Say:
    return words.GOAL(goal=typed(one.text), sign=typed(one.sign)) if one.sign else typed(one.text)


def _listed(texts: Sequence[str], title: Say) -> Iterator[Part]:
    shown = tuple(Line(typed(text)) for text in texts[-MOST_ACTIONS:])
    more = len(texts) - len(shown)
    if shown:
        yield Bullets((*shown, *((Line(words.MORE(count=more)),) if more else ())), title)
