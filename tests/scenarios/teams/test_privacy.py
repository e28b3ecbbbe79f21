"""People's own data, asked for inside Teams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from cryptography.fernet import Fernet

from bot.engine.flows.privacy import actions
from bot.engine.people import Role
from tests.adapters.teams.fakes import AWA, CAMILLE, button
from tests.labels import fr
from tests.scenarios.teams.house import CHAT, House, house

KEY = Fernet.generate_key().decode()
CARD, QUESTION = f"{actions.CARD}.{Role.MENTEE}", f"{actions.QUESTION}.{Role.MENTEE}"


@asynccontextmanager
async def started(public_url: str = "") -> AsyncIterator[House]:
    async with house(public_url=public_url, secret_keys=(KEY,)) as one:
        await one.install(AWA, CAMILLE)
        await one.gather()
        one.clock.at = one.clock.at.replace(hour=9)
        await one.settle()
        yield one


async def says(one: House, word: str, where: str) -> None:
    await one.do(one.pen.says(CAMILLE, word if where == CAMILLE.chat else f"{{bot}} {word}", where))


async def press(one: House, key: str, action: str) -> None:
    post = one.cards(CAMILLE.chat, key)[-1]
    await one.do(one.pen.presses(CAMILLE, post, button(post.card, action)))


@pytest.mark.parametrize("asked_in", [CAMILLE.chat, CHAT])
def test_the_notice_and_the_link_are_in_their_own_chat_alone(asked_in: str) -> None:
    async def story() -> None:
        async with started("https://t.example") as one:
            await says(one, "confidentialité", asked_in)
            assert one.cards(CAMILLE.chat, CARD)[-1].text().startswith(fr("privacy-title"))
            await press(one, CARD, actions.EXPORT)
            found = [post for post in one.cloud.posts if "https://t.example/export/" in str(post.activity)]
            assert found
            assert {post.conversation for post in found} == {CAMILLE.chat}
            assert not [post for post in one.cards(CHAT) if post.key == CARD]

    asyncio.run(story())


def test_without_an_address_the_export_comes_there_too() -> None:
    async def story() -> None:
        async with started() as one:
            await says(one, "confidentialité", CAMILLE.chat)
            before = len(one.cloud.posts)
            await press(one, CARD, actions.EXPORT)
            await one.settle()
            answer, *parts = one.cloud.posts[before:]
            assert fr("privacy-export-here") in answer.text()
            assert parts
            assert {post.conversation for post in parts} == {CAMILLE.chat}

    asyncio.run(story())


def test_to_stop_asks_once_and_can_be_taken_back() -> None:
    async def story() -> None:
        async with started() as one:
            await says(one, "arrêter", CHAT)
            await press(one, QUESTION, actions.GO)
            assert await left(one) == (Role.MENTEE,)
            await press(one, QUESTION, actions.BACK)
            assert await left(one) == ()

    asyncio.run(story())


async def left(one: House) -> tuple[Role, ...]:
    (journey,) = await one.parts.store.run(lambda unit: list(unit.journeys.all()))
    return journey.left
