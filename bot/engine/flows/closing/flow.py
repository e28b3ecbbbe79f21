"""A programme's last day, as its pairs live it."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, Timers
from bot.engine.flows.closing import actions, handlers
from bot.engine.flows.closing.state import CLOSED
from bot.engine.flows.closing.words import WORDS

FLOW = Flow(
    name="closing",
    words=(WORDS,),
    wakes={
        actions.ENDS: handlers.ended,
        actions.TOLD: handlers.told,
        actions.REOPENS: handlers.reopened,
        actions.GOES_ON: handlers.goes_on,
    },
    timers=Timers(
        handlers.timers,
        kinds=(actions.CLOSES, actions.CLOSED, actions.REOPENING, actions.EXTENDED),
        ended=True,
        paused=True,
    ),
    cards=dict.fromkeys(actions.CARDS, CardKind()),
    shared=(CLOSED,),
)
