"""Draws the README's picture of the local page: a pair in the middle of its first séance's agenda."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import expect

from bot.app import sqlite_at
from bot.app.demo import on_stage
from bot.settings import Settings
from tests.browser import chrome

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "demo.png"


async def draw(folder: Path) -> None:
    settings = Settings(database_url=sqlite_at(folder / "demo.db"), port=0)
    chromium = chrome.find()
    assert chromium is not None, "no chromium here (apt-get install chromium, or playwright install chromium)"
    async with chrome.browser(chromium) as browser, on_stage(settings) as address:
        page = await browser.new_page(locale="fr-FR", viewport={"width": 1440, "height": 900})
        await page.goto(address)
        shared = page.locator("#pane-shared")
        slots = shared.locator("[data-press='date.tap']")
        await slots.first.click()
        await expect(slots.first).to_have_attribute("aria-pressed", "true")
        await shared.locator(".speakers label").last.click()
        await slots.first.click()
        await expect(slots).to_have_count(0)
        while not await shared.locator("[data-press='agenda.next']").count():
            await page.locator("#jump").click()
            await expect(page.locator("#jump:not([aria-busy])")).to_be_visible()
        await page.screenshot(path=PICTURE)


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        asyncio.run(draw(Path(temporary)))
