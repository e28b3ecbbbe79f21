"""Socket Mode: the same things done down a WebSocket that the bot opened."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

from aiohttp import web

from adapters.slack.server import attach
from bot import app
from bot.app.slack import front
from bot.clock import SetClock
from bot.config import Settings
from bot.config_slack import SlackSettings
from tests.adapters.slack.fake import BOT_TOKEN, FakeSlack
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import MAILS, ROSTER
from tests.values import at


def envelope(id: str, kind: str, payload: object) -> dict[str, object]:
    return {
        "envelope_id": id,
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
        "retry_attempt": 0,
        "retry_reason": "",
    }


def test_a_command_a_word_and_what_is_not_ours(tmp_path: Path) -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            slack.tokens.add("xapp-1")
            command = dict(parse_qsl(payloads.command("U00000012", "statut", "D1", "http://127.0.0.1:9/").decode()))
            word = json.loads(payloads.event(payloads.message("U00000012", "D00000000", "statut")))
            slack.envelopes = [
                envelope("e1", "slash_commands", command),
                envelope("e2", "events_api", word),
                envelope("e3", "events_api", {**word, "team_id": "T0ELSEWHERE"}),
                envelope("e4", "interactive", {"type": "shortcut", "user": {"id": "U1"}}),
                envelope("e5", "slash_commands", {**command, "trigger_id": "9", "text": "prep"}),
            ]
            settings = Settings(
                database_url=app.sqlite_at(tmp_path / "socket.db"),
                channels=("slack",),
                slack=SlackSettings(bot_token=BOT_TOKEN, app_token="xapp-1", api_url=f"{slack.url}/api/"),
            )
            async with app.opened(settings, SetClock(at("2026-01-05 10:00")), migrate=True) as parts:
                await app.import_pairs(parts, ROSTER.format(track="mentoring"))
                slack._conversations_open({"users": "U00000012"})
                application = web.Application()
                own = front(parts)
                attach(application, replace(own))
                assert list(application.router.routes()) == []  # nothing listens: there is no address to reach
                runner = web.AppRunner(application)
                await runner.setup()
                for _ in range(100):
                    if {"e1", "e2", "e5"} <= slack.acks.keys():
                        break
                    await asyncio.sleep(0.05)
                await own.errands.settled()
                await runner.cleanup()
            answer = slack.acks["e1"]
            assert answer is not None
            assert "Awa" in answer["text"]
            assert slack.acks["e2"] is None
            assert slack.acks.keys() == {"e1", "e2", "e5"}
            assert "Awa" in slack.in_("D00000000")[-1].text

    asyncio.run(story())
