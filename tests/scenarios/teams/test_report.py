"""The report and the attestation through Teams' real edge: a word in the bot's own chat, and a link."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

from bot.engine.flows.attestation import actions as attestation
from bot.engine.flows.coordination import actions
from bot.ports import Address
from bot.settings import Coordinator
from tests.adapters.pages.house import has_met
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, button
from tests.labels import fr
from tests.scenarios.teams.house import House, house
from tests.values import at


def play(story: Callable[[House], Awaitable[None]], here: str = "https://t.example") -> None:
    """On the Monday after the first week; Léo coordinates."""

    async def told() -> None:
        leo = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
        async with house(coordinators=(leo,), public_url=here) as one:
            await one.install(AWA, CAMILLE, LEO)
            one.clock.at = at("2026-01-05 09:00")
            await one.settle()
            await has_met(one.parts, "2026-01-07")
            one.clock.at = at("2026-01-12 10:00")
            await one.settle()
            await story(one)

    asyncio.run(told())


def test_a_coordinator_reads_the_report_and_has_a_link_to_hand_on() -> None:
    async def story(one: House) -> None:
        await one.do(one.pen.says(LEO, "rapport"))
        report = json.dumps(one.cloud.at(LEO.chat)[-1].card, ensure_ascii=False)
        assert fr("report-finished") in report
        assert "/report/" in report
        await one.do(one.pen.says(LEO, "coordonner"))
        listed = one.cloud.at(LEO.chat)[-1]
        for task, path in ((actions.REPORT, "report"), (actions.EXPORT, "pairs")):
            await one.do(one.pen.presses(LEO, listed, button(listed.card, actions.DO, f"first {task}")))
            assert f"/{path}/" in json.dumps(one.cloud.at(LEO.chat)[-1].card)

    play(story)


def test_somebody_of_a_pair_has_no_report_but_an_attestation() -> None:
    async def story(one: House) -> None:
        await one.do(one.pen.says(CAMILLE, "rapport"))
        assert fr("report-title") not in json.dumps(one.cloud.at(CAMILLE.chat)[-1].card, ensure_ascii=False)
        await one.do(one.pen.says(CAMILLE, "attestation"))
        shown = one.cloud.at(CAMILLE.chat)[-1]
        words = json.dumps(shown.card, ensure_ascii=False)
        assert fr("attestation-mentoring-mentee", name="Camille", programme="together") in words
        assert "Awa" not in words
        await one.do(one.pen.presses(CAMILLE, shown, button(shown.card, attestation.PAGE)))
        assert "/attestation/" in json.dumps(one.cloud.at(CAMILLE.chat)[-1].card)

    play(story)


def test_without_an_address_it_comes_as_text_to_the_coordinators_own_chat() -> None:
    async def story(one: House) -> None:
        await one.do(one.pen.says(LEO, "exporter"))
        await one.settle()
        assert "Awa,Camille" in json.dumps(one.cloud.at(LEO.chat)[-1].card)
        await one.do(one.pen.says(LEO, "rapport"))
        shown = one.cloud.at(LEO.chat)[-1]
        await one.do(one.pen.presses(LEO, shown, button(shown.card, actions.FIGURES)))
        await one.settle()
        assert "held,mentoring,1,,1" in json.dumps(one.cloud.at(LEO.chat)[-1].card)

    play(story, here="")
