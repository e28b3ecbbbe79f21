"""Gets the tokens with which the bot writes to Teams and to Graph: msal fetches them, and each is kept until it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Protocol

from adapters.teams.clouds import PUBLIC, MicrosoftCloud, Resource
from adapters.teams.credentials import Credential, Login, Registration, Unvouched
from bot.ports import Unreached

log = logging.getLogger(__name__)

CONNECTOR, GRAPH = Resource.CONNECTOR, Resource.GRAPH
RENEWED = 300.0
"""Seconds before its end from which a token is not used any more."""


class Tokens(Protocol):
    async def get(self, resource: Resource, tenant: str = "") -> str:
        """Returns a bearer token, of the app's own tenant if none is named; empty where nobody asks for one. Raises `Unreached`."""
        ...

    def drop(self, resource: Resource) -> None:
        """Forgets a token that was refused, so that another is fetched next time."""
        ...


class NoTokens:
    """Gives no token, for the Playground, which asks for none."""

    async def get(self, resource: Resource, tenant: str = "") -> str:
        return ""

    def drop(self, resource: Resource) -> None:
        pass


class AppTokens:
    """Uses the app's own credential. `http` is for tests: what msal asks through, instead of `requests`."""

    def __init__(
        self, app_id: str, credential: Credential, tenant: str, *, cloud: MicrosoftCloud = PUBLIC, http: Any = None
    ) -> None:
        self._registration = Registration(app_id, cloud, http)
        self._credential, self._tenant = credential, tenant
        self._logins: dict[str, Login] = {}
        self._kept: dict[tuple[Resource, str], tuple[str, float]] = {}
        self._lock = asyncio.Lock()

    async def get(self, resource: Resource, tenant: str = "") -> str:
        asked = (resource, tenant or self._tenant)
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

    def drop(self, resource: Resource) -> None:
        self._kept = {asked: kept for asked, kept in self._kept.items() if asked[0] is not resource}
        self._logins.clear()

    def _fetch(self, resource: Resource, tenant: str) -> Mapping[str, Any]:
        try:
            if tenant not in self._logins:
                self._logins[tenant] = self._registration.login(self._credential, tenant)
            found = self._logins[tenant](resource)
        except Unvouched as error:
            log.warning("no token for Teams: %s", error)
            raise Unreached(f"no token for Teams: {error}") from error
        except Exception as error:  # msal lets everything through that its HTTP client raises
            log.warning("no token for Teams: %s", type(error).__name__)
            raise Unreached(f"no token for Teams: {error!r}") from error
        if "access_token" not in found:
            self._logins.pop(tenant, None)  # a certificate may have been renewed since it was read
            log.warning("no token for Teams: %s", found.get("error"))
            raise Unreached(f"no token for Teams: {found.get('error')}: {found.get('error_description')}")
        return found
