"""The report and an attestation on the local page, where the bot has no address on the web: a word, a link, a button."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Page, expect

from bot import app
from bot.app import import_pairs, sqlite_at
from bot.app.web import server
from bot.infra.clock import SetClock
from bot.settings import Settings
from tests.adapters.pages.house import CLAIRE, KEY, has_met
from tests.browser import chrome
from tests.dialogues.stage import HEADER, line
from tests.labels import fr
from tests.values import at

pytestmark = pytest.mark.browser


async def opened(page: Page, pane: str, word: str) -> Page:
    """The page that the newest link of somebody's chat leads to, after they have typed a word."""
    box = page.locator(f"#pane-{pane}").get_by_role("combobox")
    await box.fill(word)
    await box.press("Enter")
    if word == "attestation":
        await page.locator(f"#pane-{pane} [data-press='attestation.page']").last.click()
    async with page.expect_popup() as popup:
        await page.locator(f"#pane-{pane} a.link").last.click()
    return await popup.value


def test_both_are_had_in_three_steps(chromium: str, tmp_path: Path) -> None:
    async def run() -> None:
        clock = SetClock(at("2026-01-06 09:00"))
        settings = Settings(database_url=sqlite_at(tmp_path / "page.db"), secret_keys=(KEY,), coordinators=(CLAIRE,))
        async with app.opened(settings, clock, migrate=True) as parts, chrome.browser(chromium) as browser:
            await import_pairs(parts, HEADER + line("Awa", "Camille"))
            runner = web.AppRunner(server(parts), access_log=None, shutdown_timeout=1)
            await runner.setup()
            try:
                site = web.TCPSite(runner, "127.0.0.1", 0)
                await site.start()
                await has_met(parts, "2026-01-06")
                clock.at += timedelta(days=7)
                await parts.service.digests.send()
                page = await browser.new_page(locale="fr-FR", viewport={"width": 1280, "height": 900})
                await page.goto(f"http://127.0.0.1:{runner.addresses[0][1]}")
                report = await opened(page, "coordinator", "rapport")
                await report.get_by_role("button", name=fr("report-page-show")).click()
                await expect(report.get_by_role("rowheader", name=fr("report-held"))).to_be_visible()
                async with report.expect_download() as download:
                    await report.get_by_role("link", name=fr("report-page-file")).click()
                assert (await download.value).suggested_filename == "report.csv"
                mine = await opened(page, "mentee", "attestation")
                await mine.get_by_role("button", name=fr("attestation-page-show")).click()
                said = fr("attestation-mentoring-mentee", name="Camille", programme="together")
                await expect(mine.get_by_text(said)).to_be_visible()
                width = await mine.evaluate("getComputedStyle(document.body).maxWidth")
                assert width == "640px", "the style is let through"
            finally:
                await runner.cleanup()

    asyncio.run(run())
