"""Whoever does something in Slack is answered within three seconds: at worst by a line that says what to do."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from adapters.slack import door, lookup
from adapters.slack.lookup import LookUp, Unknown
from adapters.slack.workspaces import Workspace
from bot.ports import Unavailable
from storage.installations import SqlInstallations
from tests.adapters.slack.fake import TEAM, Shown
from tests.adapters.slack.test_install import HERE, NEW, Many, many
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, opened
from tests.scenarios.slack.payloads import signed
from tests.values import at

Json = dict[str, Any]

SECONDS_OF_SLACK = 3.0
ON_THE_WAY = 0.4


def test_all_that_is_waited_for_fits_into_what_slack_allows(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 10:00"), roster="") as house:
            waits = house.front.door.patience + house.front.edge.workspaces._patience
            assert waits == door.PATIENCE + lookup.PATIENCE
            assert 1 < waits <= SECONDS_OF_SLACK - ON_THE_WAY

    asyncio.run(story())


# Its workspace is not known -----------------------------------------------------------------------------------------


async def _asked(bot: Many, body: bytes, kind: str = FORM) -> tuple[int, Json]:
    headers = signed(body, bot.clock.now().timestamp(), kind=kind)
    async with bot.browser.post(f"{bot.url}/slack/events", data=body, headers=headers) as response:
        text = await response.text()
        return response.status, json.loads(text) if text.startswith("{") else {}


async def _away(*_: object) -> None:
    raise Unavailable("/somewhere/secret")


async def _never(*_: object) -> None:
    await asyncio.Event().wait()


COMMAND = payloads.command("U00000011", "prep", "D1", "")
WORD = payloads.event(payloads.message("U00000011", "D1", "prep"))
MODAL = Shown(
    "", "", [], view={"id": "V1", "type": "modal", "callback_id": "form", "private_metadata": "", "blocks": []}
)
FORM_SENT = payloads.submission("U00000011", MODAL, {"day": {"entry": {"type": "datepicker", "selected_date": None}}})


def _pressed(url: str, **changes: Any) -> bytes:
    where = Shown("D1", "x", [], ts="1.2", **changes)
    return payloads.interaction(
        payloads.press("U00000011", where, {"type": "button", "action_id": "run#0", "block_id": "a|p||1"}, url)
    )


@pytest.mark.parametrize("trouble", [_away, _never])
def test_a_workspace_that_was_known_is_believed_and_says_that_the_database_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[..., Awaitable[None]]
) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            object.__setattr__(bot.front.edge.workspaces, "_patience", 0.05)
            await SqlInstallations(bot.parts.store, "slack", [NEW]).put(HERE)
            status, said = await _asked(bot, COMMAND)
            assert (status, "je ne vous y trouve pas" in said["text"]) == (200, True)
            bot.clock.at = at("2026-01-05 10:30")  # it is looked up again
            monkeypatch.setattr(SqlInstallations, "get", trouble)
            monkeypatch.setattr(bot.parts.desk, "typed", _away)
            status, said = await _asked(bot, payloads.command("U00000011", "prep", "D1", ""))
            assert (status, said["response_type"]) == (200, "ephemeral")
            assert "Réessayez" in said["text"]
            assert (await _asked(bot, WORD, "application/json"))[0] == 503  # it comes again

    asyncio.run(story())


@pytest.mark.parametrize("trouble", [_away, _never])
def test_a_workspace_that_nobody_knows_yet_is_answered_through_slack_s_own_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, trouble: Callable[..., Any]
) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            object.__setattr__(bot.front.edge.workspaces, "_patience", 0.01)
            monkeypatch.setattr(SqlInstallations, "get", trouble)
            status, said = await _asked(bot, COMMAND)
            assert (status, said["response_type"]) == (200, "ephemeral")
            assert "Réessayez" in said["text"]
            assert await _asked(bot, _pressed(bot.slack.respond_url(None))) == (200, {})
            await bot.front.errands.settled()
            assert "Réessayez" in bot.slack.ephemeral[-1].text
            status, said = await _asked(bot, payloads.interaction(FORM_SENT))
            assert (status, said["response_action"]) == (200, "errors")
            assert "Réessayez" in said["errors"]["day"]
            home = {"id": "VH", "type": "home", "callback_id": "", "blocks": []}
            assert (await _asked(bot, _pressed("", view=home)))[0] == 503  # Slack itself shows that it failed
            assert (await _asked(bot, WORD, "application/json"))[0] == 503

    with caplog.at_level(logging.INFO):
        asyncio.run(story())
    assert "/somewhere" not in caplog.text


def test_a_workspace_that_has_left_is_not_believed() -> None:
    class Installed:
        found: Workspace | None = Workspace(TEAM, "", "U1", "xoxb", None)  # type: ignore[arg-type]
        away = False

        async def get(self, id: str) -> Workspace | None:
            if self.away:
                raise Unavailable
            return self.found

    async def story() -> None:
        installed = Installed()
        asked = LookUp(installed)  # type: ignore[arg-type]
        assert await asked.get(TEAM) == installed.found
        installed.away = True
        assert await asked.get(TEAM) == installed.found
        installed.away, installed.found = False, None
        assert await asked.get(TEAM) is None
        installed.away = True
        with pytest.raises(Unknown, match="Unavailable"):
            await asked.get(TEAM)

    asyncio.run(story())
