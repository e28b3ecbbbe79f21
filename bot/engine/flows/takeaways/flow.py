"""What the two keep of a séance: a command, and a shared card once it was held."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.effects import Post
from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.activities import READS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.prep.state import TICKS
from bot.engine.flows.takeaways import actions, handlers
from bot.engine.flows.takeaways.card import closed, posted, view
from bot.engine.flows.takeaways.state import NAME, TAKEAWAYS, is_held_by, last_held, without
from bot.engine.flows.takeaways.words import WORDS
from bot.engine.journey import SHARED, Journey
from bot.engine.people import Role
from bot.engine.programme import Programme


def _redrawn(programme: Programme, journey: Journey, role: Role) -> Iterator[Post]:
    last = last_held(journey)
    if last is not None and is_held_by(programme, journey, last) and SHARED not in journey.unreadable:
        yield posted(journey, last, refresh=True)


FLOW = Flow(
    name=NAME,
    words=(WORDS,),
    commands={actions.TAKEAWAYS: OnCommand(handlers.commanded, order=10, ended=True)},
    presses={
        actions.WRITE: On(handlers.writing, paused=True),
        actions.SKIP: On(handlers.skipped, paused=True),
    },
    submits={actions.WRITTEN: On(handlers.written, paused=True)},
    cards={actions.CARD: CardKind("after", view)},
    shared=(TAKEAWAYS,),
    reads=(TICKS, ANSWERS, *READS),
    closed=closed,
    redrawn=_redrawn,
    erased=without,
    activity=True,
)
