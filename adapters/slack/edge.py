"""Lets in what Slack signed within five minutes, is not too large, readable, for this app and from a workspace that has it.

Everything else is refused with a 4xx and a line in the log that says why, and nothing of what came
(docs.slack.dev/authentication/verifying-requests-from-slack).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import re
from contextlib import nullcontext
from dataclasses import dataclass

from aiohttp import web

from adapters.slack import inbound, limits
from adapters.slack.bodies import Bad
from adapters.slack.inbound import Closed, Event, Greeting, Heard, Interaction, RateLimited, SlashCommand
from adapters.slack.lookup import LookUp, Unknown
from adapters.slack.workspaces import Workspace
from bot.infra.clock import Clock
from bot.ports.logged import Logged

log = logging.getLogger(__name__)

WINDOW = 5 * 60
"""Seconds that a request's timestamp may be away from now: what is older is a replay."""

UPLOAD = 5.0
"""Seconds that a body may take to arrive."""

_STAMP = re.compile(r"\d{1,12}", re.ASCII)
_FAREWELLS = frozenset({"app_uninstalled", "tokens_revoked"})


class SlackRefusal(Logged):
    """The request is refused with a status and a reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Away(SlackRefusal):
    """Nobody can say just now whether the workspace in which a person acted is one of ours."""

    def __init__(self, heard: SlashCommand | Interaction, reason: str) -> None:
        super().__init__(503, reason)
        self.heard = heard


@dataclass(frozen=True, slots=True)
class Edge:
    secret: str
    workspaces: LookUp
    clock: Clock
    app: str = ""
    """The app's own id, if the settings name it."""

    async def heard(self, request: web.Request) -> tuple[Heard, Workspace | None]:
        """Reads what a request says and its workspace: none if Slack only greets, or says farewell. Raises `SlackRefusal`."""
        body = await _body(request)
        self._verify(request, body)
        try:
            said = inbound.read(request.content_type, body)
        except Bad as bad:
            raise SlackRefusal(400, str(bad)) from bad
        return said, await self.workspace(said)

    async def workspace(self, said: Heard) -> Workspace | None:
        """Finds the workspace of what was said. Raises `SlackRefusal`."""
        if isinstance(said, Greeting | Closed):
            return None
        if self.app and said.api_app_id != self.app:
            raise SlackRefusal(403, "it is for another app")
        if isinstance(said, RateLimited):
            since = f"{said.since:%Y-%m-%d %H:%M} UTC"
            log.warning(
                "Slack holds events of the workspace %s back since %s: see docs/slack.md", said.workspace, since
            )
            return None
        team = said.workspace
        try:
            found = await self.workspaces.get(team) if team else None
        except Unknown as unknown:
            reason = f"the workspace could not be looked up ({unknown})"
            raise SlackRefusal(503, reason) if isinstance(said, Event) else Away(said, reason) from unknown
        if found is None:
            if isinstance(said, Event) and said.event.type in _FAREWELLS:
                return None
            raise SlackRefusal(403, "the app is not installed in that workspace")
        if found.app and said.api_app_id != found.app:
            raise SlackRefusal(403, "it is for another app")
        return found

    def _verify(self, request: web.Request, body: bytes) -> None:
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        if not _STAMP.fullmatch(stamp):
            raise SlackRefusal(401, "the timestamp is missing or no number")
        if abs(self.clock.now().timestamp() - int(stamp)) > WINDOW:
            raise SlackRefusal(401, "the timestamp is too far away: this machine's clock may be off")
        signature = request.headers.get("X-Slack-Signature", "").encode("utf-8", "replace")
        if not hmac.compare_digest(sign(self.secret, stamp, body).encode(), signature):
            raise SlackRefusal(401, "the signature is missing or wrong")


def sign(secret: str, stamp: str, body: bytes) -> str:
    """Returns Slack's signature, version 0."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()


def refused(refusal: SlackRefusal) -> web.Response:
    log.warning("a request to the Slack address was refused with %s: %s", refusal.status, refusal)
    return web.Response(status=refusal.status, text=f"{refusal}\n")


async def _body(request: web.Request) -> bytes:
    if (request.content_length or 0) > limits.BODY:
        raise SlackRefusal(413, "the body is too large")
    raw = bytearray()
    arriving = nullcontext() if request.content.is_eof() else asyncio.timeout(UPLOAD)
    try:
        async with arriving:
            while chunk := await request.content.readany():
                raw += chunk
                if len(raw) > limits.BODY:
                    raise SlackRefusal(413, "the body is too large")
    except TimeoutError as slow:
        raise SlackRefusal(408, "the body did not arrive in time") from slow
    return bytes(raw)
