"""What is let in and what is not: 4xx, a line in the log, and never a 500."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from yarl import URL

from adapters.slack import edge
from tests.adapters.slack.fake import BOT_TOKEN, Shown
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, House, opened, play
from tests.scenarios.slack.payloads import SECRET, signed
from tests.values import at

Story = Callable[[House], Awaitable[None]]
JSON = "application/json"


async def status(house: House, body: bytes, headers: dict[str, str]) -> int:
    """What the address answers."""
    async with house.session.post(f"{house.url}/slack/events", data=body, headers=headers) as response:
        return response.status


def run(folder: Path, story: Story) -> None:
    async def told() -> None:
        async with opened(folder, at("2026-01-05 10:00"), roster="") as house:
            await story(house)

    asyncio.run(told())


def test_only_what_slack_signed_just_now_is_heard(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story(house: House) -> None:
        body = payloads.event(payloads.message("U00000011", "D1", "un secret de Camille"))
        now = house.clock.now().timestamp()
        good = signed(body, now)
        assert await status(house, body, good) == 200
        for changes in (
            {"X-Slack-Signature": "v0=" + "0" * 64},
            {"X-Slack-Signature": "é"},
            {"X-Slack-Signature": ""},
            {"X-Slack-Request-Timestamp": "now"},
            {"X-Slack-Request-Timestamp": "1e9"},
            {"X-Slack-Request-Timestamp": "-1"},
            {"X-Slack-Request-Timestamp": "٣"},
            {"X-Slack-Request-Timestamp": ""},
            {"X-Slack-Request-Timestamp": "9" * 400},
        ):
            assert await status(house, body, {**good, **changes}) == 401, changes
        for late in (-301, 301):
            assert await status(house, body, signed(body, now + late)) == 401
        assert await status(house, body, signed(body, now + 299)) == 200
        assert await status(house, body, signed(body, now, "another secret")) == 401
        for name in ("X-Slack-Signature", "X-Slack-Request-Timestamp"):
            assert await status(house, body, {k: v for k, v in good.items() if k != name}) == 401
        assert await status(house, body + b" ", good) == 401

    with caplog.at_level(logging.INFO):
        run(tmp_path, story)
    logged = caplog.text
    assert "refused with 401" in logged
    for secret in (SECRET, BOT_TOKEN, "Camille", "v0="):
        assert secret not in logged


PRIVATE = "Camille écrit à camille@example.org"
WORD = payloads.message("U00000011", "D1", PRIVATE)
OURS = "A0TOGETHER"


@pytest.mark.parametrize(
    ("body", "kind", "expected", "reason"),
    [
        (b"", JSON, 400, "the JSON cannot be read"),
        (b'{"text": "' + PRIVATE.encode(), JSON, 400, "the JSON cannot be read"),
        (b'{"text": "\xff"}', JSON, 400, "the JSON cannot be read"),
        (b"[" * 100_000, JSON, 400, "the JSON cannot be read"),
        (json.dumps([PRIVATE]).encode(), JSON, 400, "the JSON is no object"),
        (b"5", JSON, 400, "the JSON is no object"),
        (json.dumps({"text": PRIVATE}).encode(), JSON, 400, "the JSON is no event"),
        (json.dumps({"type": "event_callback", "text": PRIVATE}).encode(), JSON, 400, "a field has the wrong type"),
        (payloads.event({**WORD, "user": [PRIVATE]}), JSON, 400, "a field has the wrong type: `$.event.user`"),
        (payloads.event({**WORD, "user": "U" * 600}), JSON, 400, "a field has the wrong type: `$.event.user`"),
        (b"", FORM, 400, "the form is neither"),
        (urlencode({"text": PRIVATE}).encode(), FORM, 400, "the form is neither"),
        (b"&&&==", FORM, 400, "the form is neither"),
        (b"text=\xff", FORM, 400, "the form cannot be read"),
        (b"&".join(b"a%d=b" % n for n in range(200)), FORM, 400, "the form cannot be read"),
        (urlencode({"payload": '{"user": "' + PRIVATE}).encode(), FORM, 400, "the JSON cannot be read"),
        (b"payload=5", FORM, 400, "the JSON is no object"),
        (b"payload=%FF", FORM, 400, "the JSON cannot be read"),
        (urlencode({"command": "/together", "text": PRIVATE}).encode(), FORM, 400, "a field has the wrong type"),
        (payloads.interaction({"type": "block_suggestion", "user": {"name": PRIVATE}}), FORM, 400, "none of ours"),
        (payloads.interaction({"type": ["shortcut"], "user": {"name": PRIVATE}}), FORM, 400, "none of ours"),
        (payloads.interaction({"type": "shortcut", "user": {"name": PRIVATE}}), FORM, 400, "nobody is named"),
        (payloads.interaction({"type": "shortcut", "user": {"id": None}}), FORM, 400, "nobody is named"),
        (payloads.interaction({"type": "block_actions", "user": {"id": "U1"}}), FORM, 400, "what was used"),
        (payloads.interaction({"type": "view_submission", "user": {"id": "U1"}}), FORM, 400, "what was used"),
        (payloads.interaction({"type": "shortcut", "user": {"id": "U1"}}), FORM, 400, "what was used"),
        (payloads.interaction({"type": "message_action", "user": {"id": "U1"}}), FORM, 400, "what was used"),
        (payloads.rate_limited(), JSON, 200, "holds events of the workspace"),
        (PRIVATE.encode(), "text/plain", 400, "neither JSON nor a form"),
        (PRIVATE.encode(), "nonsense", 400, "neither JSON nor a form"),
        (PRIVATE.encode() * 20_000, JSON, 413, "the body is too large"),
        (payloads.event(WORD, team_id="T0ELSEWHERE"), JSON, 403, "the app is not installed in that workspace"),
        (payloads.event(WORD, team_id=""), JSON, 403, "the app is not installed in that workspace"),
        (payloads.event(WORD, api_app_id="A0OTHER"), JSON, 403, "it is for another app"),
        (payloads.event(WORD, api_app_id=""), JSON, 403, "it is for another app"),
        (payloads.command("U1", PRIVATE, "D1", "", api_app_id="A0OTHER"), FORM, 403, "it is for another app"),
        (payloads.command("U1", PRIVATE, "D1", "", team_id="T9"), FORM, 403, "not installed in that workspace"),
    ],
    ids=lambda one: one[:30].decode("latin-1") if isinstance(one, bytes) else None,
)
def test_what_cannot_be_read_or_is_not_ours(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, body: bytes, kind: str, expected: int, reason: str
) -> None:
    """Refused with one line in the log, which says why and repeats nothing of what came."""

    async def story(house: House) -> None:
        object.__setattr__(house.front.edge, "app", OURS)
        caplog.clear()
        assert await status(house, body, signed(body, house.clock.now().timestamp(), SECRET, kind)) == expected

    with caplog.at_level(logging.DEBUG):
        run(tmp_path, story)
    (line,) = [one for one in caplog.records if one.name.startswith("adapters.slack")]
    assert line.levelno == logging.WARNING
    assert f"refused with {expected}: " in line.getMessage() or expected == 200
    assert reason in line.getMessage()
    for secret in ("Camille", "camille@", "gIkuvaNzQIHg97ATvDxqgjtO", "UUUU", SECRET, BOT_TOKEN, "v0="):
        assert secret not in caplog.text


def test_a_body_that_does_not_arrive_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "UPLOAD", 0.05)

    async def story(house: House) -> None:
        url = URL(house.url)
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(
            b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
        )
        assert b" 408 " in await asyncio.wait_for(reader.readline(), 4)
        writer.close()

    run(tmp_path, story)


def test_our_own_and_a_farewell_from_elsewhere_are_let_in(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        object.__setattr__(house.front.edge, "app", OURS)
        for body in (payloads.event(WORD), payloads.event({"type": "app_uninstalled"}, team_id="T0ELSEWHERE")):
            assert await status(house, body, signed(body, house.clock.now().timestamp())) == 200

    run(tmp_path, story)


def test_a_body_that_says_no_length_is_cut_off(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        async def endless() -> AsyncIterator[bytes]:
            for _ in range(20):
                yield b" " * 65_536

        headers = signed(b"", house.clock.now().timestamp())
        async with house.session.post(f"{house.url}/slack/events", data=endless(), headers=headers) as response:
            assert response.status == 413

    run(tmp_path, story)


def test_slack_greets(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        body = json.dumps({"token": "x", "challenge": "3eZbrw1aB", "type": "url_verification"}).encode()
        async with await house.post(body) as response:
            assert (response.status, (await response.json())["challenge"]) == (200, "3eZbrw1aB")
        async with await house.post(b"ssl_check=1&token=x", FORM) as response:
            assert response.status == 200

    run(tmp_path, story)


def test_slack_holds_events_back_or_a_view_is_closed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Taken with 200: what is not taken makes Slack hold back more."""

    async def story(house: House) -> None:
        async with await house.post(payloads.rate_limited()) as response:
            assert (response.status, await response.text()) == (200, "")
        modal = Shown("", "", [], view={"id": "V1", "type": "modal", "callback_id": "form", "blocks": []})
        for closed in (payloads.view_closed("U00000012", modal), {"type": "view_closed", "view": None}):
            assert await house.interact(closed) == {}
        assert (house.slack.modals, house.slack.ephemeral, house.slack.cards) == ([], [], {})

    with caplog.at_level(logging.INFO):
        run(tmp_path, story)
    assert "since 2026-01-05 08:00 UTC" in caplog.text


