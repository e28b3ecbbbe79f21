"""The pages that the Teams package links to."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.teams.about import attach
from bot.text.about import PAGES
from tests.values import CONTENT


async def page(path: str) -> tuple[int, str, str]:
    application = web.Application()
    attach(application, CONTENT.voices, CONTENT.programme.languages)
    async with TestClient(TestServer(application)) as client, client.get(path) as response:
        return response.status, response.headers["Content-Security-Policy"], await response.text()


@pytest.mark.parametrize("path", PAGES)
def test_each_page_says_its_paragraphs_in_every_language(path: str) -> None:
    status, policy, text = asyncio.run(page(path))
    assert status == 200
    assert "default-src 'none'" in policy
    assert text.count("<section ") == len(CONTENT.programme.languages)
    assert text.count("<p>") == len(PAGES[path]) * len(CONTENT.programme.languages)
