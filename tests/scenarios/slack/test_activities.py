"""Every activity in Slack: begun, changed, confirmed by the other one, read again later and after the end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.engine.flows.pact.state import PACT, STATEMENTS
from bot.engine.programme import Track
from tests.activities.edges import Stage, played
from tests.activities.table import HOSTILE, LINK
from tests.adapters.slack.reading import texts
from tests.labels import fr
from tests.scenarios.slack.activities import InSlack, initial
from tests.scenarios.slack.house import ROSTER, House, opened
from tests.values import at


@pytest.mark.parametrize("track", Track)
def test_a_season_of_activities(tmp_path: Path, track: Track) -> None:
    async def run() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00"), roster=ROSTER.format(track=track)) as house:
            await house.until(at("2026-01-05 10:30"))
            edge = InSlack(house)

            async def at_home() -> None:
                for name in ("Awa", "Camille"):
                    await _on_the_home_tab(house, name, track)

            await played(edge, Stage(house.parts, house.clock), track, meanwhile=at_home)
            assert await house.parts.store.run(lambda unit: unit.dead_letters.all()) == []
            assert edge.modals >= (15 if track is Track.MENTORING else 1)
            _as_typed(house)

    asyncio.run(run())


def test_a_form_too_long_for_its_button_is_asked_for_and_comes_back_whole(tmp_path: Path) -> None:
    statements = {name: f"« {name} » " + '"' * 280 for name in STATEMENTS}

    async def run() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00"), roster=ROSTER.format(track=Track.MENTORING)) as house:
            await house.until(at("2026-01-05 10:30"))
            for said in (statements, {**statements, "no-names": "Ni noms ni équipes"}):
                answer = await house.command("Camille", "pact")
                assert answer is not None
                await house.press("Camille", answer, "pact.word")
                fields = dict(initial(house.slack.modals[-1]))
                assert fields == dict.fromkeys(STATEMENTS, "") or fields == statements
                await house.submit("Camille", **said)
                await house.work()
            journey = await house.parts.store.run(lambda unit: next(unit.journeys.all()))
            proposed = journey.of(PACT).proposed
            assert proposed is not None
            assert proposed.worded == {**statements, "no-names": "Ni noms ni équipes"}

    asyncio.run(run())


async def _on_the_home_tab(house: House, name: str, track: Track) -> None:
    """Where the two stand and what to prepare, activities included."""
    seen = "\n".join(texts((await house.home(name)).blocks))
    if track is Track.MENTORING:
        assert fr("agreement-status") in seen
        assert LINK in seen, "where the observation is to be, on the preparation"
    elif name == "Camille":
        assert HOSTILE in seen, "what Camille has noted, on the preparation"
    else:
        assert HOSTILE not in seen


def _as_typed(house: House) -> None:
    """Slack takes nothing that was typed for markup, and pings nobody."""
    shown = [one for call in house.slack.calls for one in (call.args, call.args.get("view") or {})]
    words = [one for payload in shown for one in _objects(payload.get("blocks", []))]
    assert [one for one in words if HOSTILE in "".join(texts([one]))], "people read what was typed"
    for one in words:
        assert "<@" not in one["text"]
        assert "<!" not in one["text"]
        assert not (one["type"] == "mrkdwn" and ("`k`" in one["text"] or "*x*" in one["text"]))
    for payload in shown:
        assert "<@" not in str(payload.get("text", ""))
        assert "<!" not in str(payload.get("text", ""))


def _objects(block: object) -> Iterator[Mapping[str, str]]:
    """Every text object."""
    if isinstance(block, Mapping) and block.get("type") in ("plain_text", "mrkdwn") and "text" in block:
        yield block
    for inner in block.values() if isinstance(block, Mapping) else block if isinstance(block, list) else ():
        yield from _objects(inner)
