"""People's own data: what is kept, who reads it, for how long; to have it, to have it erased, and to stop.

A person is more than one journey, so the application answers the buttons that export, erase, end and take back.
"""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.privacy import actions, handlers
from bot.engine.flows.privacy.words import WORDS

FLOW = Flow(
    name="privacy",
    words=(WORDS,),
    commands={
        actions.PRIVACY: OnCommand(
            handlers.shown, order=26, ended=True, any_pair=True, always=True, early=True, beyond=True
        ),
        actions.STOP: OnCommand(handlers.asked, order=27, ended=True, any_pair=True, always=True, beyond=True),
    },
    presses={actions.STAY: On(handlers.stayed, ended=True)},
    outside=frozenset({actions.EXPORT, actions.ERASE, actions.GO, actions.BACK}),
    cards={kind: CardKind() for kind in (actions.CARD, actions.QUESTION, actions.PART)},
)
