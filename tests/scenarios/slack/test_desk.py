"""A coordinator's desk through Slack's real edge: a list, a filter in its place, one pair, and back, in three presses."""

from __future__ import annotations

from pathlib import Path

from bot.engine.flows.coordination import actions
from tests.scenarios.slack.house import House, play


def test_a_coordinator_finds_a_pair_and_returns_to_the_list(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        listed = await house.command("Dominique", "binômes")
        assert listed is not None
        assert "Awa et Camille" in listed.text
        await house.press("Dominique", listed, actions.LIST, 2)
        assert "✓ Cherchent une date" in str(listed.blocks)
        await house.press("Dominique", listed, actions.OPEN)
        assert "Où en est le binôme" in listed.text
        await house.press("Dominique", listed, actions.LIST)
        assert "✓ Cherchent une date" in str(listed.blocks), "as it was narrowed down"
        assert house.slack.ephemeral == [], "each in the place of the one before"

    play(tmp_path, story)


def test_somebody_of_a_pair_has_no_desk(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        answer = await house.command("Camille", "binômes")
        assert answer is not None
        assert "Les binômes" not in answer.text

    play(tmp_path, story)
