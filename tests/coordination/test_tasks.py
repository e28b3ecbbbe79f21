"""Every task of a coordinator, in a programme of 300 pairs, on every platform: in three things to do, from the digest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.flow import FLOW
from tests.coordination.cast import COORDINATORS, LARGE
from tests.coordination.edges import EDGES, Edge
from tests.coordination.tasks import TASKS, Presses, Story, Task, Types, done, needing, undated


@pytest.mark.parametrize("channel", EDGES)
def test_every_task_takes_three_things_at_most(
    channel: str, copied: Callable[[], str], tmp_path: Path, subtests: pytest.Subtests
) -> None:
    who = COORDINATORS[LARGE][channel]

    async def story() -> None:
        async with EDGES[channel](copied(), who, tmp_path) as edge:
            timing = edge.container.content.programme.timing
            run = edge.container.store.run
            count = await run(lambda unit: needing(unit.journeys.all(LARGE), timing))
            told = Story(channel, count, await run(lambda unit: undated(unit.journeys.all(LARGE))))
            for name, task in TASKS.items():
                with subtests.test(name):
                    await _does(edge, told, task)

    asyncio.run(story())


async def _does(edge: Edge, told: Story, task: Task) -> None:
    run = edge.container.store.run
    before = await run(lambda unit: len(unit.audit.all()))
    await done(edge, told, task)
    assert task.reads(told) in edge.reads
    assert await run(lambda unit: task.changed(unit, told))
    kinds = await run(lambda unit: [one.kind for one in unit.audit.all()[before:]])
    assert task.noted is None or task.noted in kinds


WRITTEN: frozenset[str] = frozenset(
    {
        *(actions.ENROL, actions.TO_LINES, actions.ENROL_PAIR, actions.ENROL_LINES, actions.APPOINT_NEW, actions.PLACE),
        *(actions.TO_REPLACE, actions.REPLACE, actions.REPLACE_WITH, actions.REPLACE_BY),
        *(
            actions.ANNOUNCE,
            actions.TO_ANNOUNCE,
            actions.WRITTEN,
            actions.SEND,
            actions.REWRITE,
            actions.DROP,
            actions.WITHDRAW,
        ),
        *(actions.DO, actions.FIND, actions.LINKS, actions.LINK, actions.LINKED, actions.FIGURES),
    }
)
"""What goes by a form or by another button of the same: gone through in tests/desk, in tests/dialogues/test_enrol.py, and in
tests/scenarios in test_replacing.py, test_desk_announcing.py and test_report.py."""


def test_no_task_and_no_button_of_the_desk_is_left_out() -> None:
    steps = [step for task in TASKS.values() for step in task.steps]
    typed = {step.id for step in steps if isinstance(step, Types)}
    assert {f"desk-{task}-words" for task in set(actions.TASKS) - WRITTEN} <= typed
    pressed = {step.action for step in steps if isinstance(step, Presses)}
    assert FLOW.outside <= pressed | {actions.CHOOSE} | WRITTEN
