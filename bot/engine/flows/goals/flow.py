"""Goals and actions (`M2.D1`, `M2.D2`, `M3.D1`): a command, a shared card, and a reminder on an action's day."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.effects import Post
from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.activities import READS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.goals import actions, handlers, wakes
from bot.engine.flows.goals.card import posted, reminded, view
from bot.engine.flows.goals.carrying import carried
from bot.engine.flows.goals.state import DAYS, GOALS, without
from bot.engine.flows.goals.words import WORDS
from bot.engine.flows.prep.state import TICKS
from bot.engine.journey import SHARED, Journey
from bot.engine.people import Role
from bot.engine.programme import Programme


def _closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """After the end they can be read, and no more."""
    if after.ended is not None and before.ended is None and SHARED not in after.unreadable:
        yield posted(after, refresh=True)
        yield from reminded(after, live=False)


def _redrawn(programme: Programme, journey: Journey, role: Role) -> Iterator[Post]:
    if SHARED in journey.unreadable:
        return
    yield posted(journey, refresh=True)
    if role is Role.MENTEE:
        yield from reminded(journey, live=journey.ended is None)


FLOW = Flow(
    name="goals",
    words=(WORDS,),
    commands={actions.GOALS: OnCommand(handlers.commanded, order=8, ended=True)},
    presses={
        actions.WRITE: On(handlers.writing, paused=True),
        actions.ACT: On(handlers.writing, paused=True),
        actions.SUGGEST: On(handlers.suggesting, paused=True),
        **{action: On(handlers.stands, paused=True) for action in actions.STATE},
    },
    submits={
        actions.WRITTEN: On(handlers.written, paused=True),
        actions.ACTED: On(handlers.acted, paused=True),
        actions.SUGGESTED: On(handlers.suggested, paused=True),
    },
    wakes={actions.RECALLED: wakes.woke},
    timers=Timers(wakes.timers, kinds=(actions.RECALL,)),
    cards={actions.CARD: CardKind("during", view), actions.RECALL: CardKind("before")},
    shared=(GOALS, DAYS),
    reads=(TICKS, ANSWERS, *READS),
    closed=_closed,
    redrawn=_redrawn,
    erased=without,
    carried=carried,
    activity=True,
)
