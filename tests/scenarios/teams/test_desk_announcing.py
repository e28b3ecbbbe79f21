"""A coordinator writes to everybody and turns the weeks of their digest, through Teams' real edge."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.engine.flows.coordination import actions
from bot.ports import Address
from bot.settings import Coordinator
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, button
from tests.labels import fr
from tests.scenarios.teams.house import House, house
from tests.values import at

LEADS = (Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris"),)
TEXT = "La fête a lieu le 12 juin, à 17 h."


async def settled(one: House, *days: str) -> None:
    await one.install(AWA, CAMILLE, LEO)
    for day in days:
        one.clock.at = at(day)
        await one.settle()


def said(card: Any) -> str:
    return json.dumps(card, ensure_ascii=False)


def test_an_announcement_is_written_sent_and_withdrawn() -> None:
    async def run() -> None:
        async with house(coordinators=LEADS) as one:
            await settled(one, "2026-01-05 10:00", "2026-01-14 10:00")
            await one.do(one.pen.says(LEO, "annoncer"))
            form = one.cloud.at(LEO.chat)[-1]
            entered = {f"field:{actions.WRITTEN}:text": TEXT}
            await one.do(one.pen.presses(LEO, form, button(form.card, actions.WRITTEN), entered))
            read = one.cloud.at(LEO.chat)[-1]
            assert read.id == form.id, "in the place of the form"
            assert TEXT in said(read.card)
            await one.do(one.pen.presses(LEO, read, button(read.card, actions.SEND)))
            await one.settle()
            for account in (AWA, CAMILLE):
                told = [post for post in one.cloud.at(account.chat) if TEXT in said(post.card)]
                assert len(told) == 1
                assert fr("desk-announcement-title") in said(told[0].card)
            sent = one.cloud.at(LEO.chat)[-1]
            await one.do(one.pen.presses(LEO, sent, button(sent.card, actions.WITHDRAW)))
            assert "plus rien à retirer" in said(one.cloud.at(LEO.chat)[-1].card)

    asyncio.run(run())


def test_the_weeks_of_the_digest_are_turned_in_its_place() -> None:
    async def run() -> None:
        async with house(coordinators=LEADS) as one:
            await settled(one, "2026-01-05 10:00", "2026-01-13 10:00", "2026-01-20 10:00", "2026-01-27 10:00")
            await one.do(one.pen.says(LEO, "semaine"))
            shown = one.cloud.at(LEO.chat)[-1]
            assert "24 janvier" in said(shown.card)
            await one.do(one.pen.presses(LEO, shown, button(shown.card, actions.WEEK)))
            turned = one.cloud.at(LEO.chat)[-1]
            assert turned.id == shown.id
            assert "17 janvier" in said(turned.card)

    asyncio.run(run())


def test_somebody_of_a_pair_sends_no_form() -> None:
    async def run() -> None:
        async with house(coordinators=LEADS) as one:
            await settled(one, "2026-01-05 10:00", "2026-01-14 10:00")
            await one.do(one.pen.says(LEO, "annoncer"))
            form = one.cloud.at(LEO.chat)[-1]
            entered = {f"field:{actions.WRITTEN}:text": TEXT}
            await one.do(one.pen.presses(AWA, form, button(form.card, actions.WRITTEN), entered))
            await one.settle()
            everything = [said(post.card) for account in (AWA, CAMILLE, LEO) for post in one.cloud.at(account.chat)]
            assert not any(TEXT in card for card in everything)

    asyncio.run(run())
