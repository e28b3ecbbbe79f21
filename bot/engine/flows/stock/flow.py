"""Taking stock (`M6.G1`, `M6.B1`, `M6.D1`): a command, and a shared card made of what is there."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.activities import READS
from bot.engine.flows.agreement.state import AGREEMENT
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.goals.state import GOALS
from bot.engine.flows.people.state import PEOPLE
from bot.engine.flows.prep.state import TICKS
from bot.engine.flows.stock import actions, handlers
from bot.engine.flows.stock.card import closed, followed, redrawn, view
from bot.engine.flows.stock.state import STOCK, erased
from bot.engine.flows.stock.words import WORDS

FLOW = Flow(
    name="stock",
    words=(WORDS,),
    commands={actions.STOCK: OnCommand(handlers.commanded, order=11, ended=True)},
    presses={actions.COUNTED: On(handlers.chosen, paused=True)},
    cards={actions.CARD: CardKind("during", view)},
    shared=(STOCK,),
    reads=(TICKS, ANSWERS, *READS),
    follows=(GOALS, PEOPLE, AGREEMENT),
    followed=followed,
    closed=closed,
    redrawn=redrawn,
    erased=erased,
    activity=True,
)
