"""Programmes, workspaces and signed requests: who is not the pair's coordinator is told what a stranger is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot import app
from bot.engine.flows.nudge.state import NUDGE
from bot.ports import ProgrammeRecord
from bot.settings import Coordinator
from tests.adapters.slack.fake import TEAM, Shown
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, opened
from tests.values import at

NUDGED = "un petit mot"


async def pressed(house: House, who: str, home: Shown, team: str = TEAM, pair: str = "") -> str:
    """Somebody presses the nudge of another's Home tab, as a request made by hand would; what they are shown."""
    one, block = payloads.element(home.blocks, "nudge")
    value = one["value"] if not pair else one["value"].replace(await _pair(house), pair)
    done = {k: one[k] for k in ("type", "action_id", "text")} | {"value": value, "block_id": block["block_id"]}
    payload = payloads.press(who, home, done, house.slack.respond_url(home))
    payload["user"]["team_id"] = team
    shown = len(house.slack.modals)
    await house.interact(payload)
    assert len(house.slack.modals) == shown + 1
    return str(house.slack.modals[-1].blocks)


async def _pair(house: House) -> str:
    return await house.parts.store.run(lambda unit: next(unit.journeys.all()).pair)


async def _asked(house: House) -> bool:
    return await house.parts.store.run(lambda unit: next(unit.journeys.all()).of(NUDGE).asked is not None)


async def _second(house: House) -> None:
    """Mia coordinates a programme of her own."""
    await house.parts.store.run(lambda unit: unit.programmes.put(ProgrammeRecord("second", "Le second")))
    mia = Coordinator(house.sender("Mia"), "Mia", ("fr",), "Europe/Paris")
    assert await app.appointments(house.parts).appoint("second", mia, by="op")


def play(folder: Path, story: Callable[[House], Awaitable[None]]) -> None:
    """Once Awa and Camille are late."""

    async def told() -> None:
        async with opened(folder, at("2026-01-05 07:00")) as house:
            await _second(house)
            await house.until(at("2026-01-28 10:00"))
            await story(house)

    asyncio.run(told())


def test_only_the_pairs_own_coordinator_nudges_it(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        home, ids = await house.home("Dominique"), house.ids
        strangers = await pressed(house, "U0NOBODY", home)
        readers = [(ids["Mia"], TEAM), (ids["Awa"], TEAM), (ids["Camille"], TEAM), (ids["Dominique"], "T0SISTER")]
        for who, team in readers:
            for pair in ("", "mentoring-000000000000"):
                assert await pressed(house, who, home, team, pair) == strangers, (who, team, pair)
        assert await pressed(house, ids["Dominique"], home, pair="mentoring-000000000000") == strangers
        assert not await _asked(house)
        assert NUDGED in await pressed(house, ids["Dominique"], home)
        assert await _asked(house)

    play(tmp_path, story)


def test_a_home_tab_shows_the_programme_that_its_reader_coordinates(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        shown = {name: str((await house.home(name)).blocks) for name in ("Dominique", "Mia")}
        assert "Awa et Camille" in shown["Dominique"]
        assert not any(name in shown["Mia"] for name in ("Awa", "Camille", "nudge"))
        assert "La semaine du programme" in shown["Mia"]

    play(tmp_path, story)
