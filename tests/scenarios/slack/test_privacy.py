"""People's own data, asked for inside Slack."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from bot.engine.flows.privacy import actions
from bot.engine.people import Role
from tests.labels import fr
from tests.scenarios.slack.house import opened
from tests.values import at

START, LATER = at("2026-01-05 07:00"), at("2026-01-06 10:30")


def test_the_notice_is_for_one_person_and_erasing_asks_first(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, START) as house:
            await house.until(LATER)
            posted = len(house.slack.cards)
            card = await house.command("Camille", "confidentialité", await house.shared())
            assert card is not None
            assert card.text.startswith(fr("privacy-title"))
            assert len(house.slack.cards) == posted
            (erase,) = (one for one in buttons(card.blocks) if "confirm" in one)
            assert fr("privacy-erase") in json.dumps(erase, ensure_ascii=False)

    asyncio.run(story())


def test_the_link_is_shown_to_that_person_alone(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, START) as house:
            await house.until(LATER)
            card = await house.command("Camille", "confidentialité", await house.shared())
            assert card is not None
            await house.press("Camille", card, actions.EXPORT)
            assert "https://together.example.org/export/" in json.dumps(house.slack.ephemeral[-1].blocks)

    asyncio.run(story())


def test_without_an_address_the_export_is_posted_in_their_own_conversation(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, START, public_url="") as house:
            await house.until(LATER)
            card = await house.command("Camille", "confidentialité", await house.shared())
            assert card is not None
            before = len(house.slack.cards)
            await house.press("Camille", card, actions.EXPORT)
            await house.work()
            new = list(house.slack.cards)[before:]
            assert new
            assert {where for where, _ in new} == {await house.direct("Camille")}

    asyncio.run(story())


def test_to_stop_asks_once_and_ends_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, START) as house:
            await house.until(LATER)
            question = await house.command("Camille", "arrêter", await house.shared())
            assert question is not None
            await house.press("Camille", question, actions.GO)
            journeys = await house.parts.store.run(lambda unit: list(unit.journeys.all()))
            assert [one.left for one in journeys] == [(Role.MENTEE,)]

    asyncio.run(story())


def buttons(blocks: list[dict[str, object]]) -> list[dict[str, object]]:
    return [one for block in blocks for one in block.get("elements", []) if isinstance(one, dict)]  # type: ignore[attr-defined]
