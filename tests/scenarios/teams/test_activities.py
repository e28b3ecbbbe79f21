"""Every activity in Teams: begun, changed, confirmed by the other one, read again later and after the end."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.engine.programme import Track
from bot.ports import Address
from bot.settings import Coordinator
from tests.activities.edges import Stage, played
from tests.activities.table import HOSTILE
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, Post
from tests.adapters.teams.test_render import check
from tests.scenarios.teams.activities import InTeams
from tests.scenarios.teams.house import ROSTER, House, house


@pytest.mark.parametrize("track", Track)
def test_a_season_of_activities(track: Track) -> None:
    async def run() -> None:
        coordinators = (Coordinator(Address("teams", LEO.address), "Leo", ("fr",), "Europe/Paris"),)
        roster = ROSTER.replace("mentoring", track)
        async with house(languages="fr,fr", roster=roster, coordinators=coordinators) as one:
            await one.install(AWA, CAMILLE, LEO)
            await one.gather()
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()

            async def delivered() -> None:
                assert not await one.parts.store.run(lambda unit: unit.dead_letters.all())

            await played(InTeams(one), Stage(one.parts, one.clock), track, meanwhile=delivered)
            await delivered()
            _as_typed(one)

    asyncio.run(run())


def _as_typed(one: House) -> None:
    """Nothing that was typed pings anybody, or is taken for markdown or a date."""
    assert any(HOSTILE in post.text() for post in one.cloud.posts)
    for post in one.cloud.posts:
        assert not [entity for entity in post.activity.get("entities", []) if entity["type"] == "mention"]
        assert not post.activity.get("text")
        assert [text for text in _markdown(post.card["body"]) if "[a](" in text or "*x*" in text] == []
    for post in {post.key: post for post in one.cloud.posts if _is_shared(post)}.values():
        check(json.loads(json.dumps(post.card)))


def _is_shared(post: Post) -> bool:
    return not post.conversation.startswith("a:")


def _markdown(element: object) -> list[str]:
    """The texts in which Teams reads markdown."""
    if isinstance(element, dict):
        here = [element["text"]] if element.get("type") == "TextBlock" else []
        return here + [text for inner in element.values() for text in _markdown(inner)]
    return [text for inner in element for text in _markdown(inner)] if isinstance(element, list) else []
