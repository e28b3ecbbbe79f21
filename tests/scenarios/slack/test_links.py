"""A coordinator gives a link through Slack's real edge: from the digest in two presses and a modal."""

from __future__ import annotations

from pathlib import Path

from bot.engine.flows.coordination import actions
from tests.adapters.slack.fake import Shown
from tests.labels import fr
from tests.scenarios.slack.house import House, play
from tests.values import at

GOALS = "https://videos.example.org/objectifs?a=1&b=2"
MONDAY = at("2026-01-12 12:00")


async def newest(house: House, who: str) -> Shown:
    """What the bot has just shown them."""
    return house.slack.ephemeral[-1] if house.slack.ephemeral else house.slack.in_(await house.direct(who))[-1]


def test_a_link_is_given_in_three_steps_from_the_digest(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.until(MONDAY)
        digest = house.slack.in_(await house.direct("Dominique"))[-1]
        assert fr("digest-linkless") in digest.text
        await house.press("Dominique", digest, actions.LINKS)
        listed = await newest(house, "Dominique")
        assert fr("links-title") in listed.text
        await house.press("Dominique", listed, actions.LINK, 2)
        modal = house.slack.modals[-1].view
        assert "vidéo sur le mentorat" in str(modal["blocks"])
        refused = await house.submit("Dominique", address="http://videos.example.org/")
        assert refused["response_action"] == "update"
        assert "http://videos.example.org/" in str(refused["view"]), "what was typed stays"
        assert await house.submit("Dominique", address=GOALS, last="2026-06-30") == {"response_action": "clear"}
        listed = await newest(house, "Dominique")
        assert "prochaines cartes mènent à cette adresse" in listed.text
        assert "jusqu’au mardi 30 juin" in listed.text
        assert "&lt;" not in listed.text
        prep = await house.command("Awa", "préparation")
        assert prep is not None
        assert f"<{GOALS.replace('&', '&amp;')}|" in str(prep.blocks)

    play(tmp_path, story)


def test_a_link_is_given_from_the_home_tab_too(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.until(MONDAY)
        await house.press("Dominique", await house.home("Dominique"), actions.LINKS)
        await house.press("Dominique", house.slack.modals[-1], actions.LINK, 2)
        assert "vidéo sur le mentorat" in str(house.slack.modals[-1].blocks)
        assert await house.submit("Dominique", address=GOALS) == {"response_action": "clear"}
        assert "prochaines cartes mènent à cette adresse" in house.slack.in_(await house.direct("Dominique"))[-1].text

    play(tmp_path, story)


def test_somebody_of_a_pair_reads_of_no_link(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        answer = await house.command("Camille", "liens")
        assert answer is not None
        assert fr("links-title") not in answer.text

    play(tmp_path, story)
