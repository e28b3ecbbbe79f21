"""Time zone and language follow the Slack profile, until somebody chooses others; a deactivated account rests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.ports import Person
from tests.adapters.slack.fake import TEAM
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import HEADER, House, opened
from tests.scenarios.slack.test_home import line
from tests.values import MENTEE, at

MONDAY = at("2026-01-05 07:00")
Story = Callable[[House], Awaitable[None]]
FOLLOWING = line("Awa", "Camille", ",") + line("Mia", "Camille", ",")
CHOSEN = line("Awa", "Camille", "fr,fr").replace("fr,fr,,", "fr,fr,Europe/Paris,Europe/Paris")


def play(folder: Path, story: Story, roster: str = FOLLOWING) -> None:
    async def told() -> None:
        async with opened(folder, MONDAY, roster=HEADER + roster) as house:
            await story(house)

    asyncio.run(told())


async def profile(house: House, who: str, **fields: Any) -> None:
    """As Slack tells it, with much that does not matter."""
    member = {"id": house.ids[who], "team_id": TEAM, "name": who.lower(), "deleted": False, "color": "4bbe2e"}
    member |= {"real_name": who, "is_bot": False, "profile": {"status_text": "in a train", "fields": []}, **fields}
    assert await house.event({"type": "user_change", "user": member, "cache_ts": 1767600000}) == 200
    await house.work()


async def person(house: House, who: str) -> Person:
    found = await house.parts.store.run(lambda unit: unit.people.at(house.sender(who)))
    assert found is not None
    return found


async def seen(house: House) -> set[tuple[str, str]]:
    """Camille's zone and language, as they and all of their pairs have them."""
    camille = await person(house, "Camille")
    members = [one.members[MENTEE] for one in await house.parts.store.run(lambda unit: list(unit.journeys.all()))]
    assert all(member.person == camille.id for member in members)
    return {(camille.zone, camille.languages[0]), *((member.zone, member.language) for member in members)}


def test_who_moves_is_followed_in_all_their_pairs(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await profile(house, "Camille", tz="Europe/Paris", locale="fr-FR")
        assert await seen(house) == {("Europe/Paris", "fr")}
        await profile(house, "Camille", tz="America/Montreal", locale="en-GB")
        assert await seen(house) == {("America/Montreal", "en")}
        assert (await person(house, "Camille")).languages == ("en", "fr")
        await profile(house, "Camille", tz="Nowhere/Nowhere", locale="de-DE")
        await profile(house, "Camille")
        await profile(house, "Mia", tz="Asia/Tokyo", locale="en-US")
        await profile(house, "Dominique", tz="Asia/Tokyo")
        assert await seen(house) == {("America/Montreal", "en")}

    play(tmp_path, story)


def test_what_the_file_says_is_chosen(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await profile(house, "Camille", tz="America/Montreal", locale="en-GB")
        assert await seen(house) == {("Europe/Paris", "fr")}

    play(tmp_path, story, CHOSEN)


def test_what_somebody_chose_stays_and_what_they_left_as_it_was_does_not(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 10:30"))
        await house.command("Camille", "langue fr", await house.direct("Camille"))
        for zone, follows in (("Europe/Paris", True), ("Dakar", False)):
            settings = await house.command("Camille", "réglages", await house.direct("Camille"))
            assert settings is not None
            await house.press("Camille", settings, "settings.edit")
            await house.submit("Camille", start="09:00", end="18:00", zone=zone)
            before = (await person(house, "Camille")).zone
            assert before.endswith(zone)
            await profile(house, "Camille", tz="America/Montreal", locale="en-GB")
            assert await seen(house) == {("America/Montreal" if follows else before, "fr")}
            await profile(house, "Camille", tz="Europe/Paris")

    play(tmp_path, story)


@pytest.mark.parametrize(("locale", "languages"), [("de-DE", ("fr", "en")), (None, ("fr", "en")), ("en-US", ("en",))])
def test_a_profile_in_a_language_that_the_programme_does_not_speak_keeps_nobody_out(
    tmp_path: Path, locale: str | None, languages: tuple[str, ...]
) -> None:
    async def story() -> None:
        async with opened(tmp_path, MONDAY, roster="") as house:
            house.slack.overrides["camille@example.org"] = {"locale": locale}
            assert await app.import_pairs(house.parts, HEADER + line("Awa", "Camille", ",")) == (1, 1)
            assert (await person(house, "Camille")).languages == languages

    asyncio.run(story())


def test_who_is_of_an_unknown_language_is_spoken_to_in_both_until_they_choose(tmp_path: Path) -> None:
    """In every way that they are answered, and by what is posted."""

    async def story() -> None:
        async with opened(tmp_path, MONDAY, roster="") as house:
            house.slack.overrides["camille@example.org"] = {"locale": "de-DE"}
            await app.import_pairs(house.parts, HEADER + line("Awa", "Camille", "fr,"))
            await house.until(at("2026-01-05 10:30"))
            direct, said = await house.direct("Camille"), {}
            for word in ("", "langue en"):
                if word:
                    await house.command("Camille", word, direct)
                prep = await house.command("Camille", "prep", "C0GENERAL")
                assert prep is not None
                await house.event(payloads.message(house.ids["Camille"], direct, "statut"))
                await house.event(payloads.mention(house.ids["Camille"], "C0GENERAL", "statut"))
                await house.interact(payloads.shortcut(house.ids["Camille"], "together.global.status"))
                home = await house.home("Camille")
                said[word] = [
                    prep.text,
                    house.slack.in_(direct)[-1].text,
                    house.slack.ephemeral[-1].text,
                    str(house.slack.modals[-1].blocks),
                    str(home.blocks),
                ]
                if not word:
                    said["posted"] = [house.slack.in_(direct)[0].text]
            for text in (*said[""], *said["posted"]):
                assert "Awa" in text
                assert " session" in text.lower(), text
                assert "séance" in text.lower(), text
            for text in said["langue en"]:
                assert " session" in text.lower(), text
                assert "séance" not in text.lower(), text

    asyncio.run(story())


def test_a_deactivated_account_rests_and_comes_back_by_itself(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 10:30"))
        camille = await person(house, "Camille")
        house.slack.deactivated.add(house.ids["Camille"])
        for _ in range(2):
            await profile(house, "Camille", deleted=True)
        assert len(await house.parts.store.run(lambda unit: unit.people.memberships(camille.id))) == 2
        assert "Camille a un empêchement" not in house.slack.in_(await house.direct("Awa"))[-1].text
        await house.until(at("2026-01-06 12:00"))
        assert "Camille a un empêchement" in house.slack.in_(await house.direct("Awa"))[-1].text
        house.slack.deactivated.clear()
        for _ in range(2):
            await profile(house, "Camille")
        await house.until(at("2026-01-07 12:00"))
        assert "Camille est de retour" in house.slack.in_(await house.direct("Awa"))[-1].text
        journeys = await house.parts.store.run(lambda unit: list(unit.journeys.all()))
        assert [one.pause for one in journeys] == [None, None]

    play(tmp_path, story)


def test_a_deactivated_account_that_stays_so_is_a_leaver(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 10:30"))
        camille = await person(house, "Camille")
        house.slack.deactivated.add(house.ids["Camille"])
        await profile(house, "Camille", deleted=True)
        await house.until(at("2026-02-05 12:00"))
        assert await house.parts.store.run(lambda unit: unit.people.memberships(camille.id)) == []
        assert "Camille ne participe plus" in house.slack.in_(await house.direct("Awa"))[-1].text

    play(tmp_path, story)
