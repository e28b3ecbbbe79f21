"""A coordinator replaces somebody through Teams' real edge: from the card of a pair, a form, and a button that asks."""

from __future__ import annotations

import asyncio
import json

from bot.engine.flows.coordination import actions
from bot.ports import Address
from bot.settings import Coordinator
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, account, button
from tests.scenarios.teams.house import ROSTER, House, house
from tests.values import at

MIA = account("Mia", 4)
TWO = (
    ROSTER
    + f"Mia,Awa,networking,2026-01-05,fr,fr en,Europe/Paris,Africa/Dakar,teams,{MIA.address},teams,{AWA.address}\n"
)


async def under_way(one: House) -> set[str]:
    found = await one.parts.store.run(lambda unit: list(unit.journeys.all()))
    return {" ".join(member.name for member in each.members.values()) for each in found if each.ended is None}


def test_in_three_steps_from_the_card_of_a_pair() -> None:
    async def run() -> None:
        leo = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
        async with house(coordinators=(leo,), roster=TWO) as one:
            await one.install(AWA, CAMILLE, LEO, MIA)
            for day in ("2026-01-05 09:00", "2026-01-28 10:00"):
                one.clock.at = at(day)
                await one.settle()
            await one.do(one.pen.says(LEO, "remplacer camille"))
            form = one.cloud.at(LEO.chat)[-1]
            field = f"field:{actions.REPLACE_WITH}:whom"
            assert field in json.dumps(form.card)
            await one.do(one.pen.presses(LEO, form, button(form.card, actions.REPLACE_WITH), {field: "mia"}))
            last = one.cloud.at(LEO.chat)[-1]
            press = button(last.card, actions.REPLACE_BY)
            assert await under_way(one) == {"Awa Camille", "Mia Awa"}
            await one.do(one.pen.presses(LEO, last, press))
            if "Awa Mia" not in await under_way(one):  # Teams has no dialog of its own: the card asks
                asking = one.cloud.at(LEO.chat)[-1]
                await one.do(one.pen.presses(LEO, asking, button(asking.card, actions.REPLACE_BY)))
            assert await under_way(one) == {"Awa Mia", "Mia Awa"}

    asyncio.run(run())
