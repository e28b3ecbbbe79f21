"""Refreshes tokens that expire (docs.slack.dev/authentication/using-token-rotation), each by exactly one process.

1. A token is good for twelve hours. It is refreshed when half of them are gone: what goes wrong then can still be mended
   while it is good, by people if need be.
2. A process claims the installation in the database before it asks Slack, for longer than an answer takes. The others go
   on with the token that is there: Slack does not end it when a new one is given.
3. A refresh token is good once. What Slack answers is stored at once, both tokens sealed, and again until it is stored,
   should the database be away just then.
4. A process that dies between Slack's answer and the commit takes the new tokens with it. Its claim lapses, and whoever
   comes next asks with the old refresh token again, which Slack takes for a short while after its use.
5. If that while is over, no new token is to be had, and the old one works until it expires: operator and coordinators are
   told until when the app has to be installed again.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack import trouble
from adapters.slack.workspaces import Wire
from bot.infra.clock import Clock
from bot.ports import Installation, Installations, Unavailable
from bot.ports.troubles import ChannelTrouble, ChannelTroubles, TroubleKind

log = logging.getLogger(__name__)

INSTALL, REDIRECT = "/slack/install", "/slack/oauth_redirect"
"""Where an installation begins, and where Slack sends people back to."""

AHEAD = timedelta(hours=6)
"""So long before its end a token is refreshed, or when half of its time is gone if it has less."""

CLAIM = timedelta(seconds=15)
"""Longer than Slack is waited for, and short: how long Slack still takes a refresh token that was used is not told."""

LOOK = 20.0
"""Seconds between two looks at what is due: soon enough after a process that died with new tokens in its hands."""

STORING, PAUSE = 300, 1.0
"""How often new tokens are tried to be stored, and the seconds in between."""

DEAD = frozenset({"invalid_refresh_token", "invalid_grant", "token_revoked", "app_uninstalled", "account_inactive"})
"""Asking again is of no use: only an installation gives tokens again."""


class TokenExpired(Unavailable):
    """The token of a workspace is no longer good, and a new one is not there yet; the message names the workspace."""


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """The app as Slack knows it, and where people come back to."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str

    @property
    def install_url(self) -> str:
        return self.redirect_uri.removesuffix(REDIRECT) + INSTALL


def is_due(one: Installation, now: datetime) -> bool:
    """Whether its token is to be refreshed by now."""
    return one.expires is not None and now >= one.expires - min(AHEAD, (one.expires - one.at) / 2)


class Rotation:
    """Refreshes what is due, for one process among several."""

    def __init__(
        self, wire: Wire, installations: Installations, app: OAuthApp, clock: Clock, troubles: ChannelTroubles
    ) -> None:
        self._wire, self._installations, self._app = wire, installations, app
        self._clock, self._troubles = clock, troubles
        self._dead: dict[str, datetime] = {}
        """The tokens, by workspace and instant, for which Slack gives no others."""

    async def keep(self, stopped: asyncio.Event) -> None:
        """Looks again and again, until it is told to stop."""
        while not stopped.is_set():
            try:
                await self.look()
            except Unavailable as away:
                log.warning("tokens could not be looked at (%s); trying again", type(away).__name__)
            except Exception:
                log.exception("tokens could not be looked at")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), LOOK)

    async def look(self) -> None:
        """Refreshes whatever is due. Raises `Unavailable`."""
        for one in await self._installations.every():
            try:
                await self.good(one)
            except TokenExpired as expired:
                log.warning("%s", expired)

    async def good(self, one: Installation) -> Installation:
        """Returns the installation with a token that is good, as far as anybody knows. Raises `TokenExpired`, `Unavailable`."""
        now = self._clock.now()
        if not is_due(one, now):
            return one
        newest = await self.refreshed(one)
        if newest.expires is not None and newest.expires <= now and not self.is_dead(newest):
            raise TokenExpired(f"the token of the workspace {one.workspace} has expired, and is being refreshed")
        return newest

    def is_dead(self, one: Installation) -> bool:
        """Whether no newer tokens are to be had: the app has to be installed again."""
        return not one.refresh or self._dead.get(one.workspace) == one.at

    async def refreshed(self, one: Installation, *, refused: bool = False) -> Installation:
        """Returns the installation with newer tokens if they are to be had, else as it is. Raises `Unavailable`.

        `refused`: Slack does not take the token that there is any more, whatever its time.
        """
        if self.is_dead(one):
            return one
        now = self._clock.now()
        if not await self._installations.claim(one, now, now + CLAIM):
            return await self._installations.get(one.workspace) or one
        try:
            new = await self._asked(one, now)
        except SlackApiError as error:
            newest = await self._installations.get(one.workspace)
            if newest is not None and newest.at == one.at:  # else another was faster, and Slack took it from them
                await self._refused(one, trouble.code(error), told=not refused)
            return newest or one
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.warning(
                "the token of the workspace %s could not be refreshed (%s)", one.workspace, type(error).__name__
            )
            return one
        stored = await self._stored(one, new)
        await self._troubles.over("slack", TroubleKind.RENEWAL, workspace=one.workspace)
        log.info("the token of the workspace %s was refreshed", one.workspace)
        return new if stored else await self._installations.get(one.workspace) or one

    async def _asked(self, one: Installation, now: datetime) -> Installation:
        said = await self._wire.client(None).oauth_v2_access(
            client_id=self._app.client_id,
            client_secret=self._app.client_secret,
            grant_type="refresh_token",
            refresh_token=one.refresh,
        )
        token, seconds = said.get("access_token"), said.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int):
            raise ValueError("Slack's answer holds no token")
        refresh = said.get("refresh_token") or one.refresh
        return replace(one, token=token, refresh=str(refresh), expires=now + timedelta(seconds=seconds), at=now)

    async def _stored(self, old: Installation, new: Installation) -> bool:
        """Whether the new tokens are the ones that count now: an installation meanwhile has newer ones."""
        for tried in range(STORING):
            try:
                return await self._installations.renew(old, new)
            except Unavailable as away:
                if tried + 1 == STORING:
                    raise
                log.warning("the new token of %s cannot be stored yet (%s)", old.workspace, type(away).__name__)
                await asyncio.sleep(PAUSE)
        return False

    async def _refused(self, one: Installation, word: str, *, told: bool) -> None:
        if word in trouble.RATE or word in trouble.UNSURE:
            log.warning("Slack does not refresh the token of the workspace %s just now (%s)", one.workspace, word)
            return
        if word in DEAD:
            self._dead[one.workspace] = one.at
        if not told:
            return
        how = (
            f"Install the app there again: {self._app.install_url}"
            if word in DEAD
            else "See to TOGETHER_SLACK_CLIENT_ID and TOGETHER_SLACK_CLIENT_SECRET"
        )
        detail = f"Slack does not refresh the token ({word}); it is good until {one.expires:%Y-%m-%d %H:%M} UTC. {how}."
        await self._troubles.report(
            ChannelTrouble("slack", TroubleKind.RENEWAL, detail, one.workspace, until=one.expires)
        )
