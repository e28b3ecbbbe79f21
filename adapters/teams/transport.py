"""Receives Teams' requests over botbuilder: checks who sends an activity, runs the turn, and answers in HTTP.

The rules:

(1) This file alone imports botbuilder. The rest of the folder sees `Endpoint(app_id, turn).receive` and a `turn` from the
raw body to an `HttpReply`; a successor of botbuilder can offer the same (docs/decisions/0006-teams-transport.md).

(2) The body is read by us before botbuilder sees it: another content type is 415, more than `LARGEST_BODY` bytes is 413,
and what is no activity is 400. Botbuilder gets the five fields that it looks at, never the rest.

(3) A token counts only if Microsoft signed it, it is meant for this app, the channel is the activity's, and its service URL
is the activity's. Whatever goes wrong in that check is 401: botbuilder would let an unknown key or a malformed token
surface as 500.

(4) Microsoft's keys are fetched without blocking, within `KEYS_SECONDS`, and kept for `KEYS_KEPT`. A key id that is not
known sends us for them again, at most once every `KEYS_AGAIN` seconds. If they cannot be fetched, the keys that we have go
on serving.

(5) Without any key, and while the database is away, the answer is 503: nobody can tell, nothing is stored, and Teams tries
again.

(6) The turn commits before it answers. The answer's body is encoded once, here; botbuilder would serialise an invoke's
answer twice.

(7) No client for sending is made: what is sent goes out through `connector`. Botbuilder would build two clients a turn,
each with a list of retry codes in quadratic time.

(8) Without `app_id` nobody is asked who they are. The settings allow that for the local Playground only, on the loopback
address.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec
from aiohttp import web
from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConstants,
    BotFrameworkAuthentication,
    ChannelValidation,
    ClaimsIdentity,
    ConnectorFactory,
    JwtTokenExtractor,
    SimpleCredentialProvider,
)
from jwt.algorithms import RSAAlgorithm
from msrest.exceptions import ClientException

from bot.ports import Unavailable

log = logging.getLogger(__name__)

OPENID = AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL
LARGEST_BODY = 256 * 1024
KEYS_SECONDS = 5.0
KEYS_KEPT = 24 * 3600.0
KEYS_AGAIN = 60.0
"""Seconds after which an unknown key id may send us for the keys again: Microsoft changes them, and others make ids up."""


@dataclass(frozen=True, slots=True)
class HttpReply:
    """Holds what the request is answered with."""

    status: int = 200
    body: Mapping[str, object] | None = None


Turn = Callable[[bytes], Awaitable[HttpReply]]
"""Does what an activity, given as it came, asks for."""


class Unauthorized(Exception):
    """The request is not from Teams, or not meant for this bot."""


class KeysAway(Exception):
    """Microsoft's keys cannot be fetched, so nobody can tell just now."""


class Endpoint:
    """Serves the route that Teams posts to. Without `app_id` nobody is asked who they are: for the local Playground only."""

    def __init__(self, app_id: str, turn: Turn, *, openid: str = OPENID) -> None:
        self._adapter = CloudAdapterBase(_Passports(app_id, openid))
        self._turn = turn

    async def receive(self, request: web.Request) -> web.Response:
        try:
            raw = await _body(request)
            activity = _activity(raw)
            reply = await self._through(activity, request.headers.get("Authorization", ""), raw)
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

    async def _through(self, activity: Activity, authorization: str, raw: bytes) -> HttpReply:
        done = HttpReply(501)

        async def logic(context: TurnContext) -> None:
            nonlocal done
            done = await self._turn(raw)
            if activity.type == ActivityTypes.invoke:
                context.turn_state[CloudAdapterBase._INVOKE_RESPONSE_KEY] = Activity(
                    type=ActivityTypes.invoke_response, value=InvokeResponse(status=done.status, body=done.body)
                )

        await self._adapter.process_activity(authorization, activity, logic)
        return done


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
    """Reads only what botbuilder looks at: the rest would cost it more than the whole turn."""
    try:
        body = json.loads(raw)
        if not isinstance(body, dict):
            raise TypeError("not an object")
        seen = {name: body[name] for name in _SEEN if isinstance(body.get(name), str)}
        activity = Activity().deserialize(seen)
    except (ValueError, TypeError, RecursionError, ClientException) as error:
        raise _BadRequest(400, f"this is no activity: {error}") from error
    if not (activity.type and activity.service_url and activity.channel_id):
        raise _BadRequest(400, "this is no activity: it lacks its type, its channel or its service URL")
    return activity


