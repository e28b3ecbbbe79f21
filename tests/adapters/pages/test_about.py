"""What the bot is, what it keeps and on what terms: served whatever channels are on."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.pages.about import attach
from bot import app
from bot.app.web import server
from bot.engine.flows.privacy.notice import sections
from bot.engine.programme import KEEPING, Keeping
from bot.infra.clock import SetClock
from bot.settings import Settings
from bot.text.about import pages
from tests.labels import fr
from tests.values import BEFORE, CONTENT, PROGRAMME

NOTICE = sections(KEEPING, PROGRAMME.timing)


async def page(path: str) -> tuple[int, str, str]:
    async def notice() -> tuple[object, ...]:
        return NOTICE

    application = web.Application()
    attach(application, CONTENT.voices, PROGRAMME.languages, notice)  # type: ignore[arg-type]
    async with TestClient(TestServer(application)) as client, client.get(path) as response:
        return response.status, response.headers["Content-Security-Policy"], await response.text()


@pytest.mark.parametrize("path", pages(()))
def test_each_page_says_its_sentences_in_every_language(path: str) -> None:
    status, policy, text = asyncio.run(page(path))
    assert status == 200
    assert "default-src 'none'" in policy
    assert text.count("<section ") == len(PROGRAMME.languages)
    lines = sum(len(section.lines) for section in pages(NOTICE)[path])
    assert text.count("<p>") + text.count("<li>") == lines * len(PROGRAMME.languages)


def test_they_are_there_whatever_channels_are_on(sqlite_url: str) -> None:
    async def story() -> str:
        async with (
            app.opened(Settings(database_url=sqlite_url, channels=()), SetClock(BEFORE), migrate=True) as parts,
            TestClient(TestServer(server(parts))) as client,
            client.get("/about/privacy") as response,
        ):
            return await response.text()

    assert fr("privacy-kept-title") in asyncio.run(story())


def test_the_page_says_how_long_as_it_is_set() -> None:
    longer = sections(replace(KEEPING, answers=17), PROGRAMME.timing)
    assert longer != NOTICE
    assert sections(Keeping(), PROGRAMME.timing) == NOTICE
