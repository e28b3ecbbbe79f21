"""The first five minutes with the demo: the real bot on a real SQLite file, and every click of the reader counted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from bot.app import sqlite_at
from bot.app.demo import on_stage
from bot.infra.clock import ShiftedClock, SystemClock
from bot.settings import Settings
from tests.browser import chrome
from tests.labels import en
from tests.values import at

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
CLICKS = 15
"""From the first look at the page to the end of the first séance."""

OPENED = at("2026-11-27 16:20")
"""A Friday when some are at work still and others have gone home: on whichever day the test runs."""

OF_PAIR = ("mentor", "shared", "mentee")


@dataclass
class Reader:
    """Somebody who sees the page for the first time, and counts their clicks."""

    page: Page
    phone: bool
    clicks: int = 0

    def pane(self, role: str) -> Locator:
        return self.page.locator(f"#pane-{role}")

    async def click(self, what: Locator) -> None:
        await what.click()
        self.clicks += 1

    async def jump(self) -> None:
        """On; and something is to be seen, where the reader is led on a phone, and marked."""
        before = [await self.pane(role).locator(".log").inner_text() for role in OF_PAIR]
        await self.click(self.page.locator("#jump"))
        await expect(self.page.locator("#jump:not([aria-busy])")).to_be_visible()
        after = [await self.pane(role).locator(".log").inner_text() for role in OF_PAIR]
        assert before != after, f"click {self.clicks}: nothing to be seen"
        marked = self.page.locator(", ".join(f"#pane-{role} .card .fresh" for role in OF_PAIR))
        await expect(marked.first).to_be_attached()
        if self.phone:
            current = self.page.locator(".pane.current")
            await expect(current.locator(".card .fresh").first).to_be_visible()
        for role in OF_PAIR:
            new = await self.pane(role).locator(".card .fresh").count()
            await expect(self.pane(role).locator(".head .fresh")).to_have_text([str(new)] if new else [""])

    async def show(self, role: str) -> None:
        if self.phone and not await self.pane(role).is_visible():
            await self.click(self.page.locator(f".tabs [data-role='{role}']"))

    async def press(self, action: str) -> None:
        """A button of the shared conversation's newest card that has it."""
        await self.show("shared")
        button = self.pane("shared").locator(f"[data-press='{action}']").last
        pressed = await button.get_attribute("data-id")
        await self.click(button)
        await expect(self.pane("shared").locator(f"[data-id='{pressed}']")).to_have_count(0)

    async def until(self, action: str) -> None:
        while not await self.pane("shared").locator(f"[data-press='{action}']").count():
            assert self.clicks < CLICKS
            await self.jump()


Walk = Callable[[Reader], Awaitable[None]]


def meet(chromium: str, folder: Path, walk: Walk, *, locale: str, viewport: ViewportSize) -> None:
    """Starts the demo, and opens its page in a browser of that language."""

    async def run() -> None:
        settings = Settings(database_url=sqlite_at(folder / "demo.db"), port=0)
        time = ShiftedClock(OPENED - SystemClock().now())
        async with chrome.browser(chromium) as browser, on_stage(settings, time) as address:
            page = await browser.new_page(locale=locale, viewport=viewport)
            trouble: list[str] = []
            page.on("pageerror", lambda error: trouble.append(str(error)))
            await page.goto(address)
            await expect(page.get_by_role("article").first).to_be_visible()
            await walk(Reader(page, viewport is PHONE))
            assert trouble == []

    asyncio.run(run())


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
def test_the_first_seance_is_over_within_fifteen_clicks(
    chromium: str, tmp_path: Path, locale: str, viewport: ViewportSize
) -> None:
    async def walk(reader: Reader) -> None:
        await reader.show("shared")
        slots = reader.pane("shared").locator("[data-press='date.tap']")
        await reader.click(slots.first)
        await expect(slots.first).to_have_attribute("aria-pressed", "true")
        await reader.click(reader.pane("shared").locator(".speakers label").last)
        await reader.click(slots.first)
        await expect(slots).to_have_count(0)
        await reader.until("agenda.next")
        while await reader.pane("shared").locator("[data-press='agenda.next']").count():
            await reader.press("agenda.next")
        await reader.press("agenda.end")
        assert reader.clicks <= CLICKS
        await expect(reader.pane("shared").locator("[data-press='held.yes']").last).to_be_visible()

    meet(chromium, tmp_path, walk, locale=locale, viewport=viewport)


