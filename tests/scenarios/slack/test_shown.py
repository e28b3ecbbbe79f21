"""What a played season does not show: commands, settings, forms, Home tabs. All of it is valid by Slack's own types too."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.engine.flows import FLOWS
from tests.adapters.slack.schema import validator
from tests.adapters.slack.valid import complaints, view_complaints
from tests.scenarios.slack.house import HEADER, House, opened
from tests.scenarios.slack.test_home import booked, line
from tests.values import at

Json = dict[str, Any]


@pytest.mark.parametrize("languages", ["fr,fr", "en,en", "fr,en"])
def test_all_of_it_is_valid_by_slack_s_own_types(tmp_path: Path, languages: str) -> None:
    one, whole = validator(), validator("Seen")
    shown, views = asyncio.run(_everything(tmp_path, languages))
    assert {view["type"] for view in views} == {"modal", "home"}
    for seen in views:
        assert view_complaints(seen) == []
        assert whole.is_valid(seen), json.dumps(seen)
    kinds = set()
    for blocks, view in shown:
        assert complaints(blocks, view=view) == []
        for block in blocks:
            assert one.is_valid(block), json.dumps(block)
            kinds |= {block["type"], *(entry["type"] for entry in [block.get("element", {})] if entry)}
    assert kinds >= {"header", "section", "context", "actions", "divider", "input", "data_visualization"}
    assert kinds >= {"datepicker", "timepicker", "plain_text_input"}


async def _everything(folder: Path, languages: str) -> tuple[list[tuple[list[Json], bool]], list[Json]]:
    roster = HEADER + line("Awa", "Camille", languages)
    async with opened(folder, at("2026-01-05 07:00"), roster=roster) as house:
        await house.until(at("2026-01-06 10:30"))
        answers = [await house.command("Camille", command, "C0GENERAL") for command in FLOWS.listed]
        await _forms(house)
        await booked(house)
        assert "https://together.example.org/" in str((await house.card(await house.shared(), "s1.date")).blocks)
        for who in house.ids:
            await house.home(who)
        await house.until(at("2026-01-12 10:00"))
        for who in house.ids:
            await house.home(who)
        await _evaluated(house)
        await house.until(at("2026-01-19 10:00"))  # from two weeks on they are drawn
        said = [(answer.blocks, False) for answer in answers if answer is not None]
        assert len(said) == len(FLOWS.listed)
        opened_views = [call.args["view"] for call in house.slack.calls if "view" in call.args]
        return said + list(_sent(house)), opened_views + house.updates


async def _forms(house: House) -> None:
    """Opened, and filled in wrongly once: then they say what is wrong."""
    card = await house.card(await house.shared(), "s1.date")
    await house.press("Camille", card, "date.other")
    await house.submit("Camille", day="2025-01-01", time="10:00")
    settings = await house.command("Camille", "settings", "C0GENERAL")
    assert settings is not None
    await house.press("Camille", settings, "settings.days", ticked=["0", "1"])
    await house.press("Camille", settings, "settings.edit")
    await house.submit("Camille", start="18:00", end="09:00", holidays="XX")
    await house.press("Camille", settings, "settings.leave")
    await house.submit("Camille", first="2026-02-02", last="2026-02-01")
    await house.submit("Camille", first="2026-02-02", last="2026-02-06")


async def _evaluated(house: House) -> None:
    await house.press("Camille", await house.card(await house.shared(), "s1.held"), "held.yes")
    await house.work()
    card = await house.card(await house.direct("Camille"), "s1.evaluation.mentee")
    await house.press("Camille", card, "evaluation.remark")
    await house.submit("Camille", remark="Merci")
    await house.work()


def _sent(house: House) -> Iterator[tuple[list[Json], bool]]:
    for call in house.slack.calls:
        if "blocks" in call.args:
            yield call.args["blocks"], False
        if "view" in call.args:
            yield call.args["view"]["blocks"], True
    yield from ((view["blocks"], True) for view in house.updates)
