"""Somebody goes: for a while, if their account was deactivated, or for good; and comes back.

A deactivated account rests: the pair is paused, and the other one told that something came up, after a day or before the
agreed date. After `timing.rest` days it has left. Who has left can be brought back too.
"""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, Timers
from bot.engine.flows.leaving import actions, handlers, replaced, wakes
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.leaving.words import WORDS

FLOW = Flow(
    name="leaving",
    words=(WORDS,),
    wakes={
        actions.TOLD: wakes.parted,
        actions.HELD_UP: wakes.held_up,
        actions.GONE: wakes.gone,
        actions.CAME_BACK: wakes.came_back,
        actions.WENT_ON: wakes.went_on,
        actions.SUCCEEDED: replaced.told,
        actions.EMPTIED: wakes.emptied,
    },
    timers=Timers(
        wakes.timers,
        kinds=(
            actions.CARD,
            actions.RESTING,
            actions.REST_OVER,
            actions.BACK,
            actions.ERASED,
            actions.STOPPED,
            actions.REOPENED,
            actions.REPLACED,
        ),
        ended=True,
        paused=True,
        left=True,
    ),
    cards={kind: CardKind() for kind in (*actions.MEMBERS_KINDS, *actions.TOLD_KINDS)},
    shared=(AWAY,),
    presence=handlers.came_or_went,
)
