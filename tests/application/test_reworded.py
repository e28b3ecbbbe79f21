"""Somebody's words are taken out of what others were shown, and nothing of the bot's own is broken by that."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.application.data_rights.erase import without
from bot.engine.people import NOBODY
from tests.storage.values import AMA

CARD = {
    "kind": "text",
    "title": "Un mot de Ama",
    "text": "Ama vous écrit :\n\nmerci\n\nIl dit merci à tous.",
    "parts": [{"kind": "text", "text": "merci"}, {"kind": "field", "name": "text", "entry": "line"}],
}


def reworded(*wrote: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(without(replace(AMA, mail=""), set(wrote))(json.dumps(CARD)))
    return found


def test_a_single_small_word_goes_where_it_is_a_line_alone() -> None:
    after = reworded("merci")
    assert after["text"] == f"{NOBODY} vous écrit :\n\n{NOBODY}\n\nIl dit merci à tous."
    assert after["title"] == f"Un mot de {NOBODY}"


def test_a_sentence_goes_wherever_it_stands() -> None:
    assert reworded("Il dit merci")["text"] == f"{NOBODY} vous écrit :\n\nmerci\n\n{NOBODY} à tous."


@pytest.mark.parametrize("word", ["kind", "text", "line", "field"])
def test_a_word_that_the_bot_uses_itself_breaks_no_card(word: str) -> None:
    after = reworded(word)
    assert after.keys() == CARD.keys()
    assert after["kind"] == "text"
    assert [part["kind"] for part in after["parts"]] == ["text", "field"]  # type: ignore[attr-defined]


def test_what_holds_nothing_of_theirs_stays_letter_for_letter() -> None:
    stored = '{ "text": "\\u00e9t\\u00e9" }'
    assert without(AMA, {"merci"})(stored) == stored
