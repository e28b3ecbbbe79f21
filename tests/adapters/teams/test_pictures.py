"""The pictures in the docs are of the cards as they are: beside them stands how the cards were built when they were taken.

`make pictures` takes them anew.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from pathlib import Path

from adapters.teams.render import Json, card
from bot.engine.programme import Track
from tests.adapters.slack.test_play import season
from tests.adapters.teams.drawn import draw
from tests.desk.shown import shown
from tests.pictures import PICTURES, fingerprint
from tests.values import CONTENT

TAKEN = PICTURES / "teams.json"
CARDS = {
    "agenda": ("s1.agenda", 1),
    "agreement": ("agreement", 0),
    "booked": ("s1.date", 2),
    "date": ("s1.date", 1),
    "evaluation": ("s1.evaluation.mentor", 1),
    "prep": ("s1.prep.mentor", 1),
}
"""By picture: the key of its card, and which of that key's drawings in a season."""


def now() -> dict[str, str]:
    """A digest of each card's structure as it is now."""
    posts, _ = season(Track.MENTORING, "fr")
    found = {}
    for name, (key, nth) in CARDS.items():
        post = [post for post in posts if post.key == key][nth]
        drawn = card(post.message, CONTENT.voices(post.languages, post.zones), "p1", post.key)
        found[name] = fingerprint(drawn)[:16]
    return found | {name: fingerprint(drawn)[:16] for name, drawn in desk().items()}


def desk() -> dict[str, Json]:
    """What coordinators read."""
    return {name: card(one.message, one.voice, one.pair, one.key) for name, one in shown().items()}


def test_the_pictures_are_of_the_cards_as_they_are() -> None:
    if folder := os.environ.get("TOGETHER_PICTURES"):
        (Path(folder) / TAKEN.name).write_text(json.dumps(now(), indent=2) + "\n")
        asyncio.run(draw(desk(), Path(folder)))
        for other in Path(folder).glob("teams-*.png"):
            if other.stem.removeprefix("teams-") not in now():
                other.unlink()
    assert json.loads(TAKEN.read_text()) == now(), "the cards are built otherwise now: make pictures"


def test_each_picture_is_in_the_docs_and_no_other() -> None:
    docs = (PICTURES.parent / "teams.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\(pictures/teams-(\w+)\.png\)", docs)) == set(now())
    assert {file.stem.removeprefix("teams-") for file in PICTURES.glob("teams-*.png")} == set(now())
