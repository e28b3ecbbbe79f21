"""The agreement (`M1.D3`): a command, and a shared card that both confirm."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.activities import READS
from bot.engine.flows.agreement import actions, handlers
from bot.engine.flows.agreement.card import BOTH
from bot.engine.flows.agreement.state import AGREEMENT, without
from bot.engine.flows.agreement.words import WORDS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.prep.state import TICKS

FLOW = Flow(
    name=actions.NAME,
    words=(WORDS,),
    commands={actions.AGREEMENT: OnCommand(BOTH.commanded, order=6, ended=True)},
    presses={
        **{
            one: On(handlers.chosen, paused=True)
            for one in (actions.EVERY, actions.MINUTES, actions.DAYS, actions.TIME, actions.FORMAT)
        },
        actions.YES: On(handlers.yes, paused=True),
        actions.CHANGE: On(BOTH.changing, paused=True),
        actions.KEEP: On(BOTH.left, paused=True),
    },
    submits={actions.PLACE: On(handlers.told, paused=True)},
    cards={
        actions.CARD: CardKind("during", BOTH.view),
        actions.ASKED: CardKind("during", later=BOTH.later),
        actions.AGREED: CardKind("during", later=BOTH.later),
    },
    shared=(AGREEMENT,),
    reads=(TICKS, ANSWERS, *READS),
    closed=BOTH.closed,
    redrawn=BOTH.redrawn,
    erased=without,
    activity=True,
)
