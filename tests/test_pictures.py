"""A fingerprint of a card's structure: it changes with what a card is made of, never with its words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pictures import fingerprint


def card() -> dict[str, Any]:
    button = {"type": "button", "action_id": "date.none#0", "text": {"type": "plain_text", "text": "Aucune"}}
    return {
        "blocks": [
            {"type": "header", "text": {"type": "mrkdwn", "text": "Une date"}},
            {"type": "actions", "elements": [button]},
        ]
    }


def test_words_are_no_part_of_it() -> None:
    other = card()
    other["blocks"][0]["text"] = {"type": "plain_text", "text": "Tout autre chose"}
    other["blocks"][1]["elements"][0]["text"]["text"] = "Pas une seule"
    assert fingerprint(other) == fingerprint(card())


@pytest.mark.parametrize("part", ["type", "action", "style", "count", "order"])
def test_what_it_is_made_of_is(part: str) -> None:
    other = card()
    blocks, button = other["blocks"], other["blocks"][1]["elements"][0]
    match part:
        case "type":
            blocks[0]["type"] = "section"
        case "action":
            button["action_id"] = "date.other#0"
        case "style":
            button["style"] = "danger"
        case "count":
            blocks[1]["elements"].append(button)
        case _:
            blocks.reverse()
    assert fingerprint(other) != fingerprint(card())