def test_what_is_null_is_as_good_as_not_there(tmp_path: Path) -> None:
    """In organisations, and of those who have left, Slack knows of some ids only that there is one."""

    def nulled(payload: dict[str, Any]) -> dict[str, Any]:
        """Every id that the bot can do without."""
        spare = {"team_id", "enterprise_id", "trigger_id", "api_app_id", "hash", "bot_id", "message_ts", "name"}
        return {
            name: None if name in spare else nulled(value) if isinstance(value, dict) else value
            for name, value in payload.items()
        }

    async def story(house: House) -> None:
        card = await house.card(await house.shared(), "s1.date")
        one, block = payloads.element(card.blocks, "date.tap")
        done = {**one, "block_id": block["block_id"], "selected_options": None}
        pressed = nulled(payloads.press(house.ids["Camille"], card, done, house.slack.respond_url(card), {}))
        pressed["state"], pressed["view"], pressed["enterprise"] = {"values": None}, None, None
        assert await house.interact(pressed) == {}
        assert "Convient à Camille" in card.text
        told = json.loads(payloads.event(payloads.home_opened(house.ids["Camille"])))
        told |= {"team_id": None, "event_time": None, "context_team_id": None, "is_ext_shared_channel": None}
        told["event"] |= {"bot_id": None, "team": None, "user_team": None, "channel_type": None}
        async with await house.post(json.dumps(told).encode()) as response:
            assert response.status == 200
        await house.settled()
        assert house.ids["Camille"] in house.slack.homes

    play(tmp_path, story)


def test_slack_cannot_be_asked_whose_the_token_is(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        house.slack.tokens.clear()
        word = payloads.message("U1", "D1", "prep")
        assert await house.event(word) == 503

    run(tmp_path, story)
