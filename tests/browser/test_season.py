"""The demo as a person meets it: the real service and a real SQLite file behind the page, a whole séance by mouse."""

from __future__ import annotations

import asyncio
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.app import sqlite_at
from bot.app.demo import on_stage
from bot.settings import Settings
from tests.browser import chrome
from tests.labels import fr

pytestmark = pytest.mark.browser

JUMPS = 12
"""More than any two things that follow each other need."""


def card(page: Page, role: str, title: str) -> Locator:
    """The last card of that title in a pane."""
    return page.locator(f"#pane-{role} article.card").filter(has_text=title).last


async def press(page: Page, role: str, title: str, button: str) -> None:
    await card(page, role, title).get_by_role("button", name=button).first.click()


async def confirm(page: Page, button: str) -> None:
    """What cannot be taken back asks first."""
    await page.get_by_role("dialog").get_by_role("button", name=button).click()


async def jump_until(page: Page, role: str, title: str) -> None:
    """Moves the clock on until the card is there."""
    for _ in range(JUMPS):
        if await card(page, role, title).count():
            return
        revision = await page.locator("#clock").inner_text()
        await page.locator("#jump").click()
        await expect(page.locator("#jump:not([aria-busy])")).to_be_visible()
        await expect(page.locator("#clock")).not_to_have_text(revision)
    await expect(card(page, role, title)).to_be_visible()


async def speak_as(page: Page, name: str) -> None:
    await page.locator("#pane-shared .speakers").get_by_label(name).check()


def test_a_seance_from_the_first_date_to_the_evaluations_and_a_restart(chromium: str, tmp_path: Path) -> None:
    settings = Settings(database_url=sqlite_at(tmp_path / "demo.db"), port=0)

    async def season() -> None:
        async with chrome.browser(chromium) as browser:
            page = await browser.new_page(locale="fr-FR")
            async with on_stage(settings) as address:
                await page.goto(address)
                await jump_until(page, "shared", "Une date pour la séance 1")
                for name in ("Awa", "Camille"):
                    await speak_as(page, name)
                    slots = card(page, "shared", "Une date pour la séance 1").locator("[data-press='date.tap']")
                    await slots.nth(1).click()
                    if name == "Awa":
                        await expect(card(page, "shared", "Convient à Awa")).to_be_visible()
                await expect(card(page, "shared", "Séance 1 : c’est noté")).to_be_visible()

                await jump_until(page, "mentee", "Séance 1 avec Awa")
                box = card(page, "mentee", "Séance 1 avec Awa").get_by_role("checkbox").first
                await box.check()
                await expect(box).to_be_checked()

                await jump_until(page, "shared", "Séance 1 : l’ordre du jour")
                for button in (fr("agenda-start"), fr("agenda-next"), fr("agenda-next"), fr("agenda-end")):
                    agenda = card(page, "shared", "Séance 1 : l’ordre du jour")
                    pressed = await agenda.get_by_role("button", name=button).first.get_attribute("data-id")
                    await press(page, "shared", "Séance 1 : l’ordre du jour", button)
                    # pressed again before the next topic is there, a button only shows that topic
                    await expect(page.locator(f"#pane-shared [data-id='{pressed}']")).to_have_count(0)
                await press(page, "shared", fr("held-title", seance=1), fr("held-yes"))
                await expect(card(page, "shared", "Une date pour la séance 2")).to_be_visible()

                title = "votre évaluation, en une minute"
                await jump_until(page, "mentee", title)
                await press(page, "mentee", title, fr("evaluation-scale-5"))
                await press(page, "mentee", title, fr("evaluation-done"))
                await expect(card(page, "mentee", title)).to_contain_text("C’est noté")
                await expect(page.locator("#pane-coordinator")).not_to_contain_text(fr("evaluation-scale-5"))
                clock = await page.locator("#clock").inner_text()
            async with on_stage(settings) as address:
                await page.goto(address)
                await expect(card(page, "shared", "Une date pour la séance 2")).to_be_visible()
                await expect(page.locator("#clock")).to_contain_text(clock.split(",")[0])
                await expect(card(page, "mentee", title)).to_contain_text("C’est noté")

    asyncio.run(season())


