"""No task of the desk is without a walk."""

from __future__ import annotations

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.flow import FLOW
from tests.desk.walks import ELSEWHERE, WALKS, Fill, Press


def steps() -> set[str]:
    """Every task and every action that a walk has a step of."""
    found = [step for walk in WALKS.values() for step in walk.steps]
    presses = [step for step in found if isinstance(step, Press)]
    sent = {step.action for step in found if isinstance(step, Fill)}
    return sent | {press.action for press in presses} | {press.value.strip(" |") for press in presses}


def test_every_task_and_every_button_is_in_a_walk() -> None:
    assert set(actions.TASKS) <= steps()
    assert FLOW.outside <= steps() | ELSEWHERE
