"""Makes the Bolt app: five listeners and the handlers behind them. Bolt tries one after another, so they stay few."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.handlers import Ack, Handlers
from adapters.slack.inbound import Event, Interaction, SlashCommand
from adapters.slack.workspaces import Workspace
from bot.infra.metrics import Deed
from bot.ports import Unavailable

log = logging.getLogger(__name__)

HEARD, WORKSPACE = "heard", "workspace"
"""What the edge has read from the request already, in Bolt's context."""

_ANY = re.compile("")
_encode = msgspec.json.Encoder().encode


def bolt_app(handlers: Handlers) -> AsyncApp:
    """Returns the app. Its requests come with `HEARD` and `WORKSPACE`: the edge has checked them and answered Slack's greetings."""
    app = AsyncApp(
        process_before_response=True,  # commit, then acknowledge
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        authorize=_authorize,
    )

    def listener(handle: Callable[[Any, Any], Awaitable[Ack]]) -> Callable[..., Awaitable[None]]:
        async def listen(ack: AsyncAck, context: AsyncBoltContext) -> None:
            said = await handle(context[HEARD], context[WORKSPACE])
            ack.response = acknowledged(said)

        return listen

    app.command(_ANY)(listener(handlers.command))
    app.action(_ANY)(listener(handlers.action))
    app.event(_ANY)(listener(handlers.event))
    app.view(_ANY)(listener(handlers.submission))
    app.shortcut(_ANY)(listener(handlers.shortcut))
    app.error(_failed)
    return app


def bolt_request(heard: SlashCommand | Interaction | Event, workspace: Workspace) -> AsyncBoltRequest:
    """Returns a request for Bolt, which calls one `socket_mode` if its body is read already, wherever it came from."""
    read: dict[str, Any] = msgspec.to_builtins(heard)
    return AsyncBoltRequest(body=read, context={HEARD: heard, WORKSPACE: workspace}, mode="socket_mode")


def deed(heard: SlashCommand | Interaction | Event) -> Deed:
    """Returns what kind of thing somebody did, as it is measured."""
    match heard:
        case Interaction(type="view_submission"):
            return Deed.SUBMITTED
        case Interaction(type="block_actions"):
            return Deed.PRESSED
        case Event() if heard.event.type not in ("message", "app_mention"):
            return Deed.OTHER
        case _:
            return Deed.TYPED


def acknowledged(said: Ack) -> BoltResponse:
    return BoltResponse(status=200, body=_encode(said).decode() if said else "")


async def _authorize(context: AsyncBoltContext) -> AuthorizeResult:
    workspace = context[WORKSPACE]
    return AuthorizeResult(
        enterprise_id=None, team_id=workspace.id, bot_token=workspace.token, bot_user_id=workspace.bot
    )


async def _failed(error: Exception) -> BoltResponse:
    """Answers for what failed: an event that could not be stored comes again; nothing of what it says goes into the log."""
    if isinstance(error, Unavailable):
        log.warning("an event was put off: the database is away")
    else:
        log.error("an event failed", exc_info=error)
    return BoltResponse(status=503, body="")
