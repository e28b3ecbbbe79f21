"""Receives Teams' requests: checks who sends an activity, runs the turn over botbuilder, and answers in HTTP.

The rules:

(1) This file alone imports botbuilder, and of it only the activity and the turn: its middleware pipeline around `turn`, from
the raw body to an `HttpReply`. Who sends an activity is for `authentication`, what is sent goes out through `connector`
(docs/decisions/0006-teams-transport.md).

(2) The body is read by us: another content type is 415, more than `LARGEST_BODY` bytes is 413, and what is no activity is
400. Botbuilder gets the five fields that a middleware may look at, never the rest.

(3) Without any key, and while the database is away, the answer is 503: nobody can tell, nothing is stored, and Teams tries
again.

(4) The turn commits before it answers. The answer's body is encoded once, here.

(5) Without `app_id` nobody is asked who they are. The settings allow that for the local Playground only, on the loopback
address.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from aiohttp import web
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity

from adapters.teams.authentication import KeysAway, SigningKeys, TokenCheck, Unauthorized
from adapters.teams.clouds import PUBLIC
from bot.infra import metrics
from bot.infra.metrics import Deed
from bot.ports import Unavailable

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
KEYS_AGAIN = 60.0
"""Seconds after which an unknown key id may send us for the keys again."""


@dataclass(frozen=True, slots=True)
class HttpReply:
    """Holds what the request is answered with."""

    status: int = 200
    body: Mapping[str, object] | None = None


Turn = Callable[[bytes], Awaitable[HttpReply]]
"""Does what an activity, given as it came, asks for."""


class Endpoint:
    """Serves the route that Teams posts to. Without `app_id` nobody is asked who they are: for the local Playground only."""

    def __init__(self, app_id: str, turn: Turn, *, openid: str = PUBLIC.openid, issuer: str = PUBLIC.connector) -> None:
        self._tokens = TokenCheck(app_id, issuer, SigningKeys(openid, KEYS_AGAIN)) if app_id else None
        self._adapter = _Turns()
        self._turn = turn

    async def receive(self, request: web.Request) -> web.Response:
        with metrics.acknowledging("teams") as under_way:
            return await self._answered(request, under_way)

    async def _answered(self, request: web.Request, under_way: metrics.Acknowledging) -> web.Response:
        try:
            raw = await _body(request)
            activity = _activity(raw)
            if self._tokens is not None:
                authorization = request.headers.get("Authorization", "")
                await self._tokens.check(authorization, activity.channel_id, activity.service_url)
            under_way.deed = _DEEDS.get(activity.type, Deed.OTHER)
            reply = await self._through(activity, raw)
        except _BadRequest as bad:
            return _error(bad.status, str(bad))
        except Unauthorized as error:
            log.warning("refused an activity: %s", error)
            return _error(401, "the token does not hold")
        except (KeysAway, Unavailable) as error:
            log.warning("an activity has to wait: %s", error)
            return _error(503, "nothing was stored; try again in a moment")
        if reply.body is None:
            return web.Response(status=reply.status)
        return web.Response(
            status=reply.status, body=msgspec.json.encode(reply.body), content_type="application/json", charset="utf-8"
        )

    async def _through(self, activity: Activity, raw: bytes) -> HttpReply:
        done = HttpReply(501)

        async def logic(_: TurnContext) -> None:
            nonlocal done
            done = await self._turn(raw)

        await self._adapter.run_pipeline(TurnContext(self._adapter, activity), logic)
        return done


class _Turns(BotAdapter):  # type: ignore[misc]  # it comes without types
    """Runs turns through botbuilder's middleware, and sends nothing: that is the connector's."""

    async def send_activities(self, context: TurnContext, activities: Any) -> Any:
        raise NotImplementedError

    async def update_activity(self, context: TurnContext, activity: Activity) -> Any:
        raise NotImplementedError

    async def delete_activity(self, context: TurnContext, reference: Any) -> Any:
        raise NotImplementedError


class _BadRequest(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def _body(request: web.Request) -> bytes:
    if request.content_type != "application/json":
        raise _BadRequest(415, "the content type must be application/json")
    raw = bytearray()
    async for chunk in request.content.iter_chunked(65536):
        raw += chunk
        if len(raw) > LARGEST_BODY:
            raise _BadRequest(413, f"at most {LARGEST_BODY} bytes")
    return bytes(raw)


def _activity(raw: bytes) -> Activity:
    """Reads only the fields that a turn may look at: the rest would cost botbuilder more than the whole turn."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _BadRequest(400, f"this is no activity: {error}") from error
    if not isinstance(body, dict):
        raise _BadRequest(400, "this is no activity: it is not an object")
    seen = {field: body[name] for name, field in _SEEN.items() if isinstance(body.get(name), str)}
    if not (seen.get("type") and seen.get("service_url") and seen.get("channel_id")):
        raise _BadRequest(400, "this is no activity: it lacks its type, its channel or its service URL")
    return Activity(**seen)


_SEEN = {"type": "type", "id": "id", "channelId": "channel_id", "serviceUrl": "service_url", "name": "name"}
"""Botbuilder's names of the fields that it gets."""


_DEEDS = {"invoke": Deed.PRESSED, "message": Deed.TYPED, "messageUpdate": Deed.TYPED}
"""By the type of an activity, as it is measured: a form comes like a press."""


def _error(status: int, message: str) -> web.Response:
    return web.json_response({"error": message}, status=status)
