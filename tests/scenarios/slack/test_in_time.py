"""Whoever does something in Slack is answered within three seconds: at worst by a line that says what to do."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from adapters.slack import handlers, lookup
from adapters.slack.lookup import LookUp, Unknown
from adapters.slack.workspaces import Workspace
from bot.application.one_form import QUICK
from bot.ports import Unavailable
from storage.repositories.installations import SqlInstallations
from tests.adapters.slack.fake import TEAM, Shown, Trouble
from tests.adapters.slack.test_install import HERE, NEW, Many, many
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, House, opened, play
from tests.scenarios.slack.payloads import signed
from tests.values import at

Json = dict[str, Any]

SECONDS_OF_SLACK = 3.0
ON_THE_WAY = 0.4


def test_all_that_is_waited_for_fits_into_what_slack_allows(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 10:00"), roster="") as house:
            waits = house.front.handlers.patience + house.front.edge.workspaces._patience
            assert waits == handlers.PATIENCE + lookup.PATIENCE
            assert 1 < waits <= SECONDS_OF_SLACK - ON_THE_WAY

    asyncio.run(story())


# A view that does not open -------------------------------------------------------------------------------------------

EXPIRED = Trouble("expired_trigger_id")


def test_a_form_that_cannot_be_opened_is_a_button_to_press_again(tmp_path: Path) -> None:
    """And what that button cannot open says so."""

    async def story(house: House) -> None:
        card = await house.card(await house.shared(), "s1.date")
        for trouble in (EXPIRED, Trouble(drop=True), Trouble(status=503, html=True)):
            house.slack.trouble("views.open", trouble, EXPIRED)
            house.clock.at += QUICK
            await house.press("Camille", card, "date.other")
            assert house.slack.called("response_url")[-1].args["replace_original"] is False
            again = house.slack.ephemeral[-1]
            assert "Proposer une date" in again.text
            assert "Appuyez encore une fois" in again.text, "no button stands alone"
            await house.press("Camille", again, "date.own")
            assert "Appuyez encore une fois" in house.slack.ephemeral[-1].text
        assert house.slack.modals == []
        await house.press("Camille", house.slack.ephemeral[-2], "date.own")
        assert len(house.slack.modals) == 1

    play(tmp_path, story)


def test_on_the_home_tab_and_in_a_modal_it_is_said_in_the_bots_own_conversation(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        direct = await house.direct("Dominique")
        await house.until(at("2026-01-28 10:00"))
        home = await house.home("Dominique")
        house.slack.trouble("views.open", EXPIRED)
        await house.press("Dominique", home, "nudge")
        assert "un petit mot" in house.slack.in_(direct)[-1].text

        direct, home = await house.direct("Camille"), await house.home("Camille")
        await house.press("Camille", home, "run")
        house.slack.trouble("views.update", Trouble("not_found"))
        said = len(house.slack.in_(direct))
        await house.press("Camille", house.slack.modals[-1], "prep.tick")
        assert len(house.slack.in_(direct)) == said + 1

    play(tmp_path, story)


def test_an_address_where_nobody_answers_is_not_the_only_way(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        answer = await house.command("Camille", "date", "C0GENERAL")
        assert answer is not None
        one, block = payloads.element(answer.blocks, "date.tap")
        done = {**one, "block_id": block["block_id"]}
        await house.interact(payloads.press(house.ids["Camille"], answer, done, "http://127.0.0.1:9/nobody"))
        shown = house.slack.ephemeral[-1]
        assert (shown.conversation, shown.user) == ("C0GENERAL", house.ids["Camille"])
        assert "Convient à Camille" in shown.text

    play(tmp_path, story)


def test_a_database_that_goes_away_after_the_answer_is_a_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(house: House) -> None:
        home = await house.home("Camille")
        object.__setattr__(house.front.handlers.interactions, "overview", _away)
        await house.press("Camille", home, "prep.tick")

    with caplog.at_level(logging.INFO):
        play(tmp_path, story)
    assert "an answer could not be shown: Unavailable" in caplog.text
    assert "/somewhere" not in caplog.text


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
            monkeypatch.setattr(bot.parts.interactions, "typed", _away)
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
            await bot.front.background.settled()
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
        found: Workspace | None = Workspace(TEAM, "", "U1", "xoxb", None, at("2026-01-05 07:00"))  # type: ignore[arg-type]
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
