"""Whether the séance took place."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flow import CardKind, Flow, On, Timers
from bot.engine.flows.activities import READS
from bot.engine.flows.common import noted
from bot.engine.flows.continuation.state import ANSWER
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.held import actions, handlers
from bot.engine.flows.held.card import KINDS, redrawn, view
from bot.engine.flows.held.state import LAST_ANSWER
from bot.engine.flows.held.words import WORDS
from bot.engine.flows.prep.state import TICKS
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def _closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """The question of a date that was given up, and the way to put an answer right once it stands."""
    was, last, ended = before.current, before.of(LAST_ANSWER), after.ended is not None
    if last.seance and (ended or after.of(LAST_ANSWER).seance != last.seance):
        yield from redrawn(after, last.seance, last.round)
    if was is None or was.held is not None or (was.number, was.round) == (last.seance, last.round):
        return
    out = {ids.timer(kind, was.number, was.round) for kind in KINDS} & set(was.done)
    now = after.sitting(was.number)
    if out and now is not None and (ended or now.round != was.round):
        yield from redrawn(after, was.number, was.round)


FLOW = Flow(
    name="held",
    words=(WORDS,),
    presses={
        **{action: On(handlers.answered, searches=True) for action in actions.ANSWERS},
        actions.MET: On(handlers.met, searches=True),
        actions.NOT_MET: On(handlers.not_met, searches=True),
    },
    wakes={actions.ASKED: handlers.asked, actions.ASKED_AGAIN: handlers.asked},
    timers=Timers(handlers.timers, kinds=(actions.CARD, actions.AGAIN)),
    cards={actions.CARD: CardKind("after", view, noted), actions.AGAIN: CardKind("after", view)},
    shared=(LAST_ANSWER,),
    reads=(TICKS, ANSWERS, ANSWER, *READS),
    closed=_closed,
    call_ended=handlers.hung_up,
)
