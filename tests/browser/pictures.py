"""Draws the pictures of the local page: for the README a pair at the end of its first agenda, about to agree on how it goes on;
and a coordinator's list of pairs, with one of them below it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import expect

from bot.app import sqlite_at
from bot.app.demo import on_stage
from bot.settings import Settings
from tests.browser import chrome
from tests.browser.test_desk import page_of
from tests.desk.shown import season
from tests.labels import fr

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PICTURE, DESK = FOLDER / "demo.png", FOLDER / "desk.png"


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
        on = shared.locator("[data-press='agenda.next']")
        while not await on.count():
            await page.locator("#jump").click()
            await expect(page.locator("#jump:not([aria-busy])")).to_be_visible()
        agreement = shared.locator("[data-press='agreement.yes']")
        for _ in range(9):
            if await agreement.count():
                break
            await on.last.click()
            await page.wait_for_timeout(300)
        await agreement.last.scroll_into_view_if_needed()
        await page.screenshot(path=PICTURE)


async def draw_desk(folder: Path) -> None:
    chromium = chrome.find()
    assert chromium is not None, "no chromium here (apt-get install chromium, or playwright install chromium)"
    async with season(folder) as (container, _), page_of(container) as address, chrome.browser(chromium) as browser:
        page = await browser.new_page(locale="fr-FR", viewport={"width": 1440, "height": 1000})
        await page.goto(address)
        pane = page.locator("#pane-coordinator")
        await pane.locator("input.write").fill(fr("desk-pairs-words").split(",")[0])
        await page.keyboard.press("Enter")
        await expect(pane.get_by_role("table", name=fr("desk-pairs-title"))).to_be_visible()
        await pane.screenshot(path=DESK)


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        asyncio.run(draw(Path(temporary)))
    with TemporaryDirectory() as temporary:
        asyncio.run(draw_desk(Path(temporary)))
