"""A coordinator's desk through Slack's real edge: a list, a filter in its place, one pair, and back, in three presses."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.flows.coordination import actions
from tests.adapters.slack.fake import Shown
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, play
from tests.values import at


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
        assert house.slack.ephemeral == [listed], "each in the place of the one before"

    play(tmp_path, story)


def test_somebody_of_a_pair_has_no_desk(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        answer = await house.command("Camille", "binômes")
        assert answer is not None
        assert "Les binômes" not in answer.text

    play(tmp_path, story)


# The list as a table ---------------------------------------------------------------------------------------------


def cells(shown: Shown | None) -> list[list[str]]:
    """The rows of the table of a message; none, where pairs stand in lines of text."""
    assert shown is not None
    found = [block for block in shown.blocks if block["type"] == "data_table"]
    return [[cell["text"] for cell in row] for block in found for row in block["rows"]]


async def written(house: House, text: str) -> Shown:
    """What Dominique reads in the bot's own conversation, having written there."""
    where = await house.direct("Dominique")
    assert await house.event(payloads.message(house.ids["Dominique"], where, text)) == 200
    return house.slack.in_(where)[-1]


def test_the_list_is_a_table_wherever_it_is_asked_for(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        for shown in (await house.command("Dominique", "binômes"), await written(house, "binômes")):
            head, row = cells(shown)
            assert head == ["Binôme", "Où en est le binôme", "Ce qui demande votre attention"]
            assert row[0] == "Awa et Camille"
            assert row[1] == "séance 1, cherche une date"
            assert shown is not None
            await house.press("Dominique", shown, actions.LIST, 2)
            assert cells(shown) == [head, row], "in its place, too"

    play(tmp_path, story)


@pytest.mark.parametrize("status", [400, 200])
def test_a_workspace_that_knows_no_tables_gets_lines_and_is_asked_once(tmp_path: Path, status: int) -> None:
    async def story(house: House) -> None:
        house.slack.knows_tables, house.slack.refuses_with = False, status
        listed = await house.command("Dominique", "binômes")
        assert listed is not None
        assert cells(listed) == []
        assert "• Awa et Camille – séance 1, cherche une date" in str(listed.blocks)
        assert len(house.slack.called("response_url")) == 2
        again = await house.command("Dominique", "binômes")
        assert again is not None
        assert again.blocks == listed.blocks
        assert len(house.slack.called("response_url")) == 2, "in the acknowledgement, as any answer"

    play(tmp_path, story)


def test_the_bots_own_conversation_gets_lines_too(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        house.slack.knows_tables = False
        for tries in (2, 1):
            before = len(house.slack.called("chat.postMessage"))
            assert cells(await written(house, "binômes")) == []
            assert len(house.slack.called("chat.postMessage")) == before + tries

    play(tmp_path, story)


def test_no_view_has_a_table(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-12 12:00"))
        home = await house.home("Dominique")
        await house.press("Dominique", home, actions.LIST)
        (modal,) = house.slack.modals
        assert cells(modal) == []
        assert "• Awa et Camille – séance 1, cherche une date" in str(modal.blocks)

    play(tmp_path, story)
