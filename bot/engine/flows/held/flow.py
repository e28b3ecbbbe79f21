"""Whether the séance took place."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, Timers
from bot.engine.flows.held import actions, handlers
from bot.engine.flows.held.card import view
from bot.engine.flows.held.words import WORDS

FLOW = Flow(
    name="held",
    words=(WORDS,),
    presses={action: On(handlers.answered, searches=True) for action in (actions.YES, actions.MOVED, actions.NO)},
    wakes={actions.ASKED: handlers.asked, actions.ASKED_AGAIN: handlers.asked},
    timers=Timers(handlers.timers, kinds=(actions.CARD, actions.AGAIN)),
    cards={actions.CARD: CardKind("after", view), actions.AGAIN: CardKind("after", view)},
)