_SEEN = ("type", "id", "channelId", "serviceUrl", "name")


def _error(status: int, message: str) -> web.Response:
    return web.json_response({"error": message}, status=status)


# Who sends it -----------------------------------------------------------------------------------------------------


class _Passports(BotFrameworkAuthentication):  # type: ignore[misc]  # it comes without types
    def __init__(self, app_id: str, openid: str) -> None:
        self._app_id = app_id
        self._known = SimpleCredentialProvider(app_id, "")
        self._extractor: Any = None
        if app_id:
            JwtTokenExtractor.metadataCache[openid] = Keys(openid)
            self._extractor = JwtTokenExtractor(
                ChannelValidation.TO_BOT_FROM_CHANNEL_TOKEN_VALIDATION_PARAMETERS,
                openid,
                AuthenticationConstants.ALLOWED_SIGNING_ALGORITHMS,
            )

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        """Raises `Unauthorized` or `KeysAway`."""
        result = AuthenticateRequestResult()
        result.claims_identity = await self._identity(activity, auth_header)
        result.audience = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
        result.connector_factory = _NoConnector()
        return result

    async def _identity(self, activity: Activity, header: str) -> ClaimsIdentity:
        if not self._app_id:
            return ClaimsIdentity({}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE)
        try:
            identity = await self._extractor.get_identity_from_auth_header(header, activity.channel_id)
            await ChannelValidation.validate_identity(identity, self._known)
        except KeysAway:
            raise
        except Exception as error:  # whatever a stranger's token makes botbuilder or jwt stumble over
            raise Unauthorized(f"{type(error).__name__}: {error}") from error
        if identity.get_claim_value(ChannelValidation.SERVICE_URL_CLAIM) != activity.service_url:
            raise Unauthorized("the service URL is not the token's")
        return identity

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        return None

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> Any:
        raise Unauthorized("there is no streaming here")

    async def authenticate_channel_request(self, auth_header: str) -> Any:
        raise Unauthorized("there is no streaming here")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return _NoConnector()


class _NoConnector(ConnectorFactory):  # type: ignore[misc]
    async def create(self, service_url: str, audience: str | None = None) -> object:
        return self


class Keys:
    """Keeps Microsoft's signing keys, in place of botbuilder's own store of them."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: dict[str, Any] = {}
        self._fetched = float("-inf")
        self._lock = asyncio.Lock()

    async def get(self, key_id: str | None) -> Any:
        """Returns what botbuilder wants of a key: `public_key` and `endorsements`. Raises `Unauthorized` or `KeysAway`."""
        if key_id not in self._keys or self._age() > KEYS_KEPT:
            async with self._lock:
                if self._age() > (KEYS_KEPT if key_id in self._keys else KEYS_AGAIN):
                    await self._fetch()
        if key_id not in self._keys:
            raise Unauthorized(f"no key is called {key_id!r}")
        return self._keys[key_id]

    def _age(self) -> float:
        return asyncio.get_running_loop().time() - self._fetched

    async def _fetch(self) -> None:
        timeout = aiohttp.ClientTimeout(total=KEYS_SECONDS)
        try:
            async with aiohttp.ClientSession(timeout=timeout, raise_for_status=True) as session:
                async with session.get(self._url) as response:
                    where = (await response.json(content_type=None))["jwks_uri"]
                async with session.get(where) as response:
                    listed = (await response.json(content_type=None))["keys"]
            self._keys = {key["kid"]: _Key(key) for key in listed if key.get("kty") == "RSA" and "kid" in key}
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError) as error:
            if not self._keys:
                raise KeysAway(f"the keys at {self._url} cannot be fetched: {error!r}") from error
            log.warning("keeping the keys we have: %r", error)
        self._fetched = asyncio.get_running_loop().time()


class _Key:
    def __init__(self, key: Mapping[str, Any]) -> None:
        self.public_key = RSAAlgorithm.from_jwk(json.dumps(key))
        self.endorsements = list(key.get("endorsements", ()))
