"""What those read who coordinate a programme, about coordinating it; no pair sees it."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import link_words
from bot.engine.flows.coordination.desk import words as desk_words
from bot.engine.flows.coordination.inquiries import words as inquiry_words
from bot.engine.flows.coordination.words import WORDS

FLOW = Flow(
    name="coordination",
    words=(WORDS, desk_words.WORDS, inquiry_words.WORDS, link_words.WORDS),
    outside=frozenset(
        {
            actions.DO,
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
            actions.REPLACE,
            actions.REPLACE_BY,
            actions.TO_LINES,
            actions.PLACE,
            *actions.FORMS,
            actions.FIGURES,
            actions.WEEK,
            actions.TO_ANNOUNCE,
            actions.WRITTEN,
            actions.SEND,
            actions.REWRITE,
            actions.DROP,
            actions.WITHDRAW,
            actions.LINKS,
            actions.LINK,
            actions.LINKED,
        },
    ),
    cards=dict.fromkeys(
        (
            actions.CARD,
            actions.DESK,
            actions.FILE,
            actions.ANNOUNCEMENT,
            actions.LINK_CARD,
            actions.NOW,
            actions.WEEK_CARD,
        ),
        CardKind(),
    ),
)
