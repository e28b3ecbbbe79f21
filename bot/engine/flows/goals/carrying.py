"""What goes with a mentee whose mentor is replaced."""

from __future__ import annotations

from dataclasses import replace

from bot.engine import ids
from bot.engine.flows.goals import actions
from bot.engine.flows.goals.state import BEFORE, GOALS, keeping
from bot.engine.journey import Journey
from bot.engine.people import Role


def carried(old: Journey, new: Journey, role: Role) -> Journey:
    """Goals and actions are the mentee's; what the mentor suggested is said no more. Of a day that they were reminded of they
    are not again."""
    goals = old.of(GOALS)
    if role is not Role.MENTEE or not (goals.goals or goals.steps):
        return new
    steps = tuple(one if one.is_open else replace(one, closed=BEFORE) for one in goals.steps)
    recalled = tuple(id for id in old.done if ids.read(id).kind == actions.RECALL)
    return keeping(replace(new, done=(*new.done, *recalled)), replace(goals, steps=steps, suggestions=()))
