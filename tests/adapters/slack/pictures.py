"""Draws the main cards as a person would see them: `make pictures`, or `python -m tests.adapters.slack.pictures [FOLDER]`.

The payloads are those of a played season; npm slack-blocks-to-jsx turns them into a page, chromium into a picture.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.slack.render import render
from adapters.slack.tags import Tag, TagKind
from bot.engine.programme import Track
from tests.adapters.slack.node import FOLDER, modules
from tests.adapters.slack.schema import Json
from tests.adapters.slack.test_play import season
from tests.browser import chrome
from tests.desk.shown import shown as desk
from tests.pictures import PICTURES, fingerprint
from tests.scenarios.slack.house import opened
from tests.scenarios.slack.test_home import booked
from tests.values import CONTENT, at

DRAWN = "slack-payloads.sha256"
"""The file beside the pictures that tells what each was drawn from."""

NARROW, WIDE = 600, 1060
"""Pixels; tables have room in a window's whole width."""

PAGE = """
import React from "react";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
const { blocks, name } = window.CARD;
const card = React.createElement(Message, { blocks, name, logo: window.LOGO, theme: "light", time: new Date(2026, 0, 8, 14, 48) });
createRoot(document.getElementById("card")).render(card);
"""
LOGO = (
    "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 36 36'><rect width='36' height='36' "
    "rx='8' fill='%232f4858'/><circle cx='14' cy='18' r='7' fill='%23f6ae2d'/><circle cx='22' cy='18' r='7' "
    "fill='%2386bbd8' fill-opacity='.85'/></svg>"
)


def cards() -> dict[str, list[Json]]:
    """By the picture's name."""
    posts, _ = season(Track.MENTORING, "fr")
    found: dict[str, list[Json]] = {}
    wanted = {
        "date": ("s1.date", 1),
        "prep": ("s1.prep.mentee", 0),
        "agenda": ("s1.agenda", 1),
        "agreement": ("agreement", 1),
        "goals": ("goals", 3),
        "evaluation": ("s2.evaluation.mentee", 3),
    }
    for name, (key, nth) in wanted.items():
        mine = [post for post in posts if post.key == key or post.key.startswith(f"{key}:")]
        post = mine[min(nth, len(mine) - 1)]
        voice = CONTENT.voices(post.languages, post.zones)
        found[name] = render(post.message, voice, Tag(TagKind.POST, post.pair, post.key)).blocks
    for name, answer in desk().items():
        found[name] = render(answer.message, answer.voice, Tag(TagKind.ANSWER, answer.pair, answer.key)).blocks
    return found | {"home": asyncio.run(_home())}


async def _home() -> list[Json]:
    """Camille's Home tab, on a day with a date agreed."""
    with TemporaryDirectory() as folder:
        async with opened(Path(folder), at("2026-01-05 07:00")) as house:
            await house.until(at("2026-01-05 10:30"))
            await booked(house)
            return (await house.home("Camille")).blocks


def fingerprints(shown: dict[str, list[Json]]) -> str:
    """A line for each card, with the digest of its structure."""
    return "".join(f"{fingerprint(blocks)}  slack-{name}.png\n" for name, blocks in sorted(shown.items()))


def page(name: str, blocks: list[Json]) -> Path:
    script, css = FOLDER / "page.js", modules() / "slack-blocks-to-jsx" / "dist" / "style.css"
    if not script.exists():
        (FOLDER / "page.mjs").write_text(PAGE)
        (bundler,) = (modules() / "@esbuild").glob("*/bin/esbuild")
        command = [str(bundler), "page.mjs", "--bundle", "--outfile=page.js", "--log-level=error"]
        subprocess.run([*command, '--define:process.env.NODE_ENV="production"'], cwd=FOLDER, check=True)
    # Slack's `verbatim` leaves bold and links alone (docs.slack.dev); this package takes it for "no markup at all",
    # and whatever stands between two colons for an emoji, even on two lines
    card = json.dumps({"blocks": [_known(one) for one in blocks], "name": "together"}).replace(', "verbatim": true', "")
    card = re.sub(r"(\d):(\d\d)", "\\1\N{RATIO}\\2", card)
    file = FOLDER / f"{name}.html"
    file.write_text(
        f"<!doctype html><meta charset=utf-8><style>{css.read_text()}</style>"
        "<style>body{margin:0;background:#fff;font-family:Lato,'Noto Sans','DejaVu Sans',sans-serif}"
        "#card{padding:12px}</style>"
        f"<div id=card></div><script>window.CARD={card};window.LOGO={json.dumps(LOGO)}</script>"
        f"<script>{script.read_text()}</script>"
    )
    return file


def _known(block: Json) -> Json:
    """The package knows Slack's earlier tables alone."""
    return {"type": "table", "rows": block["rows"]} if block["type"] == "data_table" else block


async def draw(shown: dict[str, list[Json]], folder: Path) -> None:
    found = chrome.find()
    assert found is not None, "there is no chromium here"
    async with chrome.browser(found) as browser:
        for name, blocks in shown.items():
            width = WIDE if any(block["type"] == "data_table" for block in blocks) else NARROW
            view = await browser.new_page(viewport={"width": width + 40, "height": 400}, device_scale_factor=1.5)
            await view.goto(page(name, blocks).as_uri())
            await view.wait_for_timeout(400)
            await view.locator("#card").screenshot(path=folder / f"slack-{name}.png")
            await view.close()


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    found = cards()
    asyncio.run(draw(found, folder))
    (folder / DRAWN).write_text(fingerprints(found))
