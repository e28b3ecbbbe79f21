"""Lends private words for one step, and to nobody after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from bot.engine.effects import Outcome
from bot.engine.journey import Journey
from bot.engine.programme import Programme
from bot.engine.state import NOTHING, Lent

P = ParamSpec("P")


def lending(
    lent: Lent,
    handle: Callable[Concatenate[Programme, Journey, P], Outcome],
    programme: Programme,
    journey: Journey,
    *event: P.args,
    **rest: P.kwargs,
) -> Outcome:
    """What a handler makes of a journey of which these private words may be read, and then no more."""
    borrowed = journey.lending(lent)
    outcome = handle(programme, borrowed, *event, **rest)
    after = journey if outcome.journey is borrowed else outcome.journey.lending(NOTHING)
    return Outcome(after, outcome.effects)
