"""Installs the app in many workspaces by OAuth: Bolt's flow, with the project's own store behind it.

The flow's `state` is sealed with the installation keys and good for ten minutes; Bolt binds it to the browser by a cookie.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.installation import Installation as SlackInstallation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from adapters.slack.manifest import SCOPES
from adapters.slack.workspaces import Wire
from bot.infra.clock import Clock
from bot.ports import Installation, Installations

log = logging.getLogger(__name__)

STATE_SECONDS = 600


class NotInstalled(Exception):
    """What was allowed is of no use; the message says why."""


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """The app as Slack knows it, and where people come back to."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str


def flow(installations: Installations, wire: Wire, clock: Clock, app: OAuthApp, keys: Sequence[str]) -> AsyncOAuthFlow:
    """Returns Bolt's flow. `keys` are Fernet's, the newest first."""
    settings = AsyncOAuthSettings(
        client_id=app.client_id,
        client_secret=app.client_secret,
        scopes=list(SCOPES),
        authorization_url=urljoin(wire.base_url, "/oauth/v2/authorize"),  # GovSlack has its own
        redirect_uri=app.redirect_uri,
        install_path="/slack/install",
        redirect_uri_path="/slack/oauth_redirect",
        installation_store=Kept(installations, clock),
        state_store=SealedStates(keys, clock),
        state_expiration_seconds=STATE_SECONDS,
    )
    return AsyncOAuthFlow(settings=settings, client=wire.client(None))


class Kept(AsyncInstallationStore):
    """Implements Slack's own store interface over the port, as far as the flow calls it."""

    def __init__(self, installations: Installations, clock: Clock) -> None:
        self._installations, self._clock = installations, clock

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_save(self, installation: SlackInstallation) -> None:
        team, token = installation.team_id, installation.bot_token
        if not team or not token or installation.is_enterprise_install:
            raise NotInstalled("the app is installed workspace by workspace, not for a whole organisation")
        await self._installations.put(
            Installation(
                workspace=team,
                app=installation.app_id or "",
                bot=installation.bot_user_id or "",
                token=token,
                scopes=tuple(installation.bot_scopes or ()),
                at=self._clock.now(),
            )
        )
        log.info("installed in the workspace %s", team)


class SealedStates(AsyncOAuthStateStore):
    """Issues states that need no table: any process can tell that one of them issued it, and when."""

    def __init__(self, keys: Sequence[str], clock: Clock) -> None:
        self._seal = MultiFernet([Fernet(key) for key in keys])
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        at = int(self._clock.now().timestamp())
        return self._seal.encrypt_at_time(secrets.token_bytes(16), at).decode()

    async def async_consume(self, state: str) -> bool:
        try:
            self._seal.decrypt_at_time(state.encode(), STATE_SECONDS, int(self._clock.now().timestamp()))
        except (InvalidToken, UnicodeEncodeError):
            return False
        return True
