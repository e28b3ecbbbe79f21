"""« My partner could not come », pressed in Teams on the card that both see: the answer goes to one's own chat."""

from __future__ import annotations

import asyncio

from tests.adapters.teams.fakes import AWA, CAMILLE
from tests.labels import fr
from tests.scenarios.teams.house import CHAT, house
from tests.scenarios.teams.test_dates import begun, now, press, slots
from tests.values import DAY


def test_an_absence_is_answered_to_the_one_who_says_so_alone() -> None:
    async def story() -> None:
        async with house() as one:
            await begun(one)
            first = slots(now(one))[0]
            for who in (AWA, CAMILLE):
                await press(one, who, now(one), "date.tap", first)
            for _ in range(30):
                one.clock.at += DAY
                await one.settle()
            (asked,) = one.cards(CHAT, "s1.held")
            shown = await press(one, CAMILLE, asked, "held.absent")
            assert fr("held-later") in shown
            assert fr("held-absent-title") not in shown
            told = [post for post in one.cloud.posts if fr("held-absent-title") in post.text()]
            assert [post.conversation for post in told] == [CAMILLE.chat]
            assert "Awa n\u2019en lira pas davantage" in told[0].text()
            assert slots(now(one)), "other dates are on offer"

    asyncio.run(story())
