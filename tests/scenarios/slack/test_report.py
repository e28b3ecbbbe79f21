"""The report and the attestation through Slack's real edge: a word, and a link that nobody else is shown."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.app import appointments
from bot.engine.flows.attestation import actions as attestation
from bot.engine.flows.coordination import actions
from bot.ports import FIRST, Address, Reason
from bot.settings import Coordinator
from tests.adapters.pages.house import has_met
from tests.adapters.slack.fake import TEAM
from tests.labels import fr
from tests.scenarios.slack.house import House, opened
from tests.values import at

HERE = "https://together.example.org"


def play(folder: Path, story: Callable[[House], Awaitable[None]]) -> None:
    """On the Monday after the first week."""

    async def told() -> None:
        async with opened(folder, at("2026-01-05 07:00")) as house:
            await house.until(at("2026-01-05 10:30"))
            await has_met(house.parts, "2026-01-07")
            house.clock.at = at("2026-01-12 10:00")
            await house.work()
            await story(house)

    asyncio.run(told())


def test_a_coordinator_reads_the_report_and_has_a_link_to_hand_on(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        posted = len(house.slack.cards)
        report = await house.command("Dominique", "rapport")
        assert report is not None
        assert fr("report-finished") in report.text
        assert f"{HERE}/report/" in json.dumps(report.blocks)
        listed = await house.command("Dominique", "coordonner")
        assert listed is not None
        for task, path in ((actions.REPORT, "report"), (actions.EXPORT, "pairs")):
            await house.press("Dominique", listed, actions.DO, actions.TASKS.index(task))
            assert f"{HERE}/{path}/" in json.dumps(house.slack.ephemeral[-1].blocks), "two interactions from the digest"
        assert len(house.slack.cards) == posted, "for their eyes alone"

    play(tmp_path, story)


def test_somebody_of_a_pair_has_no_report_but_an_attestation(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        report = await house.command("Camille", "rapport")
        assert report is not None
        assert fr("report-title") not in report.text
        card = await house.command("Camille", "attestation", await house.shared())
        assert card is not None
        assert fr("attestation-mentoring-mentee", name="Camille", programme="together") in card.text
        assert "Awa" not in card.text
        await house.press("Camille", card, attestation.PAGE)
        assert f"{HERE}/attestation/" in json.dumps(house.slack.ephemeral[-1].blocks)

    play(tmp_path, story)


# Without an address on the web -------------------------------------------------------------------------------------


def without_address(folder: Path, story: Callable[[House], Awaitable[None]]) -> None:
    async def told() -> None:
        async with opened(folder, at("2026-01-05 07:00"), public_url="") as house:
            await house.until(at("2026-01-05 10:30"))
            await has_met(house.parts, "2026-01-07")
            house.clock.at = at("2026-01-12 10:00")
            await house.work()
            await story(house)

    asyncio.run(told())


def test_without_an_address_files_come_to_the_coordinators_own_conversation(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        answer = await house.command("Dominique", "exporter")
        assert answer is not None
        assert fr("desk-file-coming") in answer.text
        report = await house.command("Dominique", "rapport")
        assert report is not None
        await house.press("Dominique", report, actions.FIGURES)
        await house.work()
        pairs, figures = house.slack.given
        assert {pairs[0], figures[0]} == {await house.direct("Dominique")}
        assert (pairs[1], figures[1]) == ("pairs.csv", "report.csv")
        assert "Awa,Camille" in pairs[2]
        assert "held,mentoring,1,,1" in figures[2]
        assert fr("desk-export-file", name="together") in pairs[3]

    without_address(tmp_path, story)


def test_where_files_are_not_allowed_it_says_so_and_the_conversation_goes_on(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        house.slack.granted.remove("files:write")
        await house.command("Dominique", "exporter")
        await house.work()
        assert house.slack.given == []
        assert fr("files-forbidden") in house.slack.in_(await house.direct("Dominique"))[-1].text
        house.slack.granted.append("files:write")
        await house.command("Dominique", "exporter")
        await house.work()
        assert len(house.slack.given) == 1

    without_address(tmp_path, story)


def test_a_file_goes_to_no_host_but_slacks_own(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        for host in ("https://files.slack.com.evil.example", "http://files.slack.com", "https://x@files.slack.com"):
            house.slack.upload_host = host
            await house.command("Dominique", "exporter")
            await house.work()
        assert house.slack.given == []
        dead = await house.parts.store.run(lambda unit: unit.dead_letters.all(FIRST))
        assert [one.reason for one in dead] == [Reason.FAULTY] * 3

    without_address(tmp_path, story)


def test_who_coordinates_no_more_gets_no_file(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.command("Dominique", "exporter")
        mia = Coordinator(Address("slack", f"{TEAM}/{house.ids['Mia']}"), "Mia", ("fr",), "Europe/Paris")
        dominique = Address("slack", f"{TEAM}/{house.ids['Dominique']}")
        await appointments(house.parts).appoint(FIRST, mia, by="op")
        await appointments(house.parts).dismiss(FIRST, dominique, by="op")
        await house.work()
        assert house.slack.given == []

    without_address(tmp_path, story)
