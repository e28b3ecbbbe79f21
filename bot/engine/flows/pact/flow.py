"""The pact of confidentiality (`M2.G3`): a command, and a shared card that both sign."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.pact import actions, handlers
from bot.engine.flows.pact.card import BOTH
from bot.engine.flows.pact.state import PACT, without
from bot.engine.flows.pact.words import WORDS

FLOW = Flow(
    name=actions.NAME,
    words=(WORDS,),
    commands={actions.PACT: OnCommand(BOTH.commanded, order=7, ended=True)},
    presses={
        actions.KEEP: On(handlers.ticked, paused=True),
        actions.SIGN: On(BOTH.yes, paused=True),
        actions.CHANGE: On(BOTH.changing, paused=True),
        actions.LEAVE: On(BOTH.left, paused=True),
    },
    submits={actions.WORD: On(handlers.worded, paused=True)},
    cards={
        actions.CARD: CardKind("during", BOTH.view),
        actions.ASKED: CardKind("during", later=BOTH.later),
        actions.SIGNED: CardKind("during", later=BOTH.later),
    },
    shared=(PACT,),
    closed=BOTH.closed,
    redrawn=BOTH.redrawn,
    erased=without,
    activity=True,
)
