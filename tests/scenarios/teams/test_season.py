"""Nine séances, from the installation to the farewell, in Teams alone."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from bot.engine.journey import Journey
from bot.engine.people import Role
from tests.adapters.teams.fakes import AWA, CAMILLE, Account, Post
from tests.engine.walking import every_answer
from tests.scenarios.teams.house import CHAT, House, house
from tests.scenarios.teams.season import Season

HOUR = re.compile(r"\d+\u00a0h(\u00a0\d+)?")
"""As each reads it in their own time zone."""

PRIVATE = ("prep", "evaluation", "continuation")
"""What is between one person and the bot."""


async def journey(one: House) -> Journey:
    found = await one.parts.store.run(lambda unit: unit.journeys.of(one.pair))
    assert found is not None
    return found


def subject(post: Post) -> str:
    first, _, rest = post.key.partition(".")
    return rest.partition(".")[0] if first[:1] == "s" and first[1:].isdecimal() else first


def both_read(one: House, who: Account) -> dict[str, str]:
    """The pair's cards as one of them has them; a form of their own came after the card of the same key."""
    cards = [post for post in one.cloud.at(who.chat) if subject(post) in ("date", "agenda", "held")]
    return {post.key: HOUR.sub("", post.text()) for post in reversed(cards)}


@pytest.mark.parametrize("fallback", [False, True], ids=["Action.Execute", "Action.Submit"])
def test_a_season_with_a_shared_chat(fallback: bool) -> None:
    async def run() -> None:
        async with house() as one:
            await one.install(AWA, CAMILLE)
            await one.gather()
            season = Season(one, fallback=fallback)
            await season.play()
            played = await journey(one)
            assert [sitting.number for sitting in played.sittings if sitting.held] == list(range(1, 10))
            assert all(one.filled for role in Role for one in every_answer(played, role))
            shared, own = one.cloud.at(CHAT), [*one.cloud.at(AWA.chat), *one.cloud.at(CAMILLE.chat)]
            assert {"date", "agenda"} <= set(map(subject, shared))
            assert not {*map(subject, shared)} & set(PRIVATE)
            assert {"prep", "evaluation", "continuation"} <= set(map(subject, own))
            asked_for = {post.key for post in own if subject(post) in ("date", "agenda")}
            assert asked_for == {"s5.date"}, "the form in which one of them proposes a date of their own"
            agendas = [post for post in shared if subject(post) == "agenda"]
            assert all(post.edits > 1 for post in agendas), "the agenda is updated in place"
            assert not await one.parts.store.run(lambda unit: unit.dead_letters.all())
            if not fallback:
                assert all(answer["statusCode"] == 200 for answer in season.answers)
                redrawn = [a for a in season.answers if a["type"] == "application/vnd.microsoft.card.adaptive"]
                assert len(redrawn) > 50
            for post in one.cloud.posts:
                assert len(json.dumps(post.activity)) < 80_000
                assert post.activity["summary"]

    asyncio.run(run())


def test_a_season_without_a_shared_chat() -> None:
    async def run() -> None:
        async with house() as one:
            await one.install(AWA, CAMILLE)
            await Season(one).play()
            played = await journey(one)
            assert [sitting.number for sitting in played.sittings if sitting.held] == list(range(1, 10))
            for who, other in ((AWA, CAMILLE), (CAMILLE, AWA)):
                subjects = [subject(post) for post in one.cloud.at(who.chat)]
                assert subjects.count("agenda") == 9
                for post in one.cloud.at(who.chat):
                    if subject(post) in PRIVATE:
                        assert post.key not in [that.key for that in one.cloud.at(other.chat)]
            assert {post.conversation for post in one.cloud.posts} == {AWA.chat, CAMILLE.chat}
            assert both_read(one, AWA) == both_read(one, CAMILLE), "both see each change of what concerns both"

    asyncio.run(run())


def test_a_season_in_two_languages() -> None:
    async def run() -> None:
        async with house(languages="en,fr") as one:
            await one.install(AWA, CAMILLE)
            await one.gather()
            await Season(one, last=2).play()
            assert {post.card["lang"] for post in one.cloud.at(AWA.chat)} == {"en"}
            assert {post.card["lang"] for post in one.cloud.at(CAMILLE.chat)} == {"fr"}
            agenda = next(post for post in one.cloud.at(CHAT) if subject(post) == "agenda")
            assert "Session 1" in agenda.text()
            assert "Séance 1" in agenda.text()

    asyncio.run(run())
