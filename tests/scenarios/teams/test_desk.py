"""A coordinator's desk through Teams' real edge: a list, one pair, and back, each in the place of the one before."""

from __future__ import annotations

import asyncio
import json

from bot.engine.flows.coordination import actions
from bot.ports import Address
from bot.settings import Coordinator
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, button
from tests.scenarios.teams.house import house
from tests.values import at


def test_a_coordinator_finds_a_pair_and_returns_to_the_list() -> None:
    async def run() -> None:
        leo = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
        async with house(coordinators=(leo,)) as one:
            await one.install(AWA, CAMILLE, LEO)
            for day in ("2026-01-05 09:00", "2026-01-28 10:00"):
                one.clock.at = at(day)
                await one.settle()
            await one.do(one.pen.says(LEO, "binômes"))
            listed = one.cloud.at(LEO.chat)[-1]
            assert "cherche une date" in json.dumps(listed.card, ensure_ascii=False)
            await one.do(one.pen.presses(LEO, listed, button(listed.card, actions.OPEN)))
            opened = one.cloud.at(LEO.chat)[-1]
            assert opened.id == listed.id
            assert "Où en est le binôme" in json.dumps(opened.card, ensure_ascii=False)
            await one.do(one.pen.presses(LEO, opened, button(opened.card, actions.LIST)))
            assert "cherche une date" in json.dumps(one.cloud.at(LEO.chat)[-1].card, ensure_ascii=False)

    asyncio.run(run())
