"""What those read who coordinate a programme, about coordinating it; no pair sees it."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words as desk_words
from bot.engine.flows.coordination.words import WORDS

FLOW = Flow(
    name="coordination",
    words=(WORDS, desk_words.WORDS),
    outside=frozenset(
        {
            actions.LIST,
            actions.MORE,
            actions.OPEN,
            actions.CHOOSE,
            actions.TAKE,
            actions.GIVE_BACK,
            actions.APPOINT,
            actions.DISMISS,
            actions.END,
            actions.RESTORE,
        },
    ),
    cards={actions.CARD: CardKind(), actions.DESK: CardKind()},
)
