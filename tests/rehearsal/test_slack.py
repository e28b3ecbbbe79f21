"""A whole rehearsal in Slack, by slash commands and buttons: asked, played, gone on with after a crash, and thrown away."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.rehearsal.journal import What
from bot.app.rehearsal.season import Stage
from bot.app.rehearsal.steps import STEPS
from bot.app.rehearsal.terms import Folder
from bot.infra.clock import SetClock
from tests.adapters.slack.fake import Shown, Trouble
from tests.rehearsal.slack import RehearsalHouse, begin, rehearsing, terms_at, workspace
from tests.scenarios.slack.payloads import usable
from tests.scenarios.slack.test_season import Pair

STEP = 0.05
"""Seconds on the wall: half an hour of a season whose days last two."""


def actions(card: Shown) -> list[str]:
    return [one["action_id"].rpartition("#")[0] for block in card.blocks for one in usable(block)]


async def question(house: RehearsalHouse, who: str) -> Shown:
    return await house.card(await house.direct(who), f"willing.{'mentor' if who == 'Awa' else 'mentee'}")


async def asked(house: RehearsalHouse) -> None:
    """Until both have been asked."""
    for _ in range(200):
        if await house.tick() is Stage.WAITING and await house.one.season.is_quiet():
            return
    raise AssertionError("they were never asked")


async def agree(house: RehearsalHouse) -> None:
    for who in ("Awa", "Camille"):
        await house.press(who, await question(house, who), "willing.yes")
        await house.work()


async def play(house: RehearsalHouse, pair: Pair, ticks: int) -> Stage:
    """The two use whatever they get, for so many steps at most."""
    stage, before = Stage.PLAYING, len(house.slack.calls)
    for _ in range(ticks):
        stage = await house.tick(STEP)
        if stage is Stage.PLAYED and await house.one.season.is_quiet():
            break
        if len(house.slack.calls) != before:
            await pair.react()
            before = len(house.slack.calls)
    return stage


def test_a_whole_season_is_rehearsed_and_thrown_away(tmp_path: Path) -> None:
    asyncio.run(_whole(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"rehearsal.md"}
    assert "messages deleted on the platform" in (tmp_path / "rehearsal.md").read_text(encoding="utf-8")


async def _whole(folder: Path) -> None:
    clock = SetClock(begin())
    terms = terms_at(folder, coordinator="slack:dominique@example.org Dominique fr Europe/Paris")
    async with workspace(clock) as slack:
        async with rehearsing(folder, slack, clock, terms) as house:
            await asked(house)
            first = [card.text for card in slack.in_(await house.direct("Awa"))]
            assert "répétition" in first[0], "they read what it is before they are asked"
            assert len(first) == 2
            await agree(house)
            await play(house, Pair(house), 400)
        async with rehearsing(folder, slack, clock, terms) as house:  # killed, and started again
            pair = Pair(house)
            assert await play(house, pair, 20_000) is Stage.PLAYED
            await house.command("Awa", "aide")
            await house.command("Camille", "aide")
            journal = house.one.journal
            assert not [one for one in journal.records if one.what in (What.REFUSED, What.TROUBLE)], journal.records
            house.one.write()
            protocol = (folder / "rehearsal.md").read_text(encoding="utf-8")
            ticked = set(re.findall(r"^- \[x\] `([\w-]+)`", protocol, re.MULTILINE))
            assert ticked == {step.id for step in STEPS if step.needs}, {s.id for s in STEPS if s.needs} - ticked
            for secret in ("Awa", "Camille", "awa@", "bientôt"):
                assert secret not in protocol
            await house.one.end(Stage.PLAYED)
            shown = len(slack.cards)
            assert shown > 100
            done = await house.one.throw_away(lambda seconds: _pass(clock, seconds))
            assert (done.people, done.left) == (3, 0)
            assert slack.cards == {}, "nothing that it wrote is left in the workspace"
        Folder(folder / "rehearsal").delete()


async def _pass(clock: SetClock, seconds: float) -> None:
    clock.at += timedelta(seconds=seconds)


def test_a_no_ends_it_before_anything_is_played(tmp_path: Path) -> None:
    asyncio.run(_refused(tmp_path))


async def _refused(folder: Path) -> None:
    clock = SetClock(begin())
    async with workspace(clock) as slack, rehearsing(folder, slack, clock, terms_at(folder)) as house:
        await asked(house)
        await house.press("Camille", await question(house, "Camille"), "willing.yes")
        for _ in range(50):
            assert await house.tick(5) is Stage.WAITING, "one yes is not enough, and it waits"
        assert house.one.season.clock.now() - clock.at < timedelta(days=1), "nobody who thinks about it is hurried"
        await house.press("Awa", await question(house, "Awa"), "willing.no")
        assert await house.tick() is Stage.REFUSED
        said = [card.text for card in slack.cards.values()]
        assert len(said) == 4, "what a rehearsal is, and the question: nothing else was said to anybody"
        assert not any("Camille" in card.text for card in slack.in_(await house.direct("Awa")))
        await house.one.end(Stage.REFUSED)
        await house.one.throw_away(lambda seconds: _pass(clock, seconds))
        assert slack.cards == {}


def test_while_something_is_owed_time_goes_at_its_usual_pace(tmp_path: Path) -> None:
    """Slack takes one message and says nothing, and then asks for half a minute of peace: on the wall, not in the season."""
    asyncio.run(_owed(tmp_path))


async def _owed(folder: Path) -> None:
    clock = SetClock(begin())
    async with workspace(clock) as slack, rehearsing(folder, slack, clock, terms_at(folder)) as house:
        await asked(house)
        await agree(house)
        slack.trouble("chat.postMessage", Trouble(after=True, drop=True))
        slack.trouble("conversations.history", Trouble("ratelimited", 429, {"Retry-After": "30"}))
        begun, season = clock.at, house.one.season
        while not any(one.what is What.LOOKED_UP for one in house.one.journal.records):
            before = season.clock.ahead
            await house.tick()
            if not await season.is_quiet() and slack.called("conversations.history"):
                assert season.clock.ahead == before, "nothing is jumped over"
            assert clock.at - begun < timedelta(minutes=3)
        assert clock.at - begun >= timedelta(seconds=30)
        await house.work()
        looked = [one for one in house.one.journal.records if one.what is What.LOOKED_UP]
        assert [one.note for one in looked] == ["it was there"]
        texts = [card.text for card in slack.cards.values()]
        assert len(texts) == len(set(texts)), "nothing came twice"
        house.one.write()
        protocol = _read(folder / "rehearsal.md")
        assert "| tried in vain |" in protocol
        assert "looked up 1 times" in protocol


def test_a_process_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    asyncio.run(_goes_on(tmp_path))


async def _goes_on(folder: Path) -> None:
    clock, terms = SetClock(begin()), terms_at(folder)
    async with workspace(clock) as slack:
        async with rehearsing(folder, slack, clock, terms) as house:
            await asked(house)
            await agree(house)
            await play(house, Pair(house), 60)
            now = house.one.season.clock.now()
            texts = [card.text for card in slack.cards.values()]
        async with rehearsing(folder, slack, clock, terms) as house:
            assert house.one.season.clock.now() == now
            assert [card.text for card in slack.cards.values()] == texts, "nobody is asked, or told, again"
            assert [one.what for one in house.one.journal.records].count(What.BEGAN) == 1
            await house.one.end(Stage.STOPPED)
            slack.trouble("chat.delete", Trouble("ratelimited", 429, {"Retry-After": "9"}))

            async def killed(seconds: float) -> None:
                raise InterruptedError

            with pytest.raises(InterruptedError):
                await house.one.throw_away(killed)
            assert len(slack.cards) == 1
        async with rehearsing(folder, slack, clock, terms) as house:  # killed while it was thrown away
            assert await house.one.over() is Stage.STOPPED
            clock.at += timedelta(seconds=10)
            await house.one.throw_away(lambda seconds: _pass(clock, seconds))
            assert slack.cards == {}


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
