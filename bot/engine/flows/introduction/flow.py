"""Three minutes about oneself (`N1.D1`): a command, and a form of one's own."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.activities import READS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.introduction import actions, handlers
from bot.engine.flows.introduction.state import INTRODUCTION, carried
from bot.engine.flows.introduction.words import WORDS
from bot.engine.flows.prep.state import TICKS

FLOW = Flow(
    name="introduction",
    words=(WORDS,),
    commands={actions.INTRODUCTION: OnCommand(handlers.commanded, order=15, ended=True)},
    submits={actions.WRITE: On(handlers.written, paused=True)},
    cards={actions.CARD: CardKind("before")},
    own=(INTRODUCTION,),
    carried=carried,
    reads=(TICKS, ANSWERS, *(slot for slot in READS if slot is not INTRODUCTION)),
    activity=True,
)
