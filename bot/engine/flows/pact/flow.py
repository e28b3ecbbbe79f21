"""The pact of confidentiality (`M2.G3`): a command, and a shared card that both sign."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.pact import actions, handlers
from bot.engine.flows.pact.card import closed, view
from bot.engine.flows.pact.state import PACT
from bot.engine.flows.pact.words import WORDS

FLOW = Flow(
    name="pact",
    words=(WORDS,),
    commands={actions.PACT: OnCommand(handlers.commanded, order=7, ended=True)},
    presses={
        actions.KEEP: On(handlers.ticked, paused=True),
        actions.SIGN: On(handlers.signs, paused=True),
        actions.CHANGE: On(handlers.changing, paused=True),
        actions.LEAVE: On(handlers.left, paused=True),
    },
    submits={actions.WORD: On(handlers.worded, paused=True)},
    cards={
        actions.CARD: CardKind("during", view),
        actions.ASKED: CardKind("during"),
        actions.SIGNED: CardKind("during"),
    },
    shared=(PACT,),
    closed=closed,
    activity=True,
)
