"""Gets the tokens with which the bot writes to Teams and to Graph: msal fetches them, and keeps each until it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Protocol

from bot.ports import Unreached

log = logging.getLogger(__name__)

CONNECTOR = "https://api.botframework.com/.default"
GRAPH = "https://graph.microsoft.com/.default"
LOGIN = "https://login.microsoftonline.com"
RENEWED = 300.0
"""Seconds before its end from which a token is not used any more."""


class Tokens(Protocol):
    async def get(self, scope: str, tenant: str = "") -> str:
        """Returns a bearer token, of the app's own tenant if none is named; empty where nobody asks for one. Raises `Unreached`."""
        ...

    def drop(self, scope: str) -> None:
        """Forgets a token that was refused, so that another is fetched next time."""
        ...


class NoTokens:
    """Gives no token, for the Playground, which asks for none."""

    async def get(self, scope: str, tenant: str = "") -> str:
        return ""

    def drop(self, scope: str) -> None:
        pass


class AppTokens:
    """Uses a single-tenant app's client credentials. `http` is for tests: what msal asks through, instead of `requests`."""

    def __init__(self, app_id: str, password: str, tenant: str, *, login: str = LOGIN, http: Any = None) -> None:
        self._app_id, self._password, self._tenant, self._login, self._http = app_id, password, tenant, login, http
        self._apps: dict[str, Any] = {}
        self._kept: dict[tuple[str, str], tuple[str, float]] = {}
        self._lock = asyncio.Lock()

    async def get(self, scope: str, tenant: str = "") -> str:
        asked = (scope, tenant or self._tenant)
        now = asyncio.get_running_loop().time()
        token, until = self._kept.get(asked, ("", 0.0))
        if now < until:
            return token
        async with self._lock:
            token, until = self._kept.get(asked, ("", 0.0))
            if now >= until:
                found = await asyncio.to_thread(self._fetch, *asked)
                token = found["access_token"]
                self._kept[asked] = token, now + float(found.get("expires_in", 3600)) - RENEWED
        return token

    def drop(self, scope: str) -> None:
        self._kept = {asked: kept for asked, kept in self._kept.items() if asked[0] != scope}
        self._apps.clear()

    def _fetch(self, scope: str, tenant: str) -> Mapping[str, Any]:
        import msal  # a tenth of a second, and only where there is a Teams to write to

        try:
            if tenant not in self._apps:
                self._apps[tenant] = msal.ConfidentialClientApplication(
                    self._app_id,
                    client_credential=self._password,
                    authority=f"{self._login}/{tenant}",
                    http_client=self._http,
                    timeout=10,
                )
            found: Mapping[str, Any] = self._apps[tenant].acquire_token_for_client([scope])
        except Exception as error:  # msal lets everything through that its HTTP client raises
            log.warning("no token for Teams: %s", type(error).__name__)
            raise Unreached(f"no token for Teams: {error!r}") from error
        if "access_token" not in found:
            log.warning("no token for Teams: %s", found.get("error"))
            raise Unreached(f"no token for Teams: {found.get('error')}: {found.get('error_description')}")
        return found
