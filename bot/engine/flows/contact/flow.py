"""A word with a human being: a command, at any time."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.contact import actions, handlers
from bot.engine.flows.contact.state import ASKED, DRAFT
from bot.engine.flows.contact.words import WORDS

FLOW = Flow(
    name="contact",
    words=(WORDS,),
    commands={
        actions.CONTACT: OnCommand(handlers.commanded, order=25, ended=True, always=True, early=True, coordinators=True)
    },
    presses={
        actions.CHANGE: On(handlers.changing, ended=True, coordinators=True),
        actions.SEND: On(handlers.sent, ended=True, coordinators=True),
        actions.DROP: On(handlers.dropped, ended=True),
    },
    submits={actions.WRITE: On(handlers.wrote, ended=True, coordinators=True)},
    cards={actions.CARD: CardKind(), **dict.fromkeys((actions.LINE, actions.WORD), CardKind(written=True))},
    own=(ASKED, DRAFT),
    taken=handlers.taken,
)
