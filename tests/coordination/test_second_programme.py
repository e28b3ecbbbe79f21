"""The programme beside the large one neither sees nor is seen: what its coordinators read, are given and can bring about."""

from __future__ import annotations

import asyncio
import csv
import re
from collections.abc import Awaitable, Callable, Mapping
from io import StringIO
from pathlib import Path

import pytest

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.flow import FLOW
from bot.engine.flows.nudge import actions as nudge
from bot.engine.people import Role
from bot.ports import UnitOfWork
from tests.coordination.cast import COORDINATORS, FAMILIES, LARGE, SMALL, Pair, pairs
from tests.coordination.edges import EDGES, HERE, Edge, web
from tests.labels import fr

LARGE_FAMILIES, SMALL_FAMILIES = FAMILIES[:30], FAMILIES[30:]
OTHERS: Mapping[str, tuple[str, ...]] = {
    LARGE: (*SMALL_FAMILIES, *(one.name for one in COORDINATORS[SMALL].values())),
    SMALL: (*LARGE_FAMILIES, *(one.name for one in COORDINATORS[LARGE].values())),
}
"""The names of a programme that the other one's coordinators never read."""
GONE = "mentoring-000000000000"
SHAPES = (
    *("{pair}", "{pair} mentee", "{pair} p={programme}"),
    *("{programme} {person}", "p={programme}", "{programme} pairs", "{programme} {pair}"),
)
"""What the values of buttons look like."""
OF_AN_ANNOUNCEMENT = {actions.SEND, actions.REWRITE, actions.DROP, actions.WITHDRAW}
"""Whoever coordinates something reads that there is none."""
LINK = re.compile(rf"{re.escape(HERE)}(/pairs/[\w=-]+)")
Story = Callable[[Edge], Awaitable[None]]


def played(channel: str, programme: str, url: str, folder: Path, story: Story) -> None:
    async def told() -> None:
        async with EDGES[channel](url, COORDINATORS[programme][channel], folder) as edge:
            await edge.digest()
            await story(edge)

    asyncio.run(told())


def first(programme: str) -> Pair:
    return next(one for one in pairs() if one.programme == programme)


def none_of(programme: str, text: str) -> None:
    assert [name for name in OTHERS[programme] if name in text] == []


async def every_page(edge: Edge) -> str:
    """The list of all pairs, page by page."""
    await edge.digest()
    await edge.presses(actions.LIST)
    read = [edge.reads]
    while fr("desk-next") in edge.reads:
        await edge.presses(actions.LIST, "f=")
        read.append(edge.reads)
    return "\n".join(read)


async def link(edge: Edge) -> str:
    """The path of the link that they are given to the list as a file."""
    who = edge.who
    (answer,) = await edge.container.interactions.typed("link", who.address, "", fr("desk-export-words").split(",")[0])
    found = LINK.search(str(answer.message))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("programme", [LARGE, SMALL])
@pytest.mark.parametrize("channel", EDGES)
def test_all_that_is_read_is_of_ones_own_programme(
    channel: str, programme: str, copied: Callable[[], str], tmp_path: Path
) -> None:
    other = first(SMALL if programme == LARGE else LARGE).name(Role.MENTEE)
    mine = {one.names for one in pairs() if one.programme == programme}

    async def story(edge: Edge) -> None:
        none_of(programme, edge.reads)
        read = await every_page(edge)
        none_of(programme, read)
        assert {names for names in mine if fr("digest-pair", mentor=names[0], mentee=names[1]) in read} == mine
        await edge.types(f"{fr('desk-pair-words')} {other}")
        assert fr("desk-no-such-pair", name=other) in edge.reads
        await edge.types(f"{fr('desk-appoint-words')} {other}")
        assert fr("desk-nobody-called", name=other) in edge.reads
        await edge.types(fr("desk-dismiss-words"))
        none_of(programme, edge.reads)
        path = await link(edge)
        async with web(edge.container) as session, session.post(path) as response:
            rows = list(csv.DictReader(StringIO(await response.text())))
        assert {(row["mentor"], row["mentee"]) for row in rows} == mine

    played(channel, programme, copied(), tmp_path, story)


@pytest.mark.parametrize("channel", EDGES)
def test_a_forged_press_on_another_programme_is_one_on_nothing(
    channel: str, copied: Callable[[], str], tmp_path: Path
) -> None:
    """Every button of the desk, with each kind of value that buttons carry."""
    theirs = first(LARGE)

    async def story(edge: Edge) -> None:
        run = edge.container.store.run
        people = await run(lambda unit: [person.id for _, person in unit.people.coordinators(LARGE)])
        before, nothing = await run(_stored), await forged(edge, nudge.ASK, "")
        for action in sorted(FLOW.outside | {nudge.ASK}):
            for shape in SHAPES:
                ours = shape.format(pair=theirs.id, programme=LARGE, person=people[0])
                gone = shape.format(pair=GONE, programme="nowhere", person="p-000000000000")
                read = await forged(edge, action, ours)
                assert read == await forged(edge, action, gone), (action, shape)
                assert read == nothing or action in OF_AN_ANNOUNCEMENT, (action, shape)
                none_of(SMALL, read)
        assert await run(_stored) == before

    played(channel, SMALL, copied(), tmp_path, story)


async def forged(edge: Edge, action: str, value: str) -> str:
    await edge.digest()
    await edge.forges(action, value)
    return edge.reads


def _stored(unit: UnitOfWork) -> object:
    """What of the large programme could have changed."""
    journeys = {one.pair: one for one in unit.journeys.all(LARGE)}
    coordinators = sorted(person.id for _, person in unit.people.coordinators(LARGE))
    noted = [one for one in unit.audit.all() if one.programme == LARGE]
    return journeys, coordinators, noted, unit.outbox.next_due()
