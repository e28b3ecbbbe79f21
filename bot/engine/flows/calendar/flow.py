"""A person's own calendar: they let the bot see when they are busy, and subscribe to their séances.

An address of a calendar is as good as a key to it, so it enters no journey, event, log or message: the application answers
this flow's buttons, from what it keeps beside the journeys.
"""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow
from bot.engine.flows.calendar import actions
from bot.engine.flows.calendar.words import WORDS

FLOW = Flow(
    name="calendar",
    words=(WORDS,),
    outside=frozenset(
        {
            actions.OPEN,
            actions.ADDRESS,
            actions.LINK,
            actions.AGAIN,
            actions.UNLINK,
            actions.FEED,
            actions.RENEW,
        }
    ),
    cards={actions.CARD: CardKind()},
)
