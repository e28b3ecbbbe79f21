"""A calendar linked from inside Teams."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from cryptography.fernet import Fernet

from bot.engine.people import Role
from tests.adapters.teams.fakes import CAMILLE, button
from tests.labels import fr
from tests.scenarios.teams.house import CHAT, House, house

SECRET = "private-4711"
ADDRESS = "field:calendar.link:address"
KEY = Fernet.generate_key().decode()


async def press(one: House, key: str, action: str, entered: Mapping[str, str] | None = None) -> None:
    post = one.cards(CAMILLE.chat, key)[-1]
    await one.do(one.pen.presses(CAMILLE, post, button(post.card, action), entered))


@pytest.mark.parametrize("asked_in", [CAMILLE.chat, CHAT])
@pytest.mark.parametrize("words", ["mon agenda", "my calendar"])
def test_the_words_alone_open_it_in_private(words: str, asked_in: str) -> None:
    async def story() -> None:
        async with house(public_url="https://t.example", secret_keys=(KEY,)) as one:
            await one.install(CAMILLE)
            await one.gather()
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            await one.do(one.pen.says(CAMILLE, words if asked_in == CAMILLE.chat else f"{{bot}} {words}", asked_in))
            shown = one.cards(CAMILLE.chat, "calendar.mentee")[-1].text()
            assert fr("calendar-title") in shown
            assert "Rien n’est relié" in shown
            assert not [post for post in one.cards(CHAT) if "calendar" in post.key]

    asyncio.run(story())


@pytest.mark.parametrize("asked_in", [CAMILLE.chat, CHAT])
def test_the_address_is_typed_in_private_and_shown_nowhere(asked_in: str) -> None:
    async def story() -> None:
        async with house(public_url="https://t.example", secret_keys=(KEY,)) as one:
            await one.install(CAMILLE)
            await one.gather()
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            await one.do(one.pen.says(CAMILLE, "réglages" if asked_in == CAMILLE.chat else "{bot} réglages", asked_in))
            await press(one, "settings.mentee", "calendar.open")
            assert "Rien n’est relié" in one.cards(CAMILLE.chat, "calendar.mentee")[-1].text()
            await press(one, "calendar.mentee", "calendar.address")
            await press(one, "calendar.mentee", "calendar.link", {ADDRESS: f"https://calendar.example/{SECRET}.ics"})
            linked = await one.parts.store.run(
                lambda unit: unit.calendars.of(unit.people.of_pair(one.pair)[Role.MENTEE].id)
            )
            assert linked is not None
            assert linked.shown == "calendar.example"
            assert SECRET not in str([post.activity for post in one.cloud.posts])
            assert not [post for post in one.cards(CHAT) if "calendar" in post.key]

    asyncio.run(story())
