"""Versions of the content through the real edges of Slack, Teams and the local page, while another process has other files."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot import app
from bot.application.versions import move
from bot.ports import UnitOfWork
from tests.adapters.teams.fakes import AWA, CAMILLE
from tests.content.copies import put
from tests.dialogues.test_versions import files
from tests.impatient import house as page
from tests.scenarios.slack import house as slack
from tests.scenarios.teams import house as teams
from tests.values import at

ALONE = "".join(page.ROSTER.splitlines(keepends=True)[:2])
"""Awa and Camille, and nobody else."""
OLD, NEW = "Apprendre à se connaître", "Se rencontrer enfin"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return files(tmp_path, "before")


@pytest.fixture
def after(tmp_path: Path) -> Path:
    return files(tmp_path, "after", put("fr/mentoring.ftl", f"M1-title = {OLD}", f"M1-title = {NEW}"))


@asynccontextmanager
async def newer(parts: app.Container, content: Path) -> AsyncIterator[app.Container]:
    """Another process, which has other files in use."""
    settings = replace(parts.settings, content=content)
    async with app.opened(settings, parts.clock, migrate=False) as other:
        yield other


async def moved(other: app.Container) -> None:
    """Every pair goes by the files of that process from now on."""

    def work(unit: UnitOfWork) -> None:
        for one in list(unit.contents.going()):
            journey = unit.journeys.of(one.pair)
            assert journey is not None
            service = other.service
            assert move(unit, one.pair, service.programme_of(unit, journey), service.programme) is None

    await other.store.run(work)


def read(card: object) -> str:
    return json.dumps(card, ensure_ascii=False)


def test_slack_says_what_the_pair_goes_by(tmp_path: Path, before: Path, after: Path) -> None:
    async def story() -> None:
        async with (
            slack.opened(tmp_path, at("2026-01-05 07:00"), content=before) as one,
            newer(one.parts, after) as other,
        ):
            await moved(other)
            await one.until(at("2026-01-05 10:30"))
            card = await one.card(await one.shared(), "s1.date")
            assert NEW in read(card.blocks)
            assert NEW in card.text, "notifications and screen readers too"
            asked = await one.command("Camille", "préparation")
            assert asked is not None
            assert NEW in read(asked.blocks)
            assert OLD not in read(asked.blocks)

    asyncio.run(story())


def test_teams_says_what_the_pair_goes_by(before: Path, after: Path) -> None:
    async def story() -> None:
        async with teams.house(content=before) as one, newer(one.parts, after) as other:
            await one.install(AWA, CAMILLE)
            await moved(other)
            await one.gather()
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            (date,) = [post for post in one.cards(teams.CHAT) if post.key == "s1.date"]
            assert NEW in read(date.card)
            await one.do(one.pen.says(CAMILLE, "préparation"))
            answer = read(one.cloud.at(CAMILLE.chat)[-1].card)
            assert NEW in answer
            assert OLD not in answer

    asyncio.run(story())


def test_the_page_says_what_the_pair_goes_by(tmp_path: Path, before: Path, after: Path) -> None:
    async def story() -> None:
        async with page.house(tmp_path, roster=ALONE, content=before) as one, newer(one.container, after) as other:
            await moved(other)
            one.clock.at = at("2026-01-06 09:00")
            await one.settle()
            dates = [read(card.content) for card in (await one.cards()).values() if card.key == "s1.date"]
            assert dates
            assert all(NEW in card for card in dates)

    asyncio.run(story())
