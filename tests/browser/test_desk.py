"""Every task of the desk on the local page, in a real browser, from the digest in the coordinator's pane."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import Locator, Page, expect

from adapters.local.plugin import PLUGIN, attach_page
from bot import app
from bot.app.channels import context
from bot.application.delivery.worker import Worker
from bot.infra.clock import Clock, SetClock, ShiftedClock, SystemClock
from bot.ports import Address
from bot.settings import Coordinator, Settings
from tests.browser import chrome
from tests.desk.walks import WALKS, Fill, Press, Write, asks, walked
from tests.dialogues.stage import HEADER, line
from tests.labels import fr
from tests.seals import KEY
from tests.values import at

pytestmark = pytest.mark.browser

DIGEST = at("2026-01-26 09:00")
DOMINIQUE = Coordinator(Address("local", "dominique"), "Dominique", ("fr",), "Europe/Paris")


@dataclass
class PageDesk:
    page: Page
    shown: Locator = field(init=False)

    @property
    def cards(self) -> Locator:
        return self.page.locator("#pane-coordinator article.card")

    async def begin(self) -> None:
        await self.page.reload()
        digests = self.cards.filter(has_text=fr("digest-title"))
        await expect(digests.first).to_be_visible()
        titles = await self.cards.all_inner_texts()
        self.shown = self.cards.nth(max(n for n, title in enumerate(titles) if fr("digest-title") in title))

    async def press(self, step: Press) -> None:
        buttons = self.shown.locator(f"[data-press='{step.action}']")
        carried = [await one.get_attribute("data-value") or "" for one in await buttons.all()]
        button = buttons.nth(step.nth(carried))
        before, asks_first = await self.cards.count(), await button.get_attribute("data-question")
        async with self.page.expect_response("**/api/press") as answered:
            await button.click()
            if asks_first:
                await self.page.get_by_role("dialog").locator("[data-answer='yes']").click()
        await self._look(before, (await (await answered.value).json())["answers"])

    async def write(self, step: Write) -> None:
        before = await self.cards.count()
        box = self.page.locator("#pane-coordinator input.write")
        async with self.page.expect_response("**/api/type") as answered:
            await box.fill(step.text)
            await box.press("Enter")
        await self._look(before, (await (await answered.value).json())["answers"])

    async def fill(self, step: Fill) -> int:
        before, form = await self.cards.count(), self.shown.locator(f"form[data-action='{step.action}']")
        for name, value in step.fields.items():
            field = form.locator(f"[name='{name}']")
            if await field.evaluate("field => field.tagName") == "SELECT":
                await field.select_option(value)
            else:
                await field.fill(
                    value.removeprefix("@").lower().replace("me", "dominique") if value.startswith("@") else value
                )
        async with self.page.expect_response("**/api/submit") as answered:
            await form.locator("[type='submit']").click()
        await self._look(before, (await (await answered.value).json())["answers"])
        return 1

    async def reads(self, words: str) -> bool:
        await expect(self.shown).to_contain_text(words.removeprefix("✓ "))
        pressed = self.shown.locator("[aria-pressed='true']").filter(has_text=words.removeprefix("✓ "))
        return not words.startswith("✓ ") or await pressed.count() == 1

    async def _look(self, before: int, answers: list[dict[str, Any]]) -> None:
        new = sum(not answer["redraw"] for answer in answers)
        await expect(self.cards).to_have_count(before + new)
        if new:
            self.shown = self.cards.nth(before + new - 1)
        for title in (str(answer["content"]["title"]) for answer in answers if answer["redraw"]):
            await expect(self.shown).to_contain_text(title)


@asynccontextmanager
async def opened(folder: Path, clock: Clock) -> AsyncIterator[app.Container]:
    settings = Settings(
        database_url=app.sqlite_at(folder / "together.db"),
        coordinators=(DOMINIQUE,),
        secret_keys=(KEY,),
        public_url="https://together.example.org",
    )
    async with app.opened(settings, clock, migrate=True) as container:
        yield container


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[str]:
    """From the morning of the digest on; time runs, and the page shows what came first above what came after it."""
    async with opened(folder, ShiftedClock(DIGEST - SystemClock().now())) as container, page_of(container) as address:
        yield address


@asynccontextmanager
async def page_of(container: app.Container) -> AsyncIterator[str]:
    """The address of the page, served."""
    server = web.Application()
    attach_page(server, context(container), None)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def played(folder: Path) -> None:
    clock = SetClock(at("2026-01-05 07:00"))
    async with opened(folder, clock) as container:
        await app.import_pairs(container, HEADER + line("Awa", "Camille"))
        worker = Worker(container.service, {PLUGIN.name: PLUGIN.channel(context(container))}, clock, "test")
        for day in ("2026-01-05 10:30", "2026-01-12 10:30", "2026-01-19 10:30", "2026-01-20 10:30"):
            clock.at = at(day)
            await worker.drain()
        await asks(container.interactions, Address("local", "camille"))
        clock.at = DIGEST
        await worker.drain()


def test_three_steps_on_the_page(chromium: str, tmp_path: Path) -> None:
    async def story() -> None:
        (base := tmp_path / "base").mkdir()
        await played(base)
        async with chrome.browser(chromium) as browser:
            for n, walk in enumerate(WALKS.values()):
                async with served(shutil.copytree(base, tmp_path / str(n))) as address:
                    page = await browser.new_page(locale="fr-FR", viewport={"width": 1440, "height": 900})
                    await page.goto(address)
                    await walked(PageDesk(page), walk)
                    await page.close()

    asyncio.run(story())
