"""Installs the app in many workspaces by OAuth: Bolt's flow, with the project's own store, states and pages around it.

The flow's `state` is sealed with the installation keys, good for ten minutes and once; Bolt binds it to the browser by a
cookie.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.installation import Installation as SlackInstallation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from adapters.slack.install_pages import HEADERS, InstallPages
from adapters.slack.manifest import SCOPES
from adapters.slack.places import address
from adapters.slack.rotation import INSTALL, REDIRECT, OAuthApp
from adapters.slack.scopes import missing, told
from adapters.slack.workspaces import Wire
from bot.engine.people import Place
from bot.infra.clock import Clock, SystemClock
from bot.ports import Installation, Installations, Lane, OutboxMessage, Store, UnitOfWork
from bot.ports.troubles import ChannelTroubles, TroubleKind
from bot.text import installing
from bot.text.installing import InstallFailure

log = logging.getLogger(__name__)

STATE_SECONDS = 600

_REASONS = {
    "access_denied": InstallFailure.CANCELLED,
    "invalid_browser": InstallFailure.LINK,
    "invalid_state": InstallFailure.LINK,
}


class NotInstalled(Exception):
    """What was allowed is of no use; `why` says it on the page."""

    def __init__(self, why: InstallFailure) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Installing:
    """What an installation needs of the bot."""

    installations: Installations
    store: Store
    clock: Clock
    troubles: ChannelTroubles
    keys: Sequence[str]
    """Fernet's, the newest first."""
    languages: Sequence[str]
    """Of the programme: spoken to an installer who is not known."""
    greets: bool = True
    """Whoever installs it is told what comes next."""


def flow(parts: Installing, wire: Wire, app: OAuthApp, pages: InstallPages) -> AsyncOAuthFlow:
    """Returns Bolt's flow."""
    settings = AsyncOAuthSettings(
        client_id=app.client_id,
        client_secret=app.client_secret,
        scopes=list(SCOPES),
        authorization_url=urljoin(wire.base_url, "/oauth/v2/authorize"),  # GovSlack has its own
        redirect_uri=app.redirect_uri,
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        installation_store=Kept(parts),
        state_store=SealedStates(parts.keys, parts.clock, parts.store),
        state_expiration_seconds=STATE_SECONDS,
    )
    settings.callback_options = _answers(settings, pages)
    return _Flow(wire, settings, pages)


class _Flow(AsyncOAuthFlow):
    """Begins with a page of our own."""

    def __init__(self, wire: Wire, settings: AsyncOAuthSettings, pages: InstallPages) -> None:
        super().__init__(settings=settings, client=wire.client(None))
        self._pages = pages

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:
        return self._pages.start(url)


def _answers(settings: AsyncOAuthSettings, pages: InstallPages) -> AsyncCallbackOptions:
    """What is shown once Slack sends somebody back; the cookie has served then."""

    def page(status: int, html: str) -> BoltResponse:
        headers: dict[str, str | Sequence[str]] = {
            **HEADERS,
            "Set-Cookie": settings.state_utils.build_set_cookie_for_deletion(),
        }
        return BoltResponse(status=status, headers=headers, body=html)

    async def success(args: AsyncSuccessArgs) -> BoltResponse:
        one = args.installation
        return page(200, pages.done(one.team_name or one.team_id or "", missing(one.bot_scopes or ())))

    async def failure(args: AsyncFailureArgs) -> BoltResponse:
        log.warning("not installed: %s", args.reason if args.reason in _REASONS else "Slack does not confirm it")
        return page(args.suggested_status_code, pages.failed(_REASONS.get(args.reason, InstallFailure.REFUSED)))

    return AsyncCallbackOptions(success=success, failure=failure)


class Kept(AsyncInstallationStore):
    """Implements Slack's own store interface over the port, as far as the flow calls it."""

    def __init__(self, parts: Installing) -> None:
        self._parts = parts

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_save(self, installation: SlackInstallation) -> None:
        """Raises `NotInstalled`, `Unavailable`."""
        parts, now = self._parts, self._parts.clock.now()
        one = _kept(installation, now)
        await parts.installations.put(one)
        log.info("installed in the workspace %s", one.workspace)
        await parts.troubles.over("slack", TroubleKind.TOKEN, TroubleKind.RENEWAL, workspace=one.workspace)
        await told(parts.troubles, one.workspace, one.scopes)
        if installation.user_id and parts.greets:
            user = installation.user_id
            await parts.store.run(
                lambda unit: unit.outbox.enqueue([_hello(unit, one.workspace, user, parts.languages, now)])
            )


def _kept(installation: SlackInstallation, now: datetime) -> Installation:
    """What is kept of it. Raises `NotInstalled`."""
    team, token = installation.team_id, installation.bot_token
    if not team or installation.is_enterprise_install:
        raise NotInstalled(InstallFailure.ORGANISATION)
    if not token:
        raise NotInstalled(InstallFailure.REFUSED)
    expires = None
    if installation.bot_token_expires_at is not None:
        if not installation.bot_refresh_token:
            raise NotInstalled(InstallFailure.ROTATION)
        # Bolt has added the seconds that it is good for to the time of this machine
        expires = now + timedelta(seconds=installation.bot_token_expires_at - int(SystemClock().now().timestamp()))
    return Installation(
        workspace=team,
        app=installation.app_id or "",
        bot=installation.bot_user_id or "",
        token=token,
        scopes=tuple(installation.bot_scopes or ()),
        at=now,
        refresh=installation.bot_refresh_token or "" if expires is not None else "",
        expires=expires,
    )


def _hello(unit: UnitOfWork, team: str, user: str, languages: Sequence[str], at: datetime) -> OutboxMessage:
    """The first message to whoever installed the app: what comes next."""
    where = address(team, user)
    known = unit.people.at(where)
    coordinates = known is not None and any(known.id == person.id for _, person in unit.people.coordinators())
    return OutboxMessage(
        pair="",
        key=f"installed:{at:%Y-%m-%dT%H-%M-%S}",
        to=Place.COORDINATORS,
        lane=Lane(where.channel, team, f"coordinator:{where.id}"),
        message=installing.hello_again() if coordinates else installing.hello(str(where)),
        languages=tuple(languages) if known is None else known.reads,
        zones=("UTC",) if known is None else (known.zone,),
    )


class SealedStates(AsyncOAuthStateStore):
    """Issues states that any process knows for its own; each is taken once, by whichever process it comes back to."""

    def __init__(self, keys: Sequence[str], clock: Clock, store: Store) -> None:
        self._seal = MultiFernet([Fernet(key) for key in keys])
        self._clock, self._store = clock, store

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        at = int(self._clock.now().timestamp())
        return self._seal.encrypt_at_time(secrets.token_bytes(16), at).decode()

    async def async_consume(self, state: str) -> bool:
        """Raises `Unavailable`."""
        now = self._clock.now()
        try:
            inside = self._seal.decrypt_at_time(state.encode(), STATE_SECONDS, int(now.timestamp()))
        except (InvalidToken, UnicodeEncodeError):
            return False
        name = f"oauth:{hashlib.blake2s(inside, digest_size=16).hexdigest()}"
        return await self._store.run(lambda unit: unit.seen.claim_once(name, now))
