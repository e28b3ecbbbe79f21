"""The one-minute evaluation: five taps at most, in private."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.evaluation import actions, handlers, wakes
from bot.engine.flows.evaluation.state import EVALUATIONS
from bot.engine.flows.evaluation.words import WORDS

FLOW = Flow(
    name="evaluation",
    words=(WORDS,),
    commands={actions.EVALUATE: OnCommand(handlers.commanded, order=4, ended=True)},
    presses={
        actions.CHANGE: On(handlers.changed, ended=True),
        actions.DONE: On(handlers.finished, ended=True),
        **{action: On(handlers.rated, ended=True) for action in actions.QUESTION},
    },
    submits={actions.REMARK: On(handlers.remarked, ended=True)},
    wakes={
        actions.ASKED: wakes.woke,
        actions.REMINDED: wakes.reminded,
        actions.CLOSED: wakes.closed,
    },
    timers=Timers(wakes.timers, kinds=(actions.CARD,), ended=True),
    cards={actions.CARD: CardKind("after")},
    own=(EVALUATIONS,),
)
