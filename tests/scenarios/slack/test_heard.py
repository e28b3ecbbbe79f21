"""What is heard as it was meant, and what is none of the bot's business."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.slack import tags
from adapters.slack.blocks import checkboxes
from adapters.slack.handlers import _values
from adapters.slack.inbound import Interaction, from_interaction
from adapters.slack.tags import Tag, TagKind
from tests.adapters.slack.fake import BOT, Shown
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, play

Json = dict[str, Any]


def test_what_slack_escapes_is_heard_as_it_was_typed(tmp_path: Path) -> None:
    """And escaped once when it is repeated."""
    typed = "a&amp;b&lt;c&gt;&amp;amp;"

    async def story(house: House) -> None:
        camille, direct = house.ids["Camille"], await house.direct("Camille")
        command = await house.command("Camille", typed, "C0GENERAL")
        assert command is not None
        await house.event(payloads.mention(camille, "C0GENERAL", typed))
        await house.event(payloads.message(camille, direct, typed))
        for said in (command.text, house.slack.ephemeral[-1].text, house.slack.in_(direct)[-1].text):
            assert said.startswith("Je n’ai pas compris")
            assert f"\u00a0{typed}\u00a0" in said.replace("\u202f", "\u00a0")

    play(tmp_path, story)


@pytest.mark.parametrize(
    "by", [{"user": BOT}, {"user": "USLACKBOT"}, {"user": ""}, {"bot_id": "B1"}, {"subtype": "message_changed"}]
)
def test_machines_are_not_answered(tmp_path: Path, by: Json) -> None:
    async def story(house: House) -> None:
        direct = await house.direct("Camille")
        said = len(house.slack.in_(direct))
        assert await house.event({**payloads.message(house.ids["Camille"], direct, "statut"), **by}) == 200
        if "subtype" not in by:
            assert await house.event({**payloads.mention(house.ids["Camille"], "C0X", "statut"), **by}) == 200
        assert (len(house.slack.in_(direct)), house.slack.ephemeral) == (said, [])

    play(tmp_path, story)


def test_a_form_in_a_modal_opens_on_top_of_it(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        home = await house.home("Camille")
        await house.press("Camille", home, "run", 1)
        date = house.slack.modals[-1]
        await house.press("Camille", date, "date.other")
        assert [len(house.slack.called(f"views.{how}")) for how in ("open", "push")] == [1, 1]
        assert house.slack.modals[-1].view["callback_id"] == "form"
        assert await house.submit("Camille", day="2026-01-15", time="10:00") == {"response_action": "clear"}
        assert "15 janvier" in house.slack.in_(await house.direct("Camille"))[-1].text

    play(tmp_path, story)


@pytest.mark.parametrize("in_view", [False, True])
def test_of_a_list_in_several_blocks_all_that_is_ticked_counts(in_view: bool) -> None:
    mine, other = Tag(TagKind.ANSWER, "p1", "s1.prep.mentee"), Tag(TagKind.ANSWER, "p2", "s1.prep.mentee")

    def block(tag: Tag, number: int, action: str, *ticked: str) -> tuple[str, str, Json]:
        made = checkboxes(f"{action}#{number}", [(value, value) for value in "abcdef"], ticked)
        chosen = made.get("initial_options", [])
        return tag.block(number), f"{action}#{number}", {"type": "checkboxes", "selected_options": chosen}

    shown = [
        block(mine, 1, "prep.tick", "a"),
        block(mine, 2, "prep.tick", "c", "d"),
        block(mine, 3, "settings.days", "e"),
        block(other, 1, "prep.tick", "f"),
    ]
    state: Json = {}
    for id, action, held in shown:
        state.setdefault(id, {})[action] = held
    used = {**shown[0][2], "block_id": shown[0][0], "action_id": shown[0][1]}
    used["selected_options"] = checkboxes("x", [("b", "b")], ["b"])["initial_options"]  # newer than the state
    view = {"id": "V1", "type": "modal", "callback_id": "read", "private_metadata": "", "blocks": []} if in_view else {}
    heard = from_interaction(payloads.press("U1", Shown("D1", "x", [], ts="1.2", view=view), used, "https://x", state))
    assert isinstance(heard, Interaction)
    tag = tags.read(used["block_id"])
    assert tag is not None
    assert _values(heard, heard.actions[0], "prep.tick", tag) == ["b", "c", "d"]
