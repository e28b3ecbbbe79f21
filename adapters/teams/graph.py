"""Opens the chat of a pair through Microsoft Graph and puts the bot in it, and finds people by e-mail, where the app has the
permissions.

Application permissions: Chat.Create, and TeamsAppInstallation.ReadWriteSelfForChat.All, for chats; User.ReadBasic.All for
people. The chat is the one-to-one chat of the two, so that asking twice gives the same chat.
https://learn.microsoft.com/graph/api/chat-post, https://learn.microsoft.com/graph/api/user-list
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from adapters.teams import limits
from adapters.teams.clouds import PUBLIC
from adapters.teams.tokens import GRAPH, Tokens
from bot.infra import metrics
from bot.ports import Busy, Unreached

log = logging.getLogger(__name__)

URL = f"{PUBLIC.graph}/v1.0"


class NotAllowed(Exception):
    """Graph refuses, and will until somebody changes a permission or a policy."""


class Graph:
    """Speaks to Graph. `app` is the id of the app in the organisation's catalogue; empty where it opens no chats."""

    def __init__(self, tokens: Tokens, app: str, *, url: str = URL) -> None:
        self._tokens, self.app, self._url = tokens, app, url.rstrip("/")

    async def chat(self, tenant: str, users: tuple[str, str]) -> str:
        """Returns the id of the chat of two users (object ids or e-mails), and makes it if need be.

        Raises `NotAllowed`, `Unreached` or `Busy`.
        """
        members = [
            {
                "@odata.type": "#microsoft.graph.aadUserConversationMember",
                "roles": ["owner"],
                "user@odata.bind": f"{self._url}/users('{quote(user, safe='@')}')",
            }
            for user in users
        ]
        created = await self._post(tenant, "chats", {"chatType": "oneOnOne", "members": members})
        id = created.get("id")
        if not isinstance(id, str) or not id:
            raise NotAllowed("Graph created a chat without an id")
        return id

    async def user(self, tenant: str, mail: str) -> str:
        """Returns the object id of who has that e-mail address, or signs in with that name; empty if nobody does.

        Raises `NotAllowed`, `Unreached` or `Busy`.
        """
        quoted = mail.replace("'", "''")
        asked = {"$filter": f"mail eq '{quoted}' or userPrincipalName eq '{quoted}'", "$select": "id", "$top": "2"}
        found = (await self._ask("GET", tenant, "users", asked)).get("value")
        ids = [one.get("id") for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        return str(ids[0]).lower() if len(ids) == 1 and ids[0] else ""

    async def enter(self, tenant: str, chat: str) -> None:
        """Puts the bot in a chat, unless it is there. Raises `NotAllowed`, `Unreached` or `Busy`."""
        app = {"teamsApp@odata.bind": f"{self._url}/appCatalogs/teamsApps/{quote(self.app, safe='')}"}
        await self._post(tenant, f"chats/{quote(chat, safe='')}/installedApps", app, there=409)

    async def _post(self, tenant: str, path: str, body: Mapping[str, object], there: int = 201) -> Mapping[str, Any]:
        """Posts to Graph. `there` is the status that says it was so already."""
        return await self._ask("POST", tenant, path, body, there)

    async def _ask(
        self, method: str, tenant: str, path: str, given: Mapping[str, object], there: int = 200
    ) -> Mapping[str, Any]:
        """`given` is what a POST has as its body, and a GET in its address."""
        how: dict[str, Any] = {"json": given} if method == "POST" else {"params": given}
        token = await self._tokens.get(GRAPH, tenant)
        timeout = aiohttp.ClientTimeout(total=limits.SEND_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, trace_configs=metrics.watched("graph")) as session,
                session.request(
                    method, f"{self._url}/{path}", headers={"Authorization": f"Bearer {token}"}, **how
                ) as response,
            ):
                status, text = response.status, await response.read()
                after = response.headers.get("Retry-After", "")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unreached(f"Graph cannot be reached: {error!r}") from error
        if 200 <= status < 300 or status == there:
            return _object(text)
        if status == 429:
            raise Busy(float(after) if after.isdecimal() else 10.0)
        if status == 401:
            self._tokens.drop(GRAPH)
        if status >= 500 or status == 401:
            raise Unreached(f"Graph answered {status}")
        raise NotAllowed(
            f"Graph answered {status} to {method} {path.partition('/')[0]}: {text[:300].decode(errors='replace')}"
        )


def _object(text: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(text or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
