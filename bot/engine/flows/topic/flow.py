"""The topic of the reversed séance (`M8`): a command, and a shared card on which the mentor picks."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.activities import READS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.prep.state import TICKS
from bot.engine.flows.topic import actions, handlers
from bot.engine.flows.topic.state import TOPICS
from bot.engine.flows.topic.words import WORDS

FLOW = Flow(
    name="topic",
    words=(WORDS,),
    commands={actions.TOPIC: OnCommand(handlers.commanded, order=13, ended=True)},
    presses={
        actions.IDEAS: On(handlers.ticked, paused=True),
        actions.PICK: On(handlers.picked, paused=True),
        actions.OTHERS: On(handlers.wanted, paused=True),
    },
    submits={actions.OWN: On(handlers.told, paused=True)},
    cards={
        actions.CARD: CardKind("before", handlers.view),
        actions.PROPOSED: CardKind("before", later=handlers.news_later),
        actions.PICKED: CardKind("before", later=handlers.news_later),
        actions.WANTED: CardKind("before", later=handlers.news_later),
        actions.PREPARED: CardKind("before", later=handlers.news_later),
    },
    shared=(TOPICS,),
    reads=(TICKS, ANSWERS, *READS),
    closed=handlers.closed,
    redrawn=handlers.redrawn,
    erased=handlers.erased,
    activity=True,
)
