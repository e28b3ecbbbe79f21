"""Enrolling and appointing through Slack's real edge: the people picker, a file that is dropped, a mention."""

from __future__ import annotations

from pathlib import Path

from adapters.slack import forms
from adapters.slack.dropped import SlackDroppedFiles
from adapters.slack.workspaces import OneWorkspace, Wire
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.inquiries.flaws import Flaw
from bot.ports import FIRST
from tests.adapters.slack.fake import BOT_TOKEN, TEAM
from tests.labels import fr
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, play

CSV = b"mia@example.org;awa@example.org;r\xe9seautage;2026-03-02\n"
"""As an old spreadsheet saves it."""
ENROLLED = "1 binôme inscrit."


def dropped(house: House, who: str, direct: str, id: str, name: str = "pairs.csv") -> payloads.Json:
    said = payloads.shared_file(house.ids[who], direct, "")
    return {**said, "files": [{**said["files"][0], "id": id, "name": name}]}


async def pairs(house: House) -> int:
    return await house.parts.store.run(lambda unit: sum(1 for _ in unit.journeys.all(FIRST)))


def test_a_pair_is_enrolled_with_slacks_own_picker(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        card = await house.command("Dominique", "inscrire")
        assert card is not None
        await house.press("Dominique", card, f"{forms.OPEN}{actions.ENROL_PAIR}")
        kinds = [block["element"]["type"] for block in house.slack.modals[-1].blocks if block["type"] == "input"]
        assert kinds == ["users_select", "users_select", "static_select", "datepicker"]
        asked = len(house.slack.called("users.info"))
        ack = await house.submit(
            "Dominique",
            mentor_address=house.ids["Mia"],
            mentee_address=house.ids["Awa"],
            track="networking",
            first_week="2026-03-02",
        )
        assert ack == {"response_action": "clear"}
        assert len(house.slack.called("users.info")) == asked, "Slack does not wait for its own directory"
        await house.work()
        assert ENROLLED in house.slack.in_(await house.direct("Dominique"))[-1].text
        assert await pairs(house) == 2

    play(tmp_path, story)


def test_lines_are_pasted_into_a_modal(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        card = await house.command("Dominique", "inscrire")
        assert card is not None
        await house.press("Dominique", card, actions.TO_LINES)
        assert house.slack.modals[-1].blocks[-1]["element"]["multiline"] is True
        await house.submit("Dominique", lines="mia@example.org, nobody@example.org, mentorat, 2026-03-02")
        await house.work()
        told = house.slack.in_(await house.direct("Dominique"))[-1].text
        assert "ligne 1" in told
        assert "nobody@example.org" in told
        assert await pairs(house) == 1

    play(tmp_path, story)


def test_a_csv_that_a_coordinator_drops_is_enrolled(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        direct = await house.direct("Dominique")
        house.slack.files["F0CSV"] = ({}, CSV)
        for _ in range(2):  # Slack sends events again
            assert await house.event(dropped(house, "Dominique", direct, "F0CSV"), "Ev0CSV") == 200
        assert house.slack.fetched == [], "it is read beside the conversation"
        await house.work()
        assert [ENROLLED in card.text for card in house.slack.in_(direct)].count(True) == 1
        assert (house.slack.fetched, await pairs(house)) == (["F0CSV"], 2)

    play(tmp_path, story)


def test_what_others_send_is_not_fetched(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        house.slack.files["F0CSV"] = ({}, CSV)
        direct = await house.direct("Camille")
        await house.event(dropped(house, "Camille", direct, "F0CSV"))
        mine = await house.direct("Dominique")
        await house.event(dropped(house, "Dominique", mine, "F0CSV", "cv.pdf"))
        await house.work()
        assert house.slack.called("files.info") == []
        assert await pairs(house) == 1

    play(tmp_path, story)


def test_a_file_is_fetched_from_slack_alone(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        wire = Wire(house.slack.url + "/api/")
        files = SlackDroppedFiles(OneWorkspace(wire, BOT_TOKEN, house.clock), wire)
        asked: dict[str, payloads.Json] = {
            "F1": {"url_private_download": "https://files.slack.com.example.org/x"},
            "F2": {"url_private_download": f"{house.slack.url.replace('//', '//files.slack.com@')}/files-pri/F2"},
            "F3": {"is_external": True},
            "F4": {"size": 5 << 20},
            "F5": {"url_private_download": "http://["},
        }
        for id, told in asked.items():
            house.slack.files[id] = (told, CSV)
            assert isinstance(await files.fetch(f"{TEAM}/{id}"), Flaw)
        assert isinstance(await files.fetch(f"{TEAM}/gone"), Flaw)
        assert isinstance(await files.fetch("T0OTHER/F1"), Flaw)
        assert house.slack.fetched == []
        house.slack.files["F6"] = ({"size": 3}, b"x" * (3 << 20))
        assert isinstance(await files.fetch(f"{TEAM}/F6"), Flaw), "whatever its size was said to be"
        house.slack.files["F7"] = ({}, CSV)
        assert await files.fetch(f"{TEAM}/F7") == CSV
        await files.close()

    play(tmp_path, story)


def test_somebody_new_is_appointed_by_a_mention(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        direct = await house.direct("Dominique")
        await house.event(payloads.message(house.ids["Dominique"], direct, f"nommer <@{house.ids['Mia']}>"))
        await house.work()
        assert "Mia coordonne désormais" in house.slack.in_(direct)[-1].text
        await house.event(payloads.mention(house.ids["Mia"], "C0GENERAL", "inscrire"))
        assert fr("enrol-submit") in house.slack.ephemeral[-1].text

    play(tmp_path, story)
