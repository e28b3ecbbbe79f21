"""People of an organisation (Enterprise), and of another workspace (Slack Connect): each is who they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.ports import Address, UnitOfWork
from tests.adapters.slack.fake import BOT, TEAM
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, play

Json = dict[str, Any]

ORG: Json = {
    "team": {"id": TEAM, "domain": "together", "enterprise_id": "E0ORG", "enterprise_name": "Org"},
    "enterprise": {"id": "E0ORG", "name": "Org"},
}
STRANGER = "je ne vous y trouve pas"


async def tapped(house: House, of: str, **changes: Any) -> str:
    """Camille, as somebody `of` a workspace, taps a date: what the card says then, or what they are told."""
    card = await house.card(await house.shared(), "s1.date")
    one, block = payloads.element(card.blocks, "date.tap")
    done = {k: one[k] for k in ("type", "action_id", "text", "value")} | {"block_id": block["block_id"]}
    payload = payloads.press(house.ids["Camille"], card, done, house.slack.respond_url(card)) | changes
    payload["user"]["team_id"] = of
    await house.interact(payload)
    return house.slack.ephemeral[-1].text if house.slack.ephemeral else card.text


@pytest.mark.parametrize("team", ["E0ORG", "T0SISTER", TEAM])
def test_a_member_of_the_organisation_is_known_whatever_slack_names_first(tmp_path: Path, team: str) -> None:
    async def story(house: House) -> None:
        assert "Convient à Camille" in await tapped(house, team, **ORG)

    play(tmp_path, story)


def test_outside_an_organisation_an_id_counts_only_with_its_own_workspace(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        assert STRANGER in await tapped(house, "T0SISTER")

    play(tmp_path, story)


def test_somebody_enrolled_in_a_sister_workspace_is_known_by_that_one(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        def moved(unit: UnitOfWork) -> None:
            person = unit.people.at(house.sender("Camille"))
            assert person is not None
            unit.people.put(replace(person, address=Address("slack", f"T0SISTER/{house.ids['Camille']}")))

        await house.parts.store.run(moved)
        assert "Convient à Camille" in await tapped(house, "T0SISTER", **ORG)

    play(tmp_path, story)


def _mention(house: House, **changes: Any) -> Json:
    return payloads.mention(house.ids["Camille"], "C0X", "statut", **changes)


def test_a_mention_in_a_channel_shared_with_another_workspace(tmp_path: Path) -> None:
    """The event is theirs, the installation ours."""

    async def story(house: House) -> None:
        ours = [
            {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
        ]
        shared: Json = {"team_id": "T0OTHER", "is_ext_shared_channel": True, "authorizations": ours}
        assert await house.event(_mention(house, team=TEAM), **shared) == 200
        assert "Où vous en êtes" in house.slack.ephemeral[-1].text
        assert await house.event(_mention(house, team="T0OTHER", user_team="T0OTHER"), **shared) == 200
        assert STRANGER in house.slack.ephemeral[-1].text

    play(tmp_path, story)


def test_an_event_of_an_organisation(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        ours = [{"enterprise_id": "E0ORG", "team_id": TEAM, "user_id": BOT, "is_bot": True}]
        for team in ("E0ORG", "T0SISTER", TEAM):
            assert await house.event(_mention(house, user_team=team), authorizations=ours) == 200
            assert "Où vous en êtes" in house.slack.ephemeral.pop().text

    play(tmp_path, story)


def test_a_form_says_itself_where_the_app_is_installed(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        card = await house.card(await house.shared(), "s1.date")
        await house.press("Camille", card, "date.other")
        entered = {
            "day": {"entry": {"type": "datepicker", "selected_date": "2026-01-15"}},
            "time": {"entry": {"type": "timepicker", "selected_time": "10:00"}},
        }
        payload = payloads.submission(house.ids["Camille"], house.slack.modals[-1], entered)
        payload["team"] = {"id": "T0SISTER", "domain": "sister"}
        assert await house.interact(payload) == {"response_action": "clear"}
        assert "15 janvier" in house.slack.ephemeral[-1].text

    play(tmp_path, story)
