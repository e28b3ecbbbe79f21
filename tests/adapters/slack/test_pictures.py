"""The pictures in the docs: one for each main card, drawn by `make pictures`."""

from __future__ import annotations

import re

from tests.adapters.slack.pictures import DRAWN, cards, fingerprints
from tests.adapters.slack.valid import complaints
from tests.pictures import PICTURES


def test_each_main_card_has_its_picture_in_the_docs() -> None:
    drawn = cards()
    stale = "the cards are built otherwise now: make pictures"
    assert fingerprints(drawn) == (PICTURES / DRAWN).read_text(encoding="utf-8"), stale
    assert all(complaints(blocks, view=name == "home") == [] for name, blocks in drawn.items())
    docs = (PICTURES.parent / "slack.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\(pictures/slack-(\w+)\.png\)", docs)) == set(drawn)
    assert {file.stem.removeprefix("slack-") for file in PICTURES.glob("slack-*.png")} == set(drawn)
