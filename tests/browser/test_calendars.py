"""Séances that are written into two people's calendars, from the local page: one with Google, the other with Microsoft 365."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from aiohttp import web
from playwright.async_api import Locator, Page, Route, expect

from bot.app import sqlite_at
from bot.app.demo import on_stage
from bot.application.calendars import writing
from bot.infra.clock import ShiftedClock, SystemClock
from bot.ports import Sections
from bot.settings import Settings
from tests.browser import chrome
from tests.browser.test_season import card, confirm, jump_until, press, speak_as
from tests.labels import fr
from tests.scenarios import calendars
from tests.scenarios.calendars import Services
from tests.values import HOUR, at

pytestmark = pytest.mark.browser

DATE, BOOKED, MINE = "Une date pour la séance 1", "La date de votre séance est fixée.", fr("calendar-title")
PANES = {"Awa": "mentor", "Camille": "mentee"}
SERVICES = {"Awa": "google", "Camille": "microsoft"}


@dataclass
class Scene:
    page: Page
    services: Services

    async def my_calendar(self, who: str) -> Locator:
        """« Mon agenda », opened anew."""
        pane = self.page.locator(f"#pane-{PANES[who]}")
        shown = pane.locator("article.card").filter(has_text=MINE)
        before = await shown.count()
        await pane.get_by_role("combobox").fill("réglages")
        await self.page.keyboard.press("Enter")
        await card(self.page, PANES[who], "Vos disponibilités").get_by_role("button", name=MINE).click()
        await expect(shown).not_to_have_count(before)
        return shown.last

    async def signs_in(self, link: Locator) -> str:
        """Follows a link to the service and back; what the last page says."""
        address = await link.get_attribute("href")
        assert address is not None
        page = await self.page.context.new_page()
        await page.goto(address)
        await page.get_by_role("button").click()
        await page.get_by_role("link", name="Autoriser").click()
        said = await page.locator("body").inner_text()
        await page.close()
        return said

    async def has_them_written(self, who: str) -> None:
        """Links their calendar, and then asks for their séances in it."""
        service = SERVICES[who]
        mine = await self.my_calendar(who)
        said = await self.signs_in(mine.get_by_role("link", name=fr(f"calendar-connect-{service}")))
        assert f"est relié pour {who}" in said
        mine = await self.my_calendar(who)
        said = await self.signs_in(mine.get_by_role("link", name=fr(f"calendar-write-{service}")))
        assert f"j’écris désormais les séances de {who}" in said

    async def books(self) -> None:
        """The first of the dates that are offered."""
        slots = card(self.page, "shared", DATE).locator("[data-press='date.tap']")
        await speak_as(self.page, "Awa")
        await slots.first.click()
        await expect(card(self.page, "shared", "Convient à Awa")).to_be_visible()
        await speak_as(self.page, "Camille")
        await slots.first.click()
        await expect(card(self.page, "shared", BOOKED)).to_be_visible()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """The worker writes in its own time."""
        for _ in range(400):
            if is_so():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(self.services.starts())

    async def written(self) -> str:
        """Both calendars hold the same time; it is returned."""
        await self.until(lambda: len(self.services.starts()) == 2 and len(set(self.services.starts())) == 1)
        await expect(card(self.page, "shared", BOOKED)).to_contain_text(self.services.opened())
        return self.services.starts()[0]


async def consented(services: Services, route: Route) -> None:
    """In place of the page that the browser would be sent on to: one where its owner agrees."""
    if route.request.method != "POST":
        await route.continue_()
        return
    answer = await route.fetch(max_redirects=0)
    there = urlsplit(answer.headers["location"])
    assert there.hostname in ("accounts.google.com", "login.microsoftonline.com")
    back = services.agreed(dict(parse_qsl(there.query)))
    await route.fulfill(content_type="text/html", body=f'<a href="{escape(back)}">Autoriser</a>')


@asynccontextmanager
async def scene(chromium: str, folder: Path) -> AsyncIterator[Scene]:
    async with calendars.serving() as services, chrome.browser(chromium) as browser:
        settings = Settings(database_url=sqlite_at(folder / "demo.db"), port=0, sections=Sections((services.settings,)))
        time = ShiftedClock(at("2026-01-05 07:00") - SystemClock().now())

        context = await browser.new_context(locale="fr-FR")
        await context.route("**/calendar/connect/*", partial(consented, services))
        async with on_stage(settings, time) as address:
            page = await context.new_page()
            await page.goto(address)
            yield Scene(page, services)


def test_booked_moved_refused_moved_by_hand_given_up_and_unlinked(
    chromium: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "TICK", 0.1)

    async def story() -> None:
        async with scene(chromium, tmp_path) as one:
            page, services = one.page, one.services
            for who in SERVICES:
                await one.has_them_written(who)
            await jump_until(page, "shared", DATE)
            await one.books()
            first = await one.written()

            await press(page, "shared", BOOKED, fr("date-move"))
            await one.until(lambda: services.starts() == [])
            await one.books()
            assert await one.written() != first

            services.google.faults = [lambda: web.Response(status=403)] * 20
            await press(page, "shared", BOOKED, fr("date-move"))
            await one.books()
            await one.until(lambda: len(services.google.faults) < 20)
            mine = await one.my_calendar("Awa")
            await expect(mine).to_contain_text(fr("calendar-write-ended"))
            services.google.faults = []
            await one.signs_in(mine.get_by_role("link", name=fr("calendar-connect-google")))
            agreed = at(await one.written())

            start, end = (f"{agreed + hours * HOUR:%Y-%m-%dT%H:%M}:00" for hours in (1, 2))
            services.graph.moved(start, end)
            await jump_until(page, "mentee", "est maintenant prévue")
            assert services.starts() == [f"{agreed:%Y-%m-%dT%H:%M}", start[:16]], "it moves nothing"
            await press(page, "mentee", "est maintenant prévue", fr("entries-propose"))
            await one.until(lambda: services.starts() == [])
            await speak_as(page, "Awa")
            await card(page, "shared", "Convient à Camille").locator("[aria-pressed='true']").click()
            assert await one.written() == start[:16]

            await press(page, "shared", BOOKED, fr("date-cancel"))
            await confirm(page, fr("date-cancel"))
            await one.until(lambda: services.starts() == [])
            mine = await one.my_calendar("Camille")
            await mine.get_by_role("button", name=fr("calendar-unlink")).click()
            await confirm(page, fr("calendar-unlink"))
            await expect(card(page, "mentee", MINE)).to_contain_text("n’est plus relié")

    asyncio.run(story())
