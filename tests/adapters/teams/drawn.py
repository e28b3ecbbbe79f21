"""Cards as clients draw them: by Microsoft's own renderer (npm adaptivecards), in chromium."""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page

from adapters.teams.render import Json
from tests.adapters.slack.node import modules
from tests.browser import chrome

PACKAGES = ("adaptivecards@3.0.5",)
FOLDER = Path(tempfile.gettempdir()) / "together-node-teams"

PHONE, DESKTOP = 288, 560
"""Pixels that a card has for itself."""

LOOKS = {
    "fontFamily": "'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif",
    "spacing": {"small": 4, "default": 8, "medium": 12, "large": 16, "extraLarge": 24, "padding": 12},
    "actions": {"actionsOrientation": "horizontal", "actionAlignment": "left", "maxActions": 6},
}
"""Of what a host decides, the little that matters here."""

STYLE = """
body { margin: 0; background: #f5f5f5 }
#card { background: #fff; border-radius: 6px; margin: 12px; overflow: hidden }
.ac-actionSet { flex-wrap: wrap; gap: 6px }
.ac-pushButton { font: 600 13px 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif; padding: 6px 12px; border: 1px solid #d1d1d1;
  border-radius: 4px; background: #fff; white-space: normal !important; text-align: left }
.ac-horizontal-separator { background: none }
"""

DRAW = """
const card = new AdaptiveCards.AdaptiveCard();
card.hostConfig = new AdaptiveCards.HostConfig(LOOKS);
card.parse(CARD);
document.getElementById("card").append(card.render());
"""


@asynccontextmanager
async def drawn(browser: Browser, card: Json, width: int) -> AsyncIterator[Page]:
    """A page with the card on it, so many pixels wide."""
    script = modules(PACKAGES, FOLDER) / "adaptivecards" / "dist" / "adaptivecards.js"
    page = await browser.new_page(viewport={"width": width + 24, "height": 600}, device_scale_factor=1.5)
    given = f"const LOOKS={json.dumps(LOOKS)}, CARD={json.dumps(card)};"
    await page.set_content(
        f"<!doctype html><meta charset=utf-8><style>{STYLE}#card{{width:{width}px}}</style><div id=card>"
    )
    await page.add_script_tag(path=script)
    await page.add_script_tag(content=given + DRAW)
    try:
        yield page
    finally:
        await page.close()


async def draw(cards: Mapping[str, Json], folder: Path) -> None:
    """Pictures of them."""
    found = chrome.find()
    assert found is not None, "there is no chromium here"
    async with chrome.browser(found) as browser:
        for name, card in cards.items():
            async with drawn(browser, card, DESKTOP) as page:
                await page.screenshot(path=folder / f"teams-{name}.png", full_page=True)
