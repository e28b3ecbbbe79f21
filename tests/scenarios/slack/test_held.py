"""« My partner could not come », pressed in Slack on the card that both see: the answer is for one of them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.labels import fr
from tests.scenarios.slack.house import opened
from tests.scenarios.slack.test_dates import now, now_pressed
from tests.values import DAY, at


def test_an_absence_is_answered_to_the_one_who_says_so_alone(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00")) as house:
            await house.until(at("2026-01-05 09:30"))
            for who in ("Awa", "Camille"):
                await now_pressed(house, who, "date.tap")
            await house.until(at("2026-01-05 09:30") + 30 * DAY)
            card = await house.card(await house.shared(), "s1.held")
            await house.press("Camille", card, "held.absent")
            await house.work()
            told = [one for one in house.slack.ephemeral if fr("held-absent-title") in one.text]
            assert len(told) == 1
            assert "Awa n\u2019en lira pas davantage" in told[0].text
            posted = "".join(one.text for one in house.slack.cards.values())
            assert fr("held-absent-title") not in posted, "no card that stays says so"
            assert fr("held-later") in (await house.card(await house.shared(), "s1.held")).text
            assert "date.tap" in str((await now(house)).blocks), "other dates are on offer"

    asyncio.run(story())
