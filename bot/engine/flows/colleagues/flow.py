"""The colleagues' views (`M7`): a message to send, a question in private, and the mentor's notes."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.activities import READS
from bot.engine.flows.colleagues import actions, handlers, wakes
from bot.engine.flows.colleagues.state import ANSWER, NOTES, VIEW, WISH
from bot.engine.flows.colleagues.words import WORDS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.prep.state import TICKS

FLOW = Flow(
    name="colleagues",
    words=(WORDS,),
    commands={actions.COLLEAGUES: OnCommand(handlers.commanded, order=12, ended=True)},
    presses={
        actions.YES: On(handlers.answered, paused=True),
        actions.NO: On(handlers.answered, paused=True),
        actions.HAND: On(handlers.handed, paused=True),
    },
    submits={actions.NOTES: On(handlers.noted, paused=True)},
    wakes={actions.ASKED: wakes.asked, actions.TOLD: wakes.told, actions.PASSED_ON: wakes.passed_on},
    timers=Timers(wakes.timers, kinds=(actions.CARD, actions.WISHED, actions.VIEW)),
    cards={actions.CARD: CardKind("before"), actions.WISHED: CardKind("before"), actions.VIEW: CardKind("before")},
    shared=(WISH, VIEW),
    own=(ANSWER, NOTES),
    reads=(TICKS, ANSWERS, *READS),
    lends=frozenset({"redrawn"}),
    closed=wakes.closed,
    redrawn=wakes.redrawn,
    erased=wakes.erased,
    emptied=wakes.emptied,
    activity=True,
)
