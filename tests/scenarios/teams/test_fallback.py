"""An older client knows no `Action.Execute`: its `Action.Submit` does the same, for a form and a button of every activity."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from adapters.teams.connector import card_activity
from adapters.teams.render import card
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.infra.codec import encode_journey
from bot.ports import Address
from bot.settings import Coordinator
from tests.activities.edges import Stage
from tests.activities.engine import Walker, brought, walks
from tests.activities.table import Act, Walk
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, Post
from tests.scenarios.teams.activities import PEOPLE, InTeams
from tests.scenarios.teams.house import ROSTER, House, house


def tried(walk: Walk) -> Sequence[Act]:
    """The first form of an activity and the first of its buttons, each if there is one."""
    done = [act for act in walk.acts if act.action and not act.sure]
    forms = [act for act in done if act.fields is not None]
    presses = [act for act in done if act.fields is None]
    return [*forms[:1], *presses[:1]]


def opened(journey: Journey) -> Journey:
    """With all its words, which the store opens only where they are looked at."""
    private = {role: dict(journey.private.get(role, {})) for role in Role}
    return replace(journey, words_shared=dict(journey.words_shared), private=private, unreadable=frozenset())


@dataclass
class InBoth:
    """A press of the card that the walk has come to, as either kind of client sends it."""

    house: House
    stage: Stage
    walker: Walker = field(init=False)
    count: int = 0

    def __post_init__(self) -> None:
        self.walker = Walker(self.stage.season)

    async def goes(self, walk: Walk) -> None:
        brought(self.stage.season, walk)
        wanted = tried(walk)
        for act in walk.acts:
            if act in wanted:
                await self._agree(walk, act)
            self.walker.does(walk, act)

    async def _agree(self, walk: Walk, act: Act) -> None:
        before = self.stage.season.journey
        after = [await self._sent(walk, act, before, fallback=fallback) for fallback in (False, True)]
        assert after[0] == after[1], f"{walk.name}: {act.action}"
        if act.fields is not None or act.ticked is not None:
            assert after[0] != encode_journey(opened(before)), f"{walk.name}: {act.action} does nothing"

    async def _sent(self, walk: Walk, act: Act, before: Journey, *, fallback: bool) -> str:
        await self.stage.keep(before)
        pen, person = self.house.pen, PEOPLE[act.who]
        post = self._post(walk, act)
        pressed, entered = InTeams(self.house).pressed(post, act)
        status, _ = await self.house.post((pen.submits if fallback else pen.presses)(person, post, pressed, entered))
        assert status == 200
        return encode_journey(opened(await self.stage.journey()))

    def _post(self, walk: Walk, act: Act) -> Post:
        self.count += 1
        key, message = self.walker.card(walk, act)
        voice = self.house.parts.content.voices(("fr",), ("Europe/Paris",))
        shown = card(message, voice, self.house.pair, key)
        return Post(f"p{self.count}", PEOPLE[act.who].chat, card_activity(shown, ""))


@pytest.mark.parametrize("track", Track)
def test_a_submit_does_what_an_execute_does(track: Track) -> None:
    async def run() -> None:
        coordinators = (Coordinator(Address("teams", LEO.address), "Leo", ("fr",), "Europe/Paris"),)
        roster = ROSTER.replace("mentoring", track)
        async with house(languages="fr,fr", roster=roster, coordinators=coordinators) as one:
            await one.install(AWA, CAMILLE)
            stage = Stage(one.parts, one.clock)
            await stage.begin()
            there = InBoth(one, stage)
            for walk in walks(track):
                await there.goes(walk)

    asyncio.run(run())


def test_every_activity_is_among_them() -> None:
    assert all(tried(walk) for track in Track for walk in walks(track))