@pytest.mark.parametrize(
    ("locale", "people", "coordinator"),
    [
        ("fr-FR", ["Awa", "Awa et Camille", "Camille"], "Dominique"),
        ("en-GB", ["Priya", "Priya and Sam", "Sam"], "Robin"),
    ],
)
def test_everybody_is_of_the_browsers_language_and_each_pane_says_what_to_do(
    chromium: str, tmp_path: Path, locale: str, people: list[str], coordinator: str
) -> None:
    async def walk(reader: Reader) -> None:
        page, language = reader.page, locale[:2]
        await expect(page.locator("h2")).to_have_text([*people, coordinator])
        await expect(page.locator("html")).to_have_attribute("lang", language)
        for role in OF_PAIR:
            await expect(reader.pane(role).locator("article").first).to_have_attribute("lang", language)
        hints = await page.locator(".hint").all_inner_texts()
        assert len(hints) == 4
        for hint, name in zip(hints, (people[0], "", people[2], coordinator), strict=True):
            assert name in hint
            assert ("jouez" if language == "fr" else "play") in hint
        for hint in hints[:3]:
            assert ("avancez" if language == "fr" else "jump") in hint
        for one in await page.locator(".hint").all():
            box = await one.bounding_box()
            assert box is not None
            assert box["height"] < 30, "one line"

    meet(chromium, tmp_path, walk, locale=locale, viewport=WIDE)


def test_a_phone_opens_on_a_conversation_with_something_in_it_and_marks_the_others(
    chromium: str, tmp_path: Path
) -> None:
    async def walk(reader: Reader) -> None:
        await expect(reader.page.locator(".pane.current article").first).to_be_visible()
        for role in ("mentor", "mentee"):
            await expect(reader.page.locator(f".tabs [data-role='{role}'] .unread")).to_contain_text("1")
            await reader.show(role)
            await expect(reader.pane(role).locator("article").first).to_be_visible()
            await expect(reader.page.locator(f".tabs [data-role='{role}'] .unread")).to_have_count(0)

    meet(chromium, tmp_path, walk, locale="fr-FR", viewport=PHONE)


def test_links_to_one_host_say_what_each_is(chromium: str, tmp_path: Path) -> None:
    async def walk(reader: Reader) -> None:
        slots = reader.pane("shared").locator("[data-press='date.tap']")
        await slots.first.click()
        await reader.pane("shared").locator(".speakers label").last.click()
        await slots.first.click()
        await expect(slots).to_have_count(0)
        links = await reader.pane("shared").locator("a.link").all_inner_texts()
        assert len(links) == len(set(links)) == 3
        assert not [text for text in links if "127.0.0.1" in text]

    meet(chromium, tmp_path, walk, locale="fr-FR", viewport=WIDE)


def test_the_coordinator_changes_language(chromium: str, tmp_path: Path) -> None:
    async def walk(reader: Reader) -> None:
        pane = reader.pane("coordinator")
        english = pane.locator(".languages").get_by_role("button", name="English")
        await english.click()
        await expect(english).to_have_attribute("aria-pressed", "true")
        await expect(pane.locator("article.card").last).to_contain_text(en("language-now"))
        await expect(pane.locator("h2")).to_have_text("Dominique")
        await reader.page.reload()
        await expect(pane.locator("h2")).to_have_text("Dominique")

    meet(chromium, tmp_path, walk, locale="fr-FR", viewport=WIDE)
