"""Preparation: each one's prep card, and one reminder for both."""

from __future__ import annotations

from bot.engine.effects import Effect
from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.activities import READS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.prep import actions, handlers
from bot.engine.flows.prep.card import closed, emptied, refreshed, reminder, reminder_over
from bot.engine.flows.prep.state import TICKS
from bot.engine.flows.prep.words import WORDS
from bot.engine.ids import Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.engine.programme import Programme


def _reminder(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    if sitting.meeting is None:
        return None
    if sitting.held is not None or journey.ended is not None:
        return reminder_over(sitting, ended=journey.ended is not None)
    return reminder(programme, journey, sitting, sitting.meeting, role)


def _redrawn(programme: Programme, journey: Journey, role: Role) -> tuple[Effect, ...]:
    return refreshed(programme, journey, role)


FLOW = Flow(
    name="prep",
    words=(WORDS,),
    commands={actions.PREP: OnCommand(handlers.commanded, order=1, overview=2)},
    presses={
        actions.MINE: On(handlers.commanded, paused=True),
        actions.TICK: On(handlers.ticked, paused=True),
    },
    wakes={actions.SENT: handlers.woke, actions.REMINDED: handlers.reminded},
    timers=Timers(handlers.timers, kinds=(actions.CARD, actions.REMINDER)),
    cards={actions.CARD: CardKind("before"), actions.REMINDER: CardKind("before", _reminder, personal=True)},
    own=(TICKS,),
    reads=(ANSWERS, *READS),
    lends=frozenset({"closed", "redrawn", "emptied"}),
    closed=closed,
    emptied=emptied,
    redrawn=_redrawn,
)
