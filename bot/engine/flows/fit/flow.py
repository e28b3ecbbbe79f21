"""How it goes with the other one: one tap of each, in private, after the first séance."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.fit import actions, handlers
from bot.engine.flows.fit.state import ANSWER, FIT
from bot.engine.flows.fit.words import WORDS

FLOW = Flow(
    name="fit",
    words=(WORDS,),
    commands={actions.FIT: OnCommand(handlers.commanded, order=16, ended=True, coordinators=True)},
    presses={
        **{action: On(handlers.answered, paused=True, coordinators=True) for action in actions.FEELING},
        actions.TELL: On(handlers.tells, paused=True, coordinators=True),
    },
    wakes={actions.ASKED: handlers.woke, actions.CLOSED: handlers.closed},
    timers=Timers(handlers.timers, kinds=(actions.CARD,), ended=True, paused=True, left=True),
    cards={actions.CARD: CardKind("after")},
    own=(FIT, ANSWER),
    closed=handlers.ended,
    activity=True,
)
