"""Whether to go on (`M6.G2`, `N1.D4`), and the last words of a journey.

Both are asked in private, on the same day and in the same words. Nothing happens on an answer: on a day that was fixed
before, two yeses open what follows, and anything else ends the journey with the same warm words to both. So a no looks like
an answer that did not come, in text, time and order.
"""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, Timers
from bot.engine.flows.continuation import actions, handlers
from bot.engine.flows.continuation.state import ANSWER, QUESTION
from bot.engine.flows.continuation.words import WORDS

FLOW = Flow(
    name="continuation",
    words=(WORDS,),
    presses={actions.NO: On(handlers.answered), actions.YES: On(handlers.answered)},
    wakes={
        actions.ASKED: handlers.woke,
        actions.ANSWERED: handlers.decided,
        actions.GOODBYE: handlers.said_goodbye,
    },
    timers=Timers(handlers.timers, kinds=(actions.CARD, actions.FAREWELL)),
    cards={actions.CARD: CardKind("after"), actions.FAREWELL: CardKind()},
    shared=(QUESTION,),
    own=(ANSWER,),
    lends=frozenset({"resumed"}),
    resumed=handlers.resumed,
    closed=handlers.closed,
)
