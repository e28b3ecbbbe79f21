"""A coordinator in Slack reads that nothing is sent from the web process itself, and that it is over from the worker."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.app import channels
from bot.application.delivery import alive
from bot.application.delivery.absence import EVERY, PATIENCE, Absence
from bot.application.delivery.alive import Seen
from tests.scenarios.slack.house import opened
from tests.values import at


def test_a_coordinator_is_told_by_the_web_process(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00")) as house:
            await house.work()
            absence = Absence(house.parts.store, house.clock, lambda: channels.outbound(house.parts))
            chat = await house.direct("Dominique")

            def told() -> list[str]:
                return [one.text for one in house.slack.in_(chat)]

            before = told()
            for _ in range(PATIENCE + 3):
                await absence.look()
                house.clock.at += EVERY
            (words,) = told()[len(before) :]
            assert "Mes messages ne partent pas" in words
            assert "Depuis le lundi 5 janvier" in words
            await house.parts.store.run(lambda unit: alive.note(unit, Seen("w1", house.clock.now())))
            await absence.look()
            await house.work()
            assert "partent de nouveau" in told()[-1]

    asyncio.run(story())
