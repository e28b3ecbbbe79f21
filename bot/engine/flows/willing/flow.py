"""Before the first word of the programme each of the two is asked in private whether they are willing.

Yes from both begins it. Until then the two do not know of each other, so that nobody has to explain a no, or to guess at one.
"""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, Timers
from bot.engine.flows.common import noted
from bot.engine.flows.willing import actions, handlers
from bot.engine.flows.willing.state import ASKING, WILLING
from bot.engine.flows.willing.words import WORDS

FLOW = Flow(
    name="willing",
    words=(WORDS,),
    presses={action: On(handlers.answered, paused=True) for action in (actions.YES, actions.NO)},
    wakes={actions.ASKED: handlers.asked, actions.REMINDED: handlers.reminded},
    timers=Timers(handlers.timers, kinds=(actions.CARD,)),
    cards={actions.CARD: CardKind(delivered=noted)},
    shared=(ASKING,),
    own=(WILLING,),
    closed=handlers.closed,
    redrawn=handlers.redrawn,
)
