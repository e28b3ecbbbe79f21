"""The demo's season: everybody is greeted at the start, and no jump is without something for the pair to see."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.app import sqlite_at
from bot.app.demo import on_stage
from bot.application.demo_people import coordinators, roster
from bot.infra.clock import SetClock
from bot.settings import Settings
from tests.values import CONTENT, at

MOST = 12
"""Jumps while nobody does anything: far more than there are reminders."""


async def look(session: ClientSession, pair: str | None = None) -> tuple[str, Mapping[str, tuple[str, str]]]:
    """The pair on the page, and what stands in its conversations."""
    async with session.get("/api/state", params={"pair": pair} if pair else {"language": "fr"}) as response:
        state = await response.json()
    theirs = [card for card in state["cards"] if card["pair"] == state["pair"]]
    return state["pair"], {card["id"]: (card["conversation"], card["content"]["text"]) for card in theirs}


async def jump(session: ClientSession, pair: str) -> bool:
    async with session.post("/api/clock/jump", json={"pair": pair}) as response:
        return bool((await response.json())["jumped"])


def test_every_jump_shows_something_to_the_pair_and_ends_when_only_they_can_go_on(tmp_path: Path) -> None:
    async def story() -> None:
        settings = Settings(database_url=sqlite_at(tmp_path / "demo.db"), port=0)
        async with on_stage(settings) as address, ClientSession(address) as session:
            pair, before = await look(session)
            assert len({place for place, _ in before.values()}) == 3, "nobody opens an empty conversation"
            moved, jumps = True, 0
            while moved and jumps < MOST:
                jumps += 1
                moved = await jump(session, pair)
                _, after = await look(session, pair)
                assert moved == (after != before)
                before = after
            assert not moved, "the digests of a year are no reason to go on"

    asyncio.run(story())


@pytest.mark.parametrize(
    ("opened", "begun"),
    [
        (at("2026-11-26 10:00"), at("2026-11-26 10:00")),  # a Thursday, while everybody is at work
        (at("2026-11-26 20:00"), at("2026-11-27 08:00")),
        (at("2026-11-28 12:00"), at("2026-11-30 08:00")),  # a Saturday
        (at("2026-11-26 16:20"), at("2026-11-27 08:00")),  # Nairobi has gone home, London and Paris have not
        (at("2026-11-27 16:20"), at("2026-11-30 08:00")),  # and that on a Friday
        (at("2026-12-24 16:20"), at("2026-12-29 08:00")),  # and that before two days off and a weekend
    ],
    ids=["at work", "in the evening", "at the weekend", "one at home", "one at home on Friday", "one at home for days"],
)
def test_it_begins_as_soon_as_everybody_is_greeted_and_no_later(
    tmp_path: Path, opened: datetime, begun: datetime
) -> None:
    async def story() -> None:
        settings = Settings(database_url=sqlite_at(tmp_path / "demo.db"), port=0)
        async with on_stage(settings, SetClock(opened)) as address, ClientSession(address) as session:
            async with session.get("/api/state") as response:
                now = datetime.fromisoformat((await response.json())["now"])
            for language in CONTENT.languages:
                async with session.get("/api/state", params={"language": language}) as response:
                    state = await response.json()
                places = {card["conversation"] for card in state["cards"] if card["pair"] == state["pair"]}
                assert len(places) == 3, "nobody opens an empty conversation"
            assert now.date() == begun.date()
            assert now - begun < timedelta(hours=2)

    asyncio.run(story())


def test_each_language_has_a_pair_and_a_coordinator_of_its_own() -> None:
    languages = tuple(CONTENT.languages.values())
    lines = roster(languages, "local", date(2026, 1, 5)).splitlines()
    assert lines[1:] == [
        "Awa,Camille,mentoring,2026-01-05,fr,fr,Africa/Dakar,Europe/Paris,local,awa,local,camille",
        "Priya,Sam,mentoring,2026-01-05,en,en,Europe/London,Africa/Nairobi,local,priya,local,sam",
        "Léo,Tomás,networking,2026-01-05,fr,en,Europe/Paris,Europe/Madrid,local,leo,local,tomas",
    ]
    assert [(one.name, one.languages) for one in coordinators(languages, "local")] == [
        ("Dominique", ("fr",)),
        ("Robin", ("en",)),
    ]


@pytest.mark.parametrize("language", CONTENT.programme.languages)
def test_one_language_is_enough(language: str) -> None:
    lines = roster((CONTENT.languages[language],), "local", date(2026, 1, 5)).splitlines()
    assert len(lines) == 3
    assert lines[2].split(",")[4:6] == [language, language]
