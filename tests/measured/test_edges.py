"""What is measured where people and platforms are met: each channel by its real edge."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.adapters.local.fakes import House as LocalHouse
from tests.adapters.local.fakes import serving
from tests.adapters.slack.fake import Trouble
from tests.adapters.teams.fakes import AWA, CAMILLE, button
from tests.dialogues.test_calendar import house
from tests.measuring import counted
from tests.scenarios.slack.house import House, opened
from tests.scenarios.teams.house import CHAT
from tests.scenarios.teams.house import House as TeamsHouse
from tests.scenarios.teams.test_invokes import tell
from tests.values import HOUR, at

ANSWERED = "together_acknowledgement_seconds_count"
TOO_MANY = "together_too_many_requests_total"


@pytest.fixture
def slack(tmp_path: Path) -> Callable[[Callable[[House], Awaitable[None]]], None]:
    def run(story: Callable[[House], Awaitable[None]]) -> None:
        async def told() -> None:
            async with opened(tmp_path, at("2026-01-05 07:00")) as one:
                await one.until(at("2026-01-05 09:30"))
                await story(one)

        asyncio.run(told())

    return run


def test_slack_is_timed_from_the_request_to_its_answer(slack: Callable[..., None]) -> None:
    async def story(one: House) -> None:
        with counted(ANSWERED) as answered:
            await one.command("Camille", "prep", await one.shared())
            card = await one.card(await one.shared(), "s1.date")
            await one.press("Camille", card, "date.other")
            await one.submit("Camille", day="2026-01-15", time="10:00")
            await one.home("Camille")
        assert {labels: int(count) for labels, count in answered.items()} == {
            ("slack", "typed"): 1,
            ("slack", "pressed"): 1,
            ("slack", "submitted"): 1,
            ("slack", "other"): 1,
        }

    slack(story)


def test_what_slack_did_not_sign_is_not_timed(slack: Callable[..., None]) -> None:
    async def story(one: House) -> None:
        with counted(ANSWERED) as answered:
            response = await one.post(b"{}", **{"X-Slack-Signature": "v0=wrong"})
            assert response.status == 401
        assert answered == {}

    slack(story)


def test_a_429_of_slack_is_counted(slack: Callable[..., None]) -> None:
    async def story(one: House) -> None:
        one.slack.trouble("chat.update", Trouble("ratelimited", 429, {"Retry-After": "7"}))
        card = await one.card(await one.shared(), "s1.date")
        with counted(TOO_MANY) as too_many, counted("together_tries_total") as tries:
            await one.press("Camille", card, "date.tap", 1)
            one.slack.trouble("chat.update", Trouble("ratelimited", 429, {"Retry-After": "7"}))
            await one.work()
        assert too_many["slack",] >= 1
        assert tries["slack", "busy"] >= 1

    slack(story)


def test_teams_is_timed_from_the_request_to_its_answer_and_its_429s_are_counted() -> None:
    async def story(one: TeamsHouse) -> None:
        with counted(ANSWERED) as answered:
            await one.do(one.pen.says(AWA, "prep"))
            date = one.cards(CHAT, "s1.date")[-1]
            await one.do(one.pen.presses(AWA, date, button(date.card, "date.other")))
        assert answered == {("teams", "typed"): 1, ("teams", "pressed"): 1}
        with counted(TOO_MANY) as too_many:
            one.cloud.once("POST", 429, headers={"Retry-After": "1"})
            await one.do(one.pen.says(AWA, "prep"))
        assert too_many == {("teams",): 1}

    tell(story, AWA, CAMILLE)


def test_the_local_page_is_timed_and_what_cannot_be_stored_is_not() -> None:
    async def play() -> None:
        async with serving(LocalHouse()) as one, ClientSession(one.url) as session:
            deed = {"id": "e1", "as": "awa", "conversation": "dm:awa", "text": "prep"}
            with counted(ANSWERED) as answered:
                assert (await session.post("/api/type", json=deed)).status == 200
                assert (await session.post("/api/type", json={**deed, "as": "nobody"})).status == 404
            assert answered == {("local", "typed"): 1}

    asyncio.run(play())


def test_calendars_are_counted_by_how_reading_them_went(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        with counted("together_calendar_reads_total") as reads, counted(TOO_MANY) as too_many:
            one.reads()
            for status in (404, 429):
                one.site.status = status
                one.later(6 * HOUR)
                assert one.reads() == 1
            one.site.status = 200
            one.site.body = b"hello"
            one.later(12 * HOUR + timedelta(seconds=1))
            assert one.reads() == 1
        assert reads == {("ics", "done"): 1, ("ics", "missing"): 1, ("ics", "later"): 1, ("ics", "content"): 1}
        assert too_many == {("calendars",): 1}
