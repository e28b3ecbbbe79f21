"""The séance itself: the agenda card, topic by topic; either of the two may press."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.agenda import actions, handlers
from bot.engine.flows.agenda.card import closed, view
from bot.engine.flows.agenda.words import WORDS

FLOW = Flow(
    name="agenda",
    words=(WORDS,),
    commands={actions.AGENDA: OnCommand(handlers.opened, order=2)},
    presses={
        actions.OPEN: On(handlers.opened, paused=True),
        actions.NEXT: On(handlers.turned),
        actions.BACK: On(handlers.turned),
        actions.SKIP: On(handlers.turned),
        actions.END: On(handlers.ended),
    },
    wakes={actions.SHOWN: handlers.woke},
    timers=Timers(handlers.timers, kinds=(actions.CARD,)),
    cards={actions.CARD: CardKind("during", view)},
    closed=closed,
    call_began=handlers.called,
)
