"""A season through an edge: each walk gone through, read again, and read after the end. What an edge is, it says itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.app import Container
from bot.application.event_handler import next_wake
from bot.engine.events import Left
from bot.engine.flows import FLOWS
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.infra.clock import SetClock
from tests.activities.engine import brought, walks
from tests.activities.table import SECRET, Act, Walk
from tests.engine.simulator import Season


class Edge(Protocol):
    """How the two do things, and what they see."""

    async def types(self, who: Role, word: str) -> None: ...

    async def does(self, walk: Walk, act: Act) -> None:
        """A press, boxes or a form, as the act says; what follows from it has been delivered."""

    async def awaits(self, who: Role, kind: str) -> None:
        """Time passes until such a card is in their own conversation."""

    async def answered(self, who: Role) -> str:
        """What they read in the last answer."""

    async def usable(self, who: Role) -> set[str]:
        """The actions on the last answer."""

    async def shared(self, who: Role, kind: str) -> str:
        """What stands on the newest card of that kind where both are."""

    async def in_sight(self, who: Role) -> str:
        """Everything that was ever sent to where they can read it, notifications included."""


@dataclass
class Split:
    """`Edge` of two who are not in the same place."""

    sides: Mapping[Role, Edge]

    async def types(self, who: Role, word: str) -> None:
        await self.sides[who].types(who, word)

    async def does(self, walk: Walk, act: Act) -> None:
        await self.sides[act.who].does(walk, act)

    async def awaits(self, who: Role, kind: str) -> None:
        await self.sides[who].awaits(who, kind)

    async def answered(self, who: Role) -> str:
        return await self.sides[who].answered(who)

    async def usable(self, who: Role) -> set[str]:
        return await self.sides[who].usable(who)

    async def shared(self, who: Role, kind: str) -> str:
        return await self.sides[who].shared(who, kind)

    async def in_sight(self, who: Role) -> str:
        return await self.sides[who].in_sight(who)


@dataclass
class Stage:
    """The pair in the store, and where its season has come to."""

    parts: Container
    clock: SetClock
    season: Season = field(init=False)

    async def begin(self) -> None:
        self.season = Season(await self.journey(), self.clock.now(), self.parts.content.programme)

    async def journey(self) -> Journey:
        return await self.parts.store.run(lambda unit: next(unit.journeys.all()))

    async def bring(self, walk: Walk) -> None:
        """The pair to where the walk begins, by what the engine makes of the séances before."""
        self.season.journey = await self.journey()
        self.season.at = self.clock.now()
        journey = brought(self.season, walk).journey
        await self.keep(journey)

    async def end(self) -> None:
        self.season.journey = journey = await self.journey()
        self.season.feed(Left("left", self.clock.now(), journey.pair, Role.MENTEE))
        await self.keep(self.season.journey)

    async def keep(self, journey: Journey) -> None:
        self.clock.at = max(self.clock.at, self.season.at)
        wake = next_wake(self.parts.content.programme, journey)
        await self.parts.store.run(lambda unit: unit.journeys.save(journey, wake))


async def played(
    edge: Edge,
    stage: Stage,
    track: Track,
    only: Sequence[str] = (),
    meanwhile: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """`only`: the activities of these names. `meanwhile`: a look at it before the end, once all was read again."""
    await stage.begin()
    gone = [walk for walk in walks(track) if not only or walk.name in only]
    for walk in gone:
        await stage.bring(walk)
        await _gone(edge, walk)
    if meanwhile is not None:
        for walk in gone:
            await _read(edge, walk)
        await meanwhile()
    await stage.end()
    for walk in gone:
        if walk.ended:
            await _read(edge, walk)
            for role in Role:
                assert not await edge.usable(role) & actions_of(walk), f"{walk.name} is used after the end"


def actions_of(walk: Walk) -> set[str]:
    flow = next(flow for flow in FLOWS if flow.name == walk.name)
    return {*flow.presses, *flow.submits}


async def _gone(edge: Edge, walk: Walk) -> None:
    for number, act in enumerate(walk.acts):
        if act.waits:
            await edge.awaits(act.who, act.waits)
        if act.types:
            await edge.types(act.who, act.types)
        elif act.action:
            await edge.does(walk, act)
        for role in Role if act.shows else ():
            seen = await edge.shared(role, walk.card)
            for text in act.shows:
                assert text in seen, f"{walk.name}, act {number}: {role} does not read {text!r} in\n{seen}"
        if act.fields is not None and SECRET in "".join(act.fields.values()):
            assert SECRET not in await edge.in_sight(act.who.other), f"{walk.name}: told to the other one"


async def _read(edge: Edge, walk: Walk) -> None:
    for role in Role:
        await edge.types(role, walk.name)
        seen = await edge.answered(role)
        for text in walk.reads.get(role, ()):
            assert text in seen, f"{walk.name}: {role} does not read {text!r} in\n{seen}"
