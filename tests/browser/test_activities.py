"""Every activity on the local page, in a real browser: one of the two by mouse, the other by keyboard."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.engine.programme import Track
from tests.activities.edges import Stage, played
from tests.browser import chrome
from tests.browser.activities import OnPage
from tests.impatient.house import HEAD, house

pytestmark = pytest.mark.browser

ROSTER = HEAD + "Awa,Camille,mentoring,2026-01-05,fr,fr,Africa/Dakar,Europe/Paris,local,awa,local,camille\n"


def test_a_season_of_activities(chromium: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with house(tmp_path, roster=ROSTER) as home, chrome.browser(chromium) as browser:
            page = await browser.new_page(locale="fr-FR", viewport={"width": 1280, "height": 800})
            trouble: list[str] = []
            page.on("pageerror", lambda error: trouble.append(str(error)))
            await home.settle()
            await page.goto(str(home.session._base_url))
            await expect(page.get_by_role("heading", level=2).first).to_be_visible()
            await played(OnPage(home, page), Stage(home.container, home.clock), Track.MENTORING)
            assert not await home.undelivered()
            assert trouble == []

    asyncio.run(run())
