"""The goals on the cards of others: preparation, agenda and status."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.effects import Post
from bot.engine.flows.activity import Activity
from bot.engine.flows.common import hint, seance_of
from bot.engine.flows.goals import actions, words
from bot.engine.flows.goals.card import act, goals_of, posted, progress, recalled, suggestions, write
from bot.engine.flows.goals.state import GOALS
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Buttons, Fact, Part
from bot.engine.people import Role
from bot.engine.programme import Programme

ITEMS = ("M2.D1", "M2.D2", "M3.D1")


def _is_about(programme: Programme, journey: Journey, sitting: Sitting) -> bool:
    """Whether it is the first séance to hold them, or has a topic about them: elsewhere nobody is asked for what is not there."""
    first = programme.holding(journey.track, ACTIVITY.name)[:1] == (sitting.number,)
    return first or any(topic.head.id in ITEMS for topic in seance_of(programme, journey, sitting).topics)


def _prep(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    """The mentee says how each action stands; the mentor reads it."""
    goals = journey.of(GOALS)
    if role is Role.MENTOR:
        yield from recalled(journey)
        return
    yield from goals_of(journey)
    if asked := tuple(progress(journey)):
        yield from asked
        yield words.SEEN.quiet(name=journey.members[Role.MENTOR].name)
    if goals.goals or goals.steps:
        yield Buttons((act(goals),))
    yield from suggestions(journey)
    if not goals.goals and _is_about(programme, journey, sitting):
        yield words.WHAT_FOR_MENTEE.text(name=journey.members[Role.MENTOR].name)
        yield Buttons((write(goals),))


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    if not journey.of(GOALS).is_empty:
        yield from recalled(journey)
        yield hint(actions.GOALS)
    elif _is_about(programme, journey, sitting):
        yield hint(actions.GOALS)


def _opened(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Post]:
    if not journey.of(GOALS).is_empty or _is_about(programme, journey, sitting):
        yield posted(journey)


def _status(programme: Programme, journey: Journey, role: Role) -> Iterable[Fact]:
    goals = journey.of(GOALS)
    if goals.goals or goals.under_way:
        yield Fact(words.STATUS(), words.STATUS_OF(goals=len(goals.goals), steps=len(goals.under_way)))
    else:
        yield Fact(words.STATUS(), words.STATUS_NONE())


ACTIVITY = Activity(
    "goals",
    actions.GOALS,
    ITEMS,
    anytime=True,
    again=True,
    prep=_prep,
    agenda=_agenda,
    opened=_opened,
    status=_status,
)
