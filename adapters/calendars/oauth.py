"""Reads calendars of people who signed in, by the authorization code flow with PKCE (RFC 6749, RFC 7636).

https://developers.google.com/identity/protocols/oauth2/web-server
https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp
import jwt
import msgspec
from oauthlib.oauth2 import OAuth2Error, WebApplicationClient

from adapters.calendars import google as google_calendar
from adapters.calendars import google_events, graph, graph_events
from adapters.calendars.busy import FreeBusy
from adapters.calendars.google import GoogleCalendar
from adapters.calendars.graph import GraphCalendar
from adapters.calendars.json_api import TIMEOUT
from bot.infra import metrics
from bot.ports.calendars import Busy, Later, Unreadable, Why

LARGEST = 1 << 18
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Provider:
    """Describes a service, and the bot as it is registered there."""

    name: str
    title: str
    id: str
    secret: str = field(repr=False)
    authorize: str
    token: str
    scope: str
    busy: str
    """Where free and busy times are asked for."""
    events: str
    """Where séances are written."""
    writing: str
    """What is asked for beside `scope` if they are to be."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Of the request for authorization."""


def google(id: str, secret: str) -> Provider:
    return Provider(
        name="google",
        title="Google",
        id=id,
        secret=secret,
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        token="https://oauth2.googleapis.com/token",
        scope="https://www.googleapis.com/auth/calendar.freebusy",
        busy=google_calendar.URL,
        events=google_events.URL,
        writing="https://www.googleapis.com/auth/calendar.events.owned",
        extra={"access_type": "offline", "prompt": "consent"},  # or there is no refresh token the second time
    )


def microsoft(id: str, secret: str, tenant: str) -> Provider:
    base = f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0"
    return Provider(
        name="microsoft",
        title="Microsoft 365",
        id=id,
        secret=secret,
        authorize=f"{base}/authorize",
        token=f"{base}/token",
        scope="openid profile email offline_access https://graph.microsoft.com/Calendars.ReadBasic",
        busy=graph.URL,
        events=graph_events.URL,
        writing="https://graph.microsoft.com/Calendars.ReadWrite",
        extra={"prompt": "select_account"},
    )


def played(provider: Provider, there: str) -> Provider:
    """The same service, played on another server, under the same paths; the page where people sign in stays its own."""

    def at(url: str) -> str:
        return there + urlsplit(url).path

    return replace(provider, token=at(provider.token), busy=at(provider.busy), events=at(provider.events))


class Grant(msgspec.Struct, frozen=True):
    """Holds what is kept of a permission, encrypted."""

    refresh: str
    mail: str = ""
    """The mailbox, where a service wants to know it."""

    def __repr__(self) -> str:
        return "Grant(…)"


@dataclass(frozen=True, slots=True, repr=False)
class OAuthTokens:
    access: str
    refresh: str
    mail: str
    scope: str
    """What was given; empty if it is what was asked for (RFC 6749, 5.1)."""


@dataclass(frozen=True, slots=True, repr=False)
class Granted:
    secret: str
    """What to keep."""
    writes: bool
    """Séances may be written."""


def new_verifier(provider: Provider) -> str:
    verifier: str = WebApplicationClient(provider.id).create_code_verifier(64)
    return verifier


def question(provider: Provider, redirect: str, state: str, verifier: str, *, writes: bool = False) -> str:
    """Returns the address of the page where the service asks the person: for more, if séances are to be written."""
    client = WebApplicationClient(provider.id)
    url: str = client.prepare_request_uri(
        provider.authorize,
        redirect_uri=redirect,
        scope=f"{provider.scope} {provider.writing}" if writes else provider.scope,
        state=state,
        code_challenge=client.create_code_challenge(verifier, "S256"),
        code_challenge_method="S256",
        **provider.extra,
    )
    return url