def test_a_calendar_of_ones_own_and_a_subscription(chromium: str, tmp_path: Path) -> None:
    settings = Settings(database_url=sqlite_at(tmp_path / "demo.db"), port=0)

    async def story() -> None:
        async with chrome.browser(chromium) as browser:
            page = await browser.new_page(locale="fr-FR")
            async with on_stage(settings) as address:
                await page.goto(address)
                await page.locator("#pane-mentee").get_by_role("combobox").fill("réglages")
                await page.keyboard.press("Enter")
                await press(page, "mentee", "Vos disponibilités", fr("settings-calendar"))
                await press(page, "mentee", fr("calendar-title"), fr("calendar-address"))
                form = card(page, "mentee", "Relier un agenda").last
                await form.get_by_label(fr("calendar-field-address")).fill("https://calendar.invalid/private-4711.ics")
                await form.get_by_role("button", name=fr("calendar-link")).click()
                await expect(card(page, "mentee", "Agenda relié")).to_contain_text("calendar.invalid")
                assert "private-4711" not in await page.content()

                await press(page, "mentee", "Agenda relié", fr("calendar-feed"))
                feed = card(page, "mentee", "Mes séances dans mon agenda")
                url = await feed.get_by_role("link").get_attribute("href")
                assert url is not None
                assert url.startswith(f"{address}/calendar/feed/")
                assert "BEGIN:VCALENDAR" in await (await page.request.get(url)).text()
                await press(page, "mentee", "Mes séances dans mon agenda", fr("calendar-feed-renew"))
                await confirm(page, fr("calendar-feed-renew"))
                await expect(feed).to_contain_text("Voici votre nouvelle adresse")
                assert (await page.request.get(url)).status == 404

    asyncio.run(story())
    assert stat.S_IMODE((tmp_path / "demo.db.key").stat().st_mode) == 0o600


def test_a_date_is_turned_down_proposed_by_hand_moved_and_given_up(chromium: str, tmp_path: Path) -> None:
    settings = Settings(database_url=sqlite_at(tmp_path / "demo.db"), port=0)
    title, booked = "Une date pour la séance 1", "La date de votre séance est fixée."

    async def story() -> None:
        async with chrome.browser(chromium) as browser, on_stage(settings) as address:
            page = await browser.new_page(locale="fr-FR")
            await page.goto(address)
            await jump_until(page, "shared", title)
            slots = card(page, "shared", title).locator("[data-press='date.tap']")
            first = await slots.all_inner_texts()
            await press(page, "shared", title, fr("date-none"))
            await expect(card(page, "shared", title)).to_contain_text("En voici trois autres.")
            others = await slots.all_inner_texts()
            assert len(first) == len(others) == 3
            assert not set(first) & set(others)

            await speak_as(page, "Camille")
            await press(page, "shared", title, fr("date-other"))
            form = card(page, "shared", "Proposer une date")
            day = form.get_by_label(fr("date-field-day"))
            await day.fill((date.fromisoformat(await day.input_value()) + timedelta(days=14)).isoformat())
            await form.get_by_label("Heure").fill("11:30")
            await form.get_by_role("button", name=fr("date-propose")).click()
            await expect(page.locator("#pane-shared")).to_contain_text("Awa peut l’accepter d’un geste")
            own = card(page, "shared", "Convient à Camille").locator("[data-press='date.tap'][aria-pressed='true']")
            await expect(own).to_contain_text("10 h 30 (Dakar)")
            when = (await own.inner_text()).removeprefix("✓").strip()

            await speak_as(page, "Awa")
            await own.click()
            await expect(card(page, "shared", booked)).to_contain_text("11 h 30 (Paris)")
            link = card(page, "shared", booked).get_by_role("link", name=fr("date-calendar-ics"))
            url = await link.get_attribute("href")
            assert url is not None
            assert "METHOD:REQUEST" in await (await page.request.get(url)).text()

            await press(page, "shared", booked, fr("date-move"))
            await expect(slots).to_have_count(3)
            assert "METHOD:CANCEL" in await (await page.request.get(url)).text()
            assert when not in await slots.all_inner_texts()
            for name in ("Awa", "Camille"):
                await speak_as(page, name)
                await slots.first.click()
                await expect(page.locator("#pane-shared article.card").last).to_contain_text(
                    "Convient à Awa" if name == "Awa" else "Camille vient de confirmer."
                )
            assert "METHOD:REQUEST" in await (await page.request.get(url)).text()

            await press(page, "shared", booked, fr("date-cancel"))
            await confirm(page, fr("date-cancel"))
            await expect(card(page, "shared", title)).to_contain_text("Pas de date pour le moment")
            assert "METHOD:CANCEL" in await (await page.request.get(url)).text()
            await press(page, "shared", title, fr("date-again"))
            await expect(slots).to_have_count(3)

    asyncio.run(story())
