"""The one-minute evaluation: five taps at most, in private."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.contact_policy import Timer
from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.activities import READS
from bot.engine.flows.evaluation import actions, handlers, sending, wakes
from bot.engine.flows.evaluation.state import ANSWERS, EVALUATIONS
from bot.engine.flows.evaluation.words import WORDS
from bot.engine.flows.prep.state import TICKS
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def _timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    yield from wakes.timers(programme, journey)
    yield from sending.timers(programme, journey)


FLOW = Flow(
    name="evaluation",
    words=(WORDS,),
    commands={actions.EVALUATE: OnCommand(handlers.commanded, order=4, ended=True)},
    presses={
        actions.CHANGE: On(handlers.changed, ended=True),
        actions.DONE: On(handlers.finished, ended=True),
        **{action: On(sending.sent, ended=True, coordinators=True) for action in actions.AUDIENCE},
        **{action: On(handlers.rated, ended=True) for action in actions.QUESTION},
    },
    submits={actions.REMARK: On(handlers.remarked, ended=True)},
    wakes={
        actions.ASKED: wakes.woke,
        actions.REMINDED: wakes.reminded,
        actions.CLOSED: wakes.closed,
        actions.PASSED_ON: sending.passed_on,
    },
    timers=Timers(_timers, kinds=(actions.CARD, actions.WORD), ended=True, paused=True, left=True),
    cards={actions.CARD: CardKind("after", delivered=wakes.delivered), actions.WORD: CardKind("after", written=True)},
    own=(EVALUATIONS, ANSWERS),
    reads=(TICKS, *READS),
)