async def redeem(provider: Provider, redirect: str, code: str, verifier: str) -> Granted:
    """Exchanges the code that the person came back with for what they gave. Raises `Unreadable`, `Later`."""
    body = WebApplicationClient(provider.id).prepare_request_body(
        code=code, redirect_uri=redirect, code_verifier=verifier, client_secret=provider.secret
    )
    tokens = await _asked(provider, body)
    if not tokens.refresh:
        raise Unreadable("the service gives no lasting permission", Why.ENDED)
    given = tokens.scope.split()
    return Granted(_kept(Grant(tokens.refresh, tokens.mail)), not given or _may_write(provider, given))


def _may_write(provider: Provider, given: Sequence[str]) -> bool:
    """A person may leave a permission out on the service's page; Microsoft names those of Graph with its address or without."""
    names = {provider.writing, provider.writing.removeprefix("https://graph.microsoft.com/")}
    return not names.isdisjoint(given)


def _kept(grant: Grant) -> str:
    return msgspec.json.encode(grant).decode()


class SignedIn:
    """Implements `FreeBusy` for a person who signed in. `secret` changes if the service gives a new token."""

    def __init__(self, provider: Provider, secret: str) -> None:
        self._provider, self.secret = provider, secret
        self._access = ""
        self._asking = asyncio.Lock()

    async def busy(self, after: datetime, before: datetime) -> Busy:
        source: FreeBusy
        if self._provider.name == "google":
            source = GoogleCalendar("primary", self.token, self._provider.busy)
        else:
            source = GraphCalendar(self._grant().mail, self.token, self._provider.busy)
        return await source.busy(after, before)

    async def token(self) -> str:
        async with self._asking:
            if not self._access:
                grant = self._grant()
                body = WebApplicationClient(self._provider.id).prepare_refresh_body(
                    refresh_token=grant.refresh, client_id=self._provider.id, client_secret=self._provider.secret
                )
                tokens = await _asked(self._provider, body)
                self._access = tokens.access
                self.secret = _kept(Grant(tokens.refresh or grant.refresh, grant.mail))
            return self._access

    def _grant(self) -> Grant:
        try:
            return msgspec.json.decode(self.secret, type=Grant)
        except msgspec.DecodeError as error:
            raise Unreadable("this is no permission", Why.ENDED) from error


async def _asked(provider: Provider, body: str) -> OAuthTokens:
    """Returns what the token endpoint answers. Raises `Unreadable`, `Later`."""
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT, trace_configs=metrics.watched("calendars")) as session,
            session.post(provider.token, data=body, headers=_FORM, allow_redirects=False) as response,
        ):
            if response.status in (429, 503):
                wait = response.headers.get("Retry-After", "")
                raise Later(min(float(wait), 86_400.0) if wait.isdecimal() else 60.0)
            if response.status >= 500:
                raise Unreadable(f"the service answers {response.status}", Why.AWAY)
            text = await response.content.read(LARGEST + 1)
            while len(text) <= LARGEST and (more := await response.content.read(LARGEST)):
                text += more
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise Unreadable("the service cannot be reached", Why.AWAY) from error
    return _tokens(provider, text)


def _tokens(provider: Provider, text: bytes) -> OAuthTokens:
    try:
        if len(text) > LARGEST:
            raise ValueError("too much")
        told = WebApplicationClient(provider.id).parse_request_body_response(text.decode())
        claims = jwt.decode(told["id_token"], options={"verify_signature": False}) if "id_token" in told else {}
    except OAuth2Error as error:
        # what is wrong with the bot's own registration is not the person's to mend, and may be mended
        ours = error.error in ("invalid_client", "unauthorized_client")
        raise Unreadable(f"the service refuses: {error.error}", Why.AWAY if ours else Why.ENDED) from None
    except (ValueError, jwt.PyJWTError) as error:
        raise Unreadable("the service answers in a way that cannot be read", Why.AWAY) from error
    # straight from the service over TLS: OpenID Connect Core 3.1.3.7 asks for no more
    mail = claims.get("email") or claims.get("preferred_username") or ""
    return OAuthTokens(told["access_token"], told.get("refresh_token", ""), str(mail), _scope(told.get("scope")))


def _scope(told: object) -> str:
    """oauthlib gives a list of what the service writes with spaces between."""
    return " ".join(map(str, told)) if isinstance(told, list) else str(told or "")
