"""The people to meet (`M5.G4`, `M5.D1`): a command, and a shared card that the mentee writes."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.activities import READS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.people import actions, handlers
from bot.engine.flows.people.card import closed, offered_later, redrawn, view
from bot.engine.flows.people.state import PEOPLE, carried, erased
from bot.engine.flows.people.words import WORDS
from bot.engine.flows.prep.state import TICKS

FLOW = Flow(
    name="people",
    words=(WORDS,),
    commands={actions.PEOPLE: OnCommand(handlers.commanded, order=9, ended=True)},
    presses={
        actions.ADD: On(handlers.adding, paused=True),
        actions.CHANGE: On(handlers.changing, paused=True),
        actions.OFFER: On(handlers.offers, paused=True),
        actions.WITHDRAW: On(handlers.offers, paused=True),
        actions.MET: On(handlers.met, paused=True),
        actions.NOT_MET: On(handlers.met, paused=True),
    },
    submits={
        actions.ADDED: On(handlers.added, paused=True),
        actions.CHANGED: On(handlers.changed, paused=True),
    },
    cards={actions.CARD: CardKind("during", view), actions.OFFERED: CardKind("during", later=offered_later)},
    shared=(PEOPLE,),
    reads=(TICKS, ANSWERS, *READS),
    closed=closed,
    redrawn=redrawn,
    erased=erased,
    carried=carried,
    activity=True,
)
