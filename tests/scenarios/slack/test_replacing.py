"""A coordinator replaces somebody through Slack's real edge: a word, a modal, and a button that asks."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.engine.flows.coordination import actions
from tests.labels import fr
from tests.scenarios.slack.house import ROSTER, House, opened
from tests.scenarios.slack.payloads import element
from tests.values import at

TWO = (
    ROSTER.format(track="mentoring")
    + "Mia,Awa,networking,2026-01-05,fr,fr,,Africa/Dakar,slack,mia@example.org,slack,awa@example.org\n"
)


async def journeys(house: House) -> dict[str, bool]:
    found = await house.parts.store.run(lambda unit: list(unit.journeys.all()))
    return {" ".join(one.name for one in each.members.values()): each.ended is None for each in found}


def test_in_three_steps_by_a_word_a_modal_and_a_button(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00"), roster=TWO) as house:
            await house.until(at("2026-01-06 10:30"))
            asked = await house.command("Dominique", "remplacer camille")
            assert asked is not None
            await house.press("Dominique", asked, actions.REPLACE_WITH)
            await house.submit("Dominique", whom=house.ids["Awa"])
            assert "de ce binôme" in str(house.updates[-1]), "the form stays open"
            await house.submit("Dominique", whom=house.ids["Mia"])
            shown = house.slack.ephemeral[-1]
            button, _ = element(shown.blocks, actions.REPLACE_BY, 0)
            assert "confirm" in button
            assert (await journeys(house))["Awa Camille"], "nothing is done yet"
            await house.press("Dominique", shown, actions.REPLACE_BY)
            assert await journeys(house) == {"Awa Camille": False, "Mia Awa": True, "Awa Mia": True}
            await house.until(at("2026-01-06 15:30"))
            read = house.slack.in_(await house.direct("Camille"))[-1].text
            assert fr("replaced-goes-own") in read
            assert "Mia" not in read

    asyncio.run(story())


def test_from_the_card_of_a_pair_the_modal_opens_at_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00"), roster=TWO) as house:
            await house.until(at("2026-01-06 10:30"))
            card = await house.command("Dominique", "binôme camille")
            assert card is not None
            await house.press("Dominique", card, actions.REPLACE, 1)
            await house.submit("Dominique", whom=f"<@{house.ids['Mia']}>")
            await house.press("Dominique", house.slack.ephemeral[-1], actions.REPLACE_BY)
            assert not (await journeys(house))["Awa Camille"]
            assert (await journeys(house))["Awa Mia"]

    asyncio.run(story())
