"""Each channel in turn, with the bot behind it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.application.delivery.worker import Worker
from tests.ports.channels import CHANNELS
from tests.ports.channels.house import House, Play, Story


@pytest.fixture(params=CHANNELS)
def play(request: pytest.FixtureRequest, tmp_path: Path) -> Play:
    opened = CHANNELS[request.param]

    def run(story: Story) -> None:
        async def told() -> None:
            async with opened(tmp_path) as platform:
                container, channel = platform.container, platform.channel
                pair = await container.store.run(lambda unit: next(unit.journeys.all()).pair)
                people = await container.store.run(lambda unit: dict(unit.people.of_pair(pair)))
                worker = Worker(container.service, {channel.name: channel}, platform.clock, "suite")
                await story(House(platform, people, pair, worker))
                await channel.close()

        asyncio.run(told())

    return run
