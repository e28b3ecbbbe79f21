"""Observing the mentor at work (`M9`): asked of the mentee in private, then a card of both with a day of its own."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.activities import READS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.prep.state import TICKS
from bot.engine.flows.shadowing import actions, card, handlers, wakes
from bot.engine.flows.shadowing.state import DAY, PLAN, WISH, without
from bot.engine.flows.shadowing.words import WORDS
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme


def _closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    yield from card.closed(before, after)


def _redrawn(programme: Programme, journey: Journey, role: Role) -> Iterator[Post]:
    """In another language, or live again after an end that was taken back."""
    if journey.ended is None and role is Role.MENTEE and ids.of_card(card.ASKED) in journey.done:
        yield card.asked(journey, refresh=True)
    if journey.ended is None and journey.of(PLAN).begun:
        yield card.posted(journey, refresh=True)


def _erased(journey: Journey, role: Role) -> Journey:
    plan = journey.of(PLAN)
    return journey if plan == PLAN.empty else journey.keeping(PLAN, without(plan, role))


FLOW = Flow(
    name="shadowing",
    words=(WORDS,),
    commands={actions.SHADOWING: OnCommand(handlers.commanded, order=14, ended=True)},
    presses={
        actions.WISH: On(handlers.wished, paused=True),
        actions.NO_WISH: On(handlers.declined, paused=True),
        actions.KIND: On(handlers.chosen, paused=True),
        actions.HOW: On(handlers.takes_part, paused=True),
    },
    submits={
        actions.PLAN: On(handlers.planned, paused=True),
        actions.WELCOME: On(handlers.welcomed, paused=True),
    },
    wakes={actions.ASKS: wakes.asked, actions.REMINDED: wakes.reminded},
    timers=Timers(wakes.timers, kinds=(actions.ASKED, actions.REMINDER)),
    cards={
        actions.ASKED: CardKind("before"),
        actions.CARD: CardKind("before", card.view),
        actions.NEWS: CardKind("before", later=card.news_later),
        actions.REMINDER: CardKind("before"),
    },
    shared=(PLAN, DAY),
    own=(WISH,),
    reads=(TICKS, ANSWERS, *READS),
    lends=frozenset({"redrawn"}),
    closed=_closed,
    redrawn=_redrawn,
    erased=_erased,
    activity=True,
)
