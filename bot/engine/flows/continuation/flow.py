"""Whether to go on (`M6.G2`, `N1.D4`), and the last words of a journey.

In the mentoring track the mentee is asked first, the mentor a day after a yes and with time to think. A no is never
announced and never attributed: it looks like an answer that did not come, and both get the same warm end on the same day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.engine.effects import Outcome
from bot.engine.flow import CardKind, Flow, On, Timers
from bot.engine.flows.continuation import actions, handlers
from bot.engine.flows.continuation.state import ANSWER, QUESTION, waiting
from bot.engine.flows.continuation.words import WORDS
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def _resumed(programme: Programme, journey: Journey, since: datetime, at: datetime) -> Outcome:
    """The question stays open for as long as it would have without the pause."""
    if (asked := waiting(journey)) is None:
        return Outcome(journey)
    later = replace(journey.of(QUESTION), opened=asked.opened + (at - since))
    return Outcome(journey.keeping(QUESTION, later))


FLOW = Flow(
    name="continuation",
    words=(WORDS,),
    presses={actions.NO: On(handlers.answered), actions.YES: On(handlers.answered)},
    wakes={actions.ASKED: handlers.woke, actions.GOODBYE: handlers.said_goodbye},
    timers=Timers(handlers.timers, kinds=(actions.CARD, actions.FAREWELL)),
    cards={actions.CARD: CardKind("after"), actions.FAREWELL: CardKind()},
    shared=(QUESTION,),
    own=(ANSWER,),
    resumed=_resumed,
)
