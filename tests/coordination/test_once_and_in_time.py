"""Buttons and links of the desk that come in once more, or long after: nothing is done twice, and nothing that is over."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine.flows.coordination import actions
from bot.engine.flows.nudge import actions as nudge
from bot.engine.people import Role
from bot.ports import Act, PairFilter, Reading, UnitOfWork
from tests.coordination.cast import COORDINATORS, LARGE, Way
from tests.coordination.edges import EDGES, HERE, MONDAY, Edge, web
from tests.coordination.tasks import Presses, Story, Types, does
from tests.labels import fr
from tests.values import DAY

LINK = re.compile(rf"{re.escape(HERE)}(/pairs/[\w=-]+)")


@dataclass(frozen=True)
class Undone:
    """A deed, what takes it back, and what shows that it is taken back."""

    way: tuple[Types | Presses, ...]
    """To the deed, which comes last."""
    back: tuple[Types | Presses, ...]
    noted: Act
    is_undone: Callable[[UnitOfWork, Story], bool]


def _unsaid(story: Story) -> str:
    return story.pair(Way.UNSAID).id


def _asks(story: Story) -> str:
    return story.pair(Way.ASKS).id


def _named(story: Story) -> str:
    return story.pair(Way.UNSAID).name(Role.MENTOR)


def _goes_on(unit: UnitOfWork, story: Story) -> bool:
    journey = unit.journeys.of(_unsaid(story))
    return journey is not None and journey.ended is None


def _waits(unit: UnitOfWork, story: Story) -> bool:
    waiting = unit.standings.page(Reading(MONDAY, LARGE), PairFilter(asked=True)).pairs
    return _asks(story) in {one.standing.pair for one in waiting}


def _coordinates_not(unit: UnitOfWork, story: Story) -> bool:
    return _named(story) not in {person.name for _, person in unit.people.coordinators(LARGE)}


TAKE = Presses(actions.TAKE, _asks)
OPENED = Types("desk-pair-words", _named)
UNDONE = {
    "ended": Undone((OPENED, Presses(actions.END)), (Presses(actions.RESTORE),), Act.END, _goes_on),
    "taken": Undone((TAKE,), (Presses(actions.GIVE_BACK),), Act.TAKE, _waits),
    "appointed": Undone(
        (Types("desk-appoint-words", _named), Presses(actions.APPOINT)),
        (
            Types("desk-dismiss-words"),
            Presses(actions.DISMISS, lambda story: story.pair(Way.UNSAID).person(Role.MENTOR).id),
        ),
        Act.APPOINT,
        _coordinates_not,
    ),
}


@pytest.mark.parametrize("channel", EDGES)
def test_a_press_that_comes_in_again_does_nothing_again(
    channel: str, copied: Callable[[], str], tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """Also once it was taken back: whoever has caught the request cannot do it anew."""

    async def told() -> None:
        async with EDGES[channel](copied(), COORDINATORS[LARGE][channel], tmp_path) as edge:
            for name, one in UNDONE.items():
                with subtests.test(name):
                    await _again(edge, Story(channel, 0), one)

    asyncio.run(told())


async def _again(edge: Edge, story: Story, one: Undone) -> None:
    run = edge.container.store.run
    await edge.digest()
    await does(edge, story, one.way)
    caught = edge.caught
    await does(edge, story, one.back)
    noted = await run(lambda unit: [each.kind for each in unit.audit.all()].count(one.noted))
    assert await run(lambda unit: one.is_undone(unit, story))
    await edge.again(caught)
    assert await run(lambda unit: one.is_undone(unit, story))
    assert noted == await run(lambda unit: [each.kind for each in unit.audit.all()].count(one.noted))


@pytest.mark.parametrize("channel", EDGES)
def test_buttons_of_long_ago_do_nothing_that_is_over(channel: str, copied: Callable[[], str], tmp_path: Path) -> None:
    story = Story(channel, 0)
    names = dict(zip(("mentor", "mentee"), story.pair(Way.UNSAID).names, strict=True))

    async def told() -> None:
        async with EDGES[channel](copied(), COORDINATORS[LARGE][channel], tmp_path) as edge:
            days = edge.container.content.programme.timing.back
            await edge.digest()
            await does(edge, story, (OPENED, Presses(actions.END)))
            edge.clock.at += timedelta(days=days)
            await edge.presses(actions.RESTORE)
            assert fr("desk-not-restored", **names) in edge.reads
            await edge.digest()
            await edge.forges(nudge.ASK, _unsaid(story))
            assert fr("digest-nudge-ended") in edge.reads

    asyncio.run(told())


@pytest.mark.parametrize("channel", EDGES)
def test_the_link_to_the_list_is_spent_once_and_within_a_day(
    channel: str, copied: Callable[[], str], tmp_path: Path
) -> None:
    async def told() -> None:
        async with (
            EDGES[channel](copied(), COORDINATORS[LARGE][channel], tmp_path) as edge,
            web(edge.container) as session,
        ):

            async def status(path: str) -> int:
                async with session.post(path) as response:
                    return response.status

            late, link = [await _link(edge) for _ in range(2)]
            assert [await status(link), await status(link), await status(link[:-8])] == [200, 410, 410]
            edge.clock.at += DAY + timedelta(minutes=1)
            assert await status(late) == 410

    asyncio.run(told())


async def _link(edge: Edge) -> str:
    """As it stands in what they have before them."""
    await edge.types(fr("desk-export-words").split(",")[0])
    found = LINK.search(edge.all)
    assert found is not None, edge.all
    return found[1]
