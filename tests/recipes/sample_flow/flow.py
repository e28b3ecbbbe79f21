"""The sample: a command, a private form, a shared card that both agree to, and a reminder."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from tests.recipes.sample_flow import actions, handlers
from tests.recipes.sample_flow.card import view
from tests.recipes.sample_flow.state import AGREEMENT, WISH
from tests.recipes.sample_flow.words import WORDS

FLOW = Flow(
    name="sample",
    words=(WORDS,),
    commands={actions.SAMPLE: OnCommand(handlers.commanded, order=18)},
    presses={actions.AGREE: On(handlers.agreed)},
    submits={actions.KEEP: On(handlers.kept)},
    wakes={actions.RECALLED: handlers.recalled},
    timers=Timers(handlers.timers, kinds=(actions.CARD,)),
    cards={actions.WISH: CardKind("before"), actions.CARD: CardKind("before", view, personal=True)},
    shared=(AGREEMENT,),
    own=(WISH,),
    activity=True,
)
