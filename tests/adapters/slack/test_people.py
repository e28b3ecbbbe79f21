"""Members of a workspace: found, and who of them can take part."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from adapters.slack.people import SlackDirectory
from adapters.slack.workspaces import ManyWorkspaces, OneWorkspace, Wire
from bot import app
from bot.application.enrolment.csv_file import BadFile
from bot.infra.clock import SetClock
from bot.ports import DirectoryEntry, Installation, Unreached
from storage.repositories.installations import SqlInstallations
from storage.store import SqlStore
from tests.adapters.slack.fake import APP, BOT, BOT_TOKEN, TEAM, FakeSlack, Trouble
from tests.adapters.slack.test_install import HERE, NEW, NOW
from tests.scenarios.slack.house import MAILS, ROSTER, opened


def found(what: str, *troubles: Trouble, **fields: object) -> DirectoryEntry | str:
    async def asked() -> DirectoryEntry | str:
        async with FakeSlack(MAILS).serving() as slack:
            slack.overrides["U00000011"] = dict(fields)
            for trouble in troubles:
                slack.trouble("users.info", trouble)
            wire = Wire(f"{slack.url}/api/", timeout=2)
            directory = SlackDirectory(OneWorkspace(wire, BOT_TOKEN, SetClock(NOW)), wire)
            try:
                return await directory.find(what)
            finally:
                await directory.close()

    return asyncio.run(asked())


@pytest.mark.parametrize("what", ["awa@example.org", "U00000011", f"{TEAM}/U00000011"])
def test_a_member_is_found_with_zone_and_language(what: str) -> None:
    assert found(what) == DirectoryEntry(f"{TEAM}/U00000011", "Europe/Paris", ("fr",), "awa@example.org", "Awa")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"deleted": True}, "deactivated"),
        ({"is_bot": True}, "is a bot"),
        ({"is_workflow_bot": True}, "is a bot"),
        ({"is_stranger": True}, "another workspace"),
        ({"team_id": "T0ELSEWHERE"}, "another workspace"),
        ({"is_restricted": True, "is_ultra_restricted": True}, "single-channel guest"),
        ({"is_invited_user": True}, "invitation"),
        ({"team_id": "T0ELSEWHERE", "is_restricted": True}, "another workspace"),
    ],
)
def test_who_cannot_take_part(fields: dict[str, object], reason: str) -> None:
    said = found("U00000011", **fields)
    assert isinstance(said, str)
    assert reason in said


def test_a_guest_of_several_channels_and_a_member_of_the_organisation_can() -> None:
    assert isinstance(found("U00000011", is_restricted=True), DirectoryEntry)
    assert isinstance(found("U00000011", team_id="E0ORG", enterprise_user={"enterprise_id": "E0ORG"}), DirectoryEntry)
    for team in ("E0ORG", "T0SISTER", TEAM):  # whichever Slack names, here they are
        in_both = {"enterprise_id": "E0ORG", "teams": [TEAM, "T0SISTER"]}
        assert isinstance(found("U00000011", team_id=team, enterprise_user=in_both), DirectoryEntry)
        elsewhere = {"enterprise_id": "E0ORG", "teams": ["T0SISTER"]}
        assert "another workspace" in str(found("U00000011", team_id=team, enterprise_user=elsewhere))


def test_a_person_without_an_address_is_found_by_their_id() -> None:
    """Guests and apps of an organisation may hide e-mail addresses: a member id will do, and nothing is missed."""
    nothing = {"profile": {"real_name": "Awa"}, "tz": None, "locale": None}
    assert found("U00000011", **nothing) == DirectoryEntry(f"{TEAM}/U00000011", "", (), name="Awa")


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("nobody@example.org", "no member"),
        ("U0NOBODY", "no member"),
        ("Awa", "neither an e-mail address nor"),
        ("T0ELSEWHERE/U00000011", "not installed in the Slack workspace"),
    ],
)
def test_who_is_not_found(what: str, reason: str) -> None:
    said = found(what)
    assert isinstance(said, str)
    assert reason in said


def test_a_look_up_waits_when_slack_asks_it_to_and_gives_up_when_slack_is_away() -> None:
    busy = Trouble("ratelimited", 429, {"Retry-After": "1"})
    assert isinstance(found("U00000011", busy), DirectoryEntry)
    with pytest.raises(Unreached):
        found("U00000011", Trouble("", 503))


def test_in_two_workspaces_one_must_be_named(store: SqlStore) -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            slack.overrides["U00000011"] = {"team_id": "E0ORG", "enterprise_user": {"enterprise_id": "E0ORG"}}
            kept = SqlInstallations(store, "slack", [NEW])
            await kept.put(HERE)
            await kept.put(Installation("T0SECOND", APP, BOT, BOT_TOKEN, (), NOW))
            wire = Wire(f"{slack.url}/api/")
            directory = SlackDirectory(ManyWorkspaces(wire, kept, SetClock(NOW)), wire)
            said = await directory.find("awa@example.org")
            assert said == f"awa@example.org is in several workspaces; write {TEAM}/U00000011 or T0SECOND/U00000011"
            assert isinstance(await directory.find(f"{TEAM}/U00000011"), DirectoryEntry)
            await directory.close()

    asyncio.run(story())


def test_who_is_a_guest_of_another_workspace_is_found_in_their_own(store: SqlStore) -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            slack.overrides["U00000011"] = {"team_id": "T0SECOND"}
            kept = SqlInstallations(store, "slack", [NEW])
            await kept.put(HERE)
            await kept.put(Installation("T0SECOND", APP, BOT, BOT_TOKEN, (), NOW))
            wire = Wire(f"{slack.url}/api/")
            directory = SlackDirectory(ManyWorkspaces(wire, kept, SetClock(NOW)), wire)
            found = await directory.find("awa@example.org")
            assert isinstance(found, DirectoryEntry)
            assert found.address == "T0SECOND/U00000011"
            slack.overrides["U00000011"] = {"team_id": "T0THIRD"}
            assert "belongs to another workspace" in str(await directory.find("awa@example.org"))
            await directory.close()

    asyncio.run(story())


def test_a_bad_address_is_a_bad_line(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, NOW, roster="") as house:
            text = ROSTER.format(track="mentoring").replace("camille@", "nobody@")
            with pytest.raises(BadFile) as bad:
                await app.import_pairs(house.parts, text)
            reasons = [str(line) for line in bad.value.lines]
            assert reasons[0].startswith("line 2: the mentee: Slack knows no member nobody@example.org")
            assert await app.import_pairs(house.parts, ROSTER.format(track="mentoring")) == (1, 1)
            by_id = ROSTER.format(track="mentoring").replace("awa@example.org", house.ids["Awa"])
            assert await app.import_pairs(house.parts, by_id) == (0, 1)  # the same people by another name
            journey = await house.parts.store.run(lambda unit: next(unit.journeys.all()))
            assert [member.zone for member in journey.members.values()] == ["Africa/Dakar", "Europe/Paris"]

    asyncio.run(story())
