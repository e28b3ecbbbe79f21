"""Socket Mode: the same things done down a WebSocket that the bot opened."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from adapters.slack.assembly import front
from adapters.slack.server import attach
from adapters.slack.settings import SlackSettings
from adapters.slack.socket import Connection, Socket
from adapters.slack.workspaces import Wire
from bot import app
from bot.app.channels import context
from bot.infra.clock import SetClock
from bot.ports import Sections
from bot.ports.troubles import ChannelTrouble, TroubleKind
from bot.settings import Settings
from tests.adapters.slack.fake import BOT_TOKEN, FakeSlack, Shown, Trouble
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import MAILS, ROSTER
from tests.seals import KEY
from tests.values import at

Json = dict[str, Any]


def envelope(id: str, kind: str, payload: object) -> Json:
    return {
        "envelope_id": id,
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
        "retry_attempt": 0,
        "retry_reason": "",
    }


@asynccontextmanager
async def opened(folder: Path, *envelopes: Json) -> AsyncIterator[FakeSlack]:
    """The bot behind a firewall: nothing but an app-level token, and Slack with something to send."""
    async with FakeSlack(MAILS).serving() as slack:
        slack.tokens.add("xapp-1")
        slack.envelopes = list(envelopes)
        settings = Settings(
            database_url=app.sqlite_at(folder / "socket.db"),
            channels=("slack",),
            secret_keys=(KEY,),
            sections=Sections((SlackSettings(bot_token=BOT_TOKEN, app_token="xapp-1", api_url=f"{slack.url}/api/"),)),
        )
        async with app.opened(settings, SetClock(at("2026-01-05 10:00")), migrate=True) as parts:
            await app.import_pairs(parts, ROSTER.format(track="mentoring"))
            slack._conversations_open({"users": "U00000012"})
            application = web.Application()
            own = front(context(parts))
            attach(application, own)
            assert list(application.router.routes()) == []  # nothing listens: there is no address to reach
            runner = web.AppRunner(application)
            await runner.setup()
            try:
                yield slack
                await own.background.settled()
            finally:
                await runner.cleanup()


async def acknowledged(slack: FakeSlack, *ids: str) -> None:
    assert await _until(lambda: set(ids) <= slack.acks.keys()), f"only {set(slack.acks)} were acknowledged"


async def _until(done: Callable[[], bool]) -> bool:
    for _ in range(200):
        if done():
            return True
        await asyncio.sleep(0.05)
    return False


def command(text: str, trigger: str) -> dict[str, str]:
    body = payloads.command("U00000012", text, "D1", "http://127.0.0.1:9/", trigger_id=trigger).decode()
    return dict(parse_qsl(body))


WORD = json.loads(payloads.event(payloads.message("U00000012", "D0012", "statut")))


def test_a_command_a_word_and_what_is_not_ours(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(
            tmp_path,
            envelope("e1", "slash_commands", command("statut", "1")),
            envelope("e2", "events_api", WORD),
            envelope("e3", "events_api", {**WORD, "authorizations": [{"team_id": "T0ELSEWHERE"}]}),
            envelope("e4", "interactive", {"type": "block_suggestion", "user": {"id": "U1"}}),
            envelope("e5", "events_api", {"type": "event_callback", "event": 5}),
            envelope("e6", "slash_commands", {"payload": "{"}),
            envelope("e8", "events_api", json.loads(payloads.rate_limited())),
            envelope("e9", "interactive", {"type": "view_closed", "user": {"id": "U1"}}),
            envelope("e10", "interactive", payloads.shortcut("U00000012", "together.global.status")),
            envelope("e7", "slash_commands", command("prep", "2")),
        ) as slack:
            await acknowledged(slack, "e1", "e2", "e7", "e8", "e9", "e10")
        answer = slack.acks["e1"]
        assert answer is not None
        assert "Awa" in answer["text"]
        assert slack.acks["e2"] is None
        assert slack.acks.keys() == {"e1", "e2", "e7", "e8", "e9", "e10"}
        assert len(slack.modals) == 1
        assert "Awa" in slack.in_("D0012")[-1].text

    asyncio.run(story())


def test_a_press_comes_down_the_socket_too(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, envelope("e1", "slash_commands", command("langue", "1"))) as slack:
            await acknowledged(slack, "e1")
            answer = slack.acks["e1"]
            assert answer is not None
            shown = Shown("D0012", answer["text"], answer["blocks"], user="U00000012")
            english, block = payloads.element(shown.blocks, "language", 1)
            pressed = {**english, "block_id": block["block_id"]}
            url = slack.respond_url(shown)
            slack.envelopes = [
                {"type": "disconnect", "reason": "refresh_requested", "debug_info": {}},
                envelope("e2", "interactive", payloads.press("U00000012", shown, pressed, url)),
            ]
            await slack.wake()
            await acknowledged(slack, "e2")
        assert "English" in slack.ephemeral[-1].text
        assert len(slack.called("apps.connections.open")) == 2  # Slack asked for a new connection in between

    asyncio.run(story())


def test_while_slack_cannot_say_whose_the_token_is_there_is_a_clear_line(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as slack:
            slack.tokens.discard(BOT_TOKEN)
            slack.envelopes = [envelope("e1", "slash_commands", command("statut", "1"))]
            assert await _until(lambda: bool(slack._sockets))
            await slack.wake()
            await acknowledged(slack, "e1")
        answer = slack.acks["e1"]
        assert answer is not None
        assert "Réessayez" in answer["text"]

    asyncio.run(story())


class Said:
    """Notes what is reported and taken back."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def report(self, trouble: ChannelTrouble) -> None:
        self.said.append(trouble.kind)

    async def over(self, channel: str, *kinds: TroubleKind, workspace: str = "") -> None:
        assert (channel, workspace) == ("slack", "")
        self.said += [f"{kind} over" for kind in kinds]

    async def all(self) -> list[ChannelTrouble]:
        return []


def test_a_socket_that_does_not_connect_is_reported_and_taken_back_once_it_does() -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            slack.tokens.add("xapp-1")
            said, wire = Said(), Wire(f"{slack.url}/api/")
            parts: Any = None  # nothing comes in here
            socket = Socket(parts, parts, parts, Connection("xapp-1", wire, said))
            slack.trouble("apps.connections.open", *(Trouble("", 503) for _ in range(2)))
            await socket.look()
            assert said.said == [], "a single look means nothing: Slack ends a connection now and then"
            await socket.look()
            await socket.look()
            assert said.said == ["socket", "socket"]
            slack.troubles.clear()
            await socket.open()
            assert await _until(lambda: bool(slack._sockets))
            await socket.look()
            await socket.look()
            assert said.said == ["socket", "socket", "socket over"]
            await socket.close()
            await wire.close()

    asyncio.run(story())
