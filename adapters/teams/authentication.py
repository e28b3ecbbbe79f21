"""Checks who sends an activity: the token that Microsoft signs for each request, by PyJWT alone.

The rules:

(1) A token counts only if it is signed with one of Microsoft's keys by RS256, issued by the cloud's connector, meant for
this app and no other, and neither over nor to come, within `SKEW` seconds; its service URL is the activity's, and its key
is endorsed for the activity's channel.

(2) The keys are fetched without blocking, within `KEYS_SECONDS`; those who wait for them share one fetch, which goes on
when one of them hangs up.

(3) Keys older than `KEYS_KEPT` go on serving while others are fetched; if none can be, for as long as it takes.

(4) A key id that is not known sends us for the keys, at most once every `again` seconds: Microsoft changes them, and
others make ids up.

(5) Without a key, and for an unknown key id while the keys cannot be fetched, nobody can tell: `KeysAway`.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

log = logging.getLogger(__name__)

ALGORITHM = "RS256"
SKEW = 300
KEYS_SECONDS = 5.0
KEYS_KEPT = 24 * 3600.0


class Unauthorized(Exception):
    """The request is not from Teams, or not meant for this bot."""


class KeysAway(Exception):
    """Microsoft's keys cannot be fetched, so nobody can tell just now."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    public: jwt.PyJWK
    endorsements: frozenset[str]
    """The channels that it may sign for; none if it does not say."""


class TokenCheck:
    """Lets in what `issuer` signed for `app_id`."""

    def __init__(self, app_id: str, issuer: str, keys: SigningKeys) -> None:
        self._app_id, self._issuer, self._keys = app_id, issuer, keys

    async def check(self, authorization: str, channel: str, service: str) -> None:
        """Raises `Unauthorized` or `KeysAway`."""
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer" or not token:
            raise Unauthorized("there is no bearer token")
        key = await self._keys.get(_key_id(token))
        claims = self._claims(token, key)
        if key.endorsements and channel not in key.endorsements:
            raise Unauthorized(f"its key is not endorsed for the channel {channel!r}")
        if claims.get("serviceurl") != service:
            raise Unauthorized("the service URL is not the token's")

    def _claims(self, token: str, key: SigningKey) -> Mapping[str, Any]:
        try:
            claims: Mapping[str, Any] = jwt.decode(
                token,
                key.public,
                algorithms=[ALGORITHM],
                audience=self._app_id,
                issuer=self._issuer,
                leeway=SKEW,
                options={"require": ["exp", "iss", "aud"], "strict_aud": True},
            )
        except Exception as error:  # whatever a stranger's token makes PyJWT stumble over
            raise Unauthorized(f"{type(error).__name__}: {error}") from error
        return claims


def _key_id(token: str) -> str:
    try:
        found = jwt.get_unverified_header(token).get("kid")
    except Exception as error:  # a header nested a thousand deep is no PyJWTError
        raise Unauthorized(f"{type(error).__name__}: {error}") from error
    if not isinstance(found, str):
        raise Unauthorized("it names no key")
    return found


class SigningKeys:
    """Keeps the keys that the OpenID document at `url` leads to. `now` gives seconds."""

    def __init__(self, url: str, again: float, now: Callable[[], float] = time.monotonic) -> None:
        self._url, self._again, self._now = url, again, now
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched = self._tried = float("-inf")
        self._trouble = ""
        self._fetching: asyncio.Task[None] | None = None

    async def get(self, key_id: str) -> SigningKey:
        """Raises `Unauthorized` or `KeysAway`."""
        if key_id in self._keys:
            if self._age(self._fetched) > KEYS_KEPT and self._may_ask():
                self._fetch()
        elif self._may_ask():
            await asyncio.shield(self._fetch())
        if found := self._keys.get(key_id):
            return found
        if self._trouble:
            raise KeysAway(f"the keys at {self._url} cannot be fetched: {self._trouble}")
        raise Unauthorized(f"no key is called {key_id!r}")

    def _age(self, since: float) -> float:
        return self._now() - since

    def _may_ask(self) -> bool:
        """Whether there is a fetch to wait for, or one may begin."""
        return self._fetching is not None or not self._keys or self._age(self._tried) >= self._again

    def _fetch(self) -> asyncio.Task[None]:
        if self._fetching is None:
            self._fetching = asyncio.create_task(self._refresh())
        return self._fetching

    async def _refresh(self) -> None:
        try:
            self._keys, self._trouble = _read(await self._listed()), ""
            self._fetched = self._now()
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, AttributeError) as error:
            self._trouble = repr(error)
            if self._keys:
                log.warning("keeping the keys we have: %s", error)
        finally:
            self._tried, self._fetching = self._now(), None

    async def _listed(self) -> Any:
        timeout = aiohttp.ClientTimeout(total=KEYS_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout, raise_for_status=True) as session:
            async with session.get(self._url) as response:
                where = (await response.json(content_type=None))["jwks_uri"]
            async with session.get(where) as response:
                return (await response.json(content_type=None))["keys"]


def _read(listed: Any) -> Mapping[str, SigningKey]:
    """Leaves out what is no RSA key of a name. Raises `ValueError` if nothing is left."""
    found = {}
    for one in listed:
        if isinstance(one, dict) and one.get("kty") == "RSA" and isinstance(one.get("kid"), str):
            try:
                found[one["kid"]] = _signing_key(one)
            except (jwt.PyJWTError, ValueError, TypeError) as error:
                log.warning("a key that is none: %s", error)
    if not found:
        raise ValueError("there is no RSA key")
    return found


def _signing_key(given: Mapping[str, Any]) -> SigningKey:
    endorsements = given.get("endorsements") or ()
    public = jwt.PyJWK({name: given[name] for name in ("kty", "n", "e") if name in given}, ALGORITHM)
    return SigningKey(public, frozenset(one for one in endorsements if isinstance(one, str)))
