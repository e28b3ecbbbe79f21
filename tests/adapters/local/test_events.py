"""The stream of news: cards as they come, from where a page left off, and the clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession

from tests.adapters.local.fakes import NOON, House, serving
from tests.adapters.local.samples import note
from tests.adapters.local.test_server import play

PATIENCE = 5.0


class Stream:
    """The events of one connection."""

    def __init__(self, response: ClientResponse) -> None:
        self._lines = response.content

    async def event(self, name: str) -> tuple[str, Mapping[str, Any]]:
        """The id and data of the next event of this name."""
        while True:
            fields = await asyncio.wait_for(self._fields(), PATIENCE)
            if fields.get("event") == name:
                return fields.get("id", ""), json.loads(fields["data"])

    async def ended(self) -> bool:
        return await asyncio.wait_for(self._lines.read(), PATIENCE) is not None

    async def _fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        while line := (await self._lines.readline()).decode().rstrip("\n"):
            name, _, value = line.partition(": ")
            fields[name] = value
        return fields


@asynccontextmanager
async def listening(session: ClientSession, path: str = "/api/events", last: str = "") -> AsyncIterator[Stream]:
    headers = {"Last-Event-ID": last} if last else {}
    async with session.get(path, headers=headers) as response:
        assert response.status == 200
        assert response.headers["Content-Type"] == "text/event-stream"
        yield Stream(response)


def test_a_card_arrives_and_then_its_update() -> None:
    async def story(house: House, session: ClientSession) -> None:
        async with listening(session) as stream:
            card = await house.post("pair:p1", note("Bonjour"))
            id, data = await stream.event("card")
            assert (id, data["id"], data["revision"], data["content"]["text"]) == ("1", card, 1, "Bonjour")
            await house.post("pair:p1", note("Bonsoir"), card=card)
            id, data = await stream.event("card")
            assert (id, data["id"], data["content"]["text"]) == ("2", card, "Bonsoir")

    play(story)


@pytest.mark.parametrize(
    ("path", "last"), [("/api/events", "1"), ("/api/events?since=1", ""), ("/api/events?since=0", "1")]
)
def test_a_page_that_was_away_hears_what_it_missed_and_no_more(path: str, last: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        await house.post("pair:p1", note("one"))
        await house.post("dm:awa", note("two"))
        async with listening(session, path, last) as stream:
            id, data = await stream.event("card")
            assert (id, data["content"]["text"]) == ("2", "two")

    play(story)


def test_a_text_of_several_lines_stays_one_event() -> None:
    async def story(house: House, session: ClientSession) -> None:
        await house.post("pair:p1", note("un\ndeux\n\ndata: trois\r\nid: 9"))
        async with listening(session) as stream:
            id, data = await stream.event("card")
            assert (id, data["content"]["parts"][0]["text"]) == ("1", "un\ndeux\n\ndata: trois\r\nid: 9")

    play(story)


def test_the_clock_is_told_at_once_and_when_it_jumps() -> None:
    async def story(house: House, session: ClientSession) -> None:
        async with listening(session) as stream:
            _, data = await stream.event("clock")
            assert data == {"now": NOON.isoformat()}
            house.clock.at = NOON + timedelta(days=3)
            _, data = await stream.event("clock")
            assert data == {"now": "2026-03-05T12:00:00+00:00"}

    play(story)


def test_a_store_that_is_away_for_a_while_is_waited_for() -> None:
    async def story(house: House, session: ClientSession) -> None:
        house.mailbox.away = True
        async with listening(session) as stream:
            await stream.event("clock")
            await house.post("pair:p1", note("enfin"))
            house.mailbox.away = False
            _, data = await stream.event("card")
            assert data["content"]["text"] == "enfin"

    play(story)


@pytest.mark.parametrize("last", ["-1", "x", "1.5", "9" * 30, "²"])
def test_a_revision_that_is_none_is_refused(last: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        async with session.get("/api/events", params={"since": last}) as response:
            assert response.status == 400
            assert (await response.json())["error"] == "revision"

    play(story)


def test_an_open_stream_does_not_hold_up_the_end() -> None:
    async def story() -> None:
        async with ClientSession() as session:
            async with serving(House()) as house:
                response = await session.get(f"{house.url}/api/events")
                await Stream(response).event("clock")
                closing = asyncio.get_running_loop().time()
            assert await Stream(response).ended()
            assert asyncio.get_running_loop().time() - closing < 2

    asyncio.run(story())
