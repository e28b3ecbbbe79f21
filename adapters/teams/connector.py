"""Writes to Teams: the Bot Framework's REST API, spoken by aiohttp, so that many sends share a few connections and none
blocks. What goes wrong becomes one of the exceptions of `bot.ports`.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
import msgspec

from adapters.teams import limits
from adapters.teams.pace import GroupPace
from adapters.teams.tokens import CONNECTOR, Tokens
from bot.infra import metrics
from bot.infra.clock import Clock, SystemClock
from bot.ports import Busy, Doubtful, Reason, Refused, Unexplained, Unreached

log = logging.getLogger(__name__)

SYSTEM = SystemClock()

BUSY = 5.0
"""Seconds of peace where Teams does not say how many."""

KEPT = 4.0
"""Seconds for which an idle connection is used again: fewer than any server keeps one (Node.js's five are the fewest), because
nobody can tell what became of a post on a connection that the other side was just giving up."""

PAGES = 10
"""Of a roster; a pair's chat has one."""

CARD = "application/vnd.microsoft.card.adaptive"


class Gone(Refused):
    """The conversation is gone, or closed to this bot."""


GONE = {
    "BotNotInConversationRoster": Reason.ABSENT,
    "ConversationBlockedByUser": Reason.BLOCKED,
    "ConversationNotFound": Reason.CLOSED,
    "ForbiddenOperationException": Reason.ABSENT,
    "MessageWritesBlocked": Reason.BLOCKED,
}
"""Teams' words for a conversation that takes nothing, as code, sub-code or part of the text
(learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability, status codes)."""

REFUSED = {
    "BotDisabledByAdmin": Reason.REMOVED,
    "BotNotRegistered": Reason.REMOVED,
    "InvalidBotApiHost": Reason.FORBIDDEN,
    "NotEnoughPermissions": Reason.FORBIDDEN,
}
"""And for a whole organisation that does."""


BAD_ARGUMENT, UNREADABLE_ID = "BadArgument", "Failed to decrypt conversation id"
"""What a 400 says that comes at random while something is wrong with Teams (agents-toolkit#10059, msteams-docs#9561)."""


class Missing(Exception):
    """The message that should be updated is not there."""


@dataclass(frozen=True, slots=True)
class TeamsMember:
    """A member of a conversation: the platform's id, the Entra object id and name, each perhaps empty."""

    id: str
    user: str
    mails: tuple[str, ...]
    """E-mail address and user principal name, in lower case, as far as they are told and differ."""
    name: str


class Connector:
    """Serves a whole process. It opens its connections with the first send; `close` closes them."""

    def __init__(
        self,
        tokens: Tokens,
        clock: Clock = SYSTEM,
        *,
        pace: GroupPace | None = None,
        seconds: float = limits.SEND_SECONDS,
    ) -> None:
        self._tokens, self._clock, self._pace = tokens, clock, pace or GroupPace()
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def send(
        self, service: str, conversation: str, activity: Mapping[str, object], *, to: str = "", owed: bool = False
    ) -> str:
        """Posts, and returns the new message's id. `to` is the one member who sees it in a chat of several (a targeted message).

        What is `owed` can wait: `Busy` if the conversation was written to a lot. An answer goes at once, but counts.
        """
        self._keep_pace(conversation, owed=owed)
        path = f"v3/conversations/{quote(conversation, safe='')}/activities"
        if to:
            path += "?isTargetedActivity=true"
            activity = {**activity, "recipient": {"id": to, "isTargeted": True}}
        found = await self._ask("POST", service, path, activity)
        id = found.get("id")
        return id if isinstance(id, str) else ""

    async def update(
        self, service: str, conversation: str, card: str, activity: Mapping[str, object], *, owed: bool = False
    ) -> None:
        """Raises `Missing` besides."""
        self._keep_pace(conversation, owed=owed)
        path = f"v3/conversations/{quote(conversation, safe='')}/activities/{quote(card, safe='')}"
        await self._ask("PUT", service, path, {**activity, "id": card})

    async def delete(self, service: str, conversation: str, card: str) -> None:
        """Raises `Missing` besides."""
        self._keep_pace(conversation, owed=True)
        path = f"v3/conversations/{quote(conversation, safe='')}/activities/{quote(card, safe='')}"
        await self._ask("DELETE", service, path)

    def _keep_pace(self, conversation: str, *, owed: bool) -> None:
        now = self._clock.now()
        if owed and (wait := self._pace.turn(conversation, now)):
            raise Busy(wait)
        self._pace.count(conversation, now)

    async def members(self, service: str, conversation: str) -> Sequence[TeamsMember]:
        """Returns everybody there but the bots, page by page; a thousand at most."""
        path = f"v3/conversations/{quote(conversation, safe='')}/pagedmembers?pageSize=100"
        found, token = [], ""
        for _ in range(PAGES):
            page = await self._ask(
                "GET", service, path + (f"&continuationToken={quote(token, safe='')}" if token else "")
            )
            listed = page.get("members")
            found += [_member(one) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
            token = str(page.get("continuationToken") or "")
            if not token:
                break
        return found

    async def member(self, service: str, conversation: str, id: str) -> TeamsMember:
        path = f"v3/conversations/{quote(conversation, safe='')}/members/{quote(id, safe='')}"
        return _member(await self._ask("GET", service, path))

    async def create(self, service: str, tenant: str, bot: str, user: str) -> str:
        """Returns the id of somebody's own chat with the bot, and makes it if need be. `user` is an Entra object id.

        Works wherever the app is installed, with no event before it; asking twice gives the same chat.
        """
        body = {
            "isGroup": False,
            **({"bot": {"id": bot}} if bot else {}),
            "members": [{"id": user}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        try:
            id = (await self._ask("POST", service, "v3/conversations", body)).get("id")
        except Doubtful as doubtful:  # nothing was shown to anybody
            raise Unreached(str(doubtful)) from doubtful
        except Refused as refused:
            if refused.reason in (Reason.CLOSED, Reason.FAULTY):  # nobody of this id, or nobody who may be written to
                raise Refused(Reason.ABSENT, refused.detail) from refused
            raise
        if not isinstance(id, str) or not id:
            raise Unreached("Teams made a chat without an id")
        return id

    async def _ask(
        self, method: str, service: str, path: str, body: Mapping[str, object] | None = None
    ) -> Mapping[str, Any]:
        payload = None if body is None else msgspec.json.encode(body)
        url = f"{service.rstrip('/')}/{path}"
        status, headers, text = await self._exchange(method, url, payload)
        if status == 401:  # the token may have been withdrawn before its time
            self._tokens.drop(CONNECTOR)
            status, headers, text = await self._exchange(method, url, payload)
        found = _object(text)
        if 200 <= status < 300:
            return found
        raise trouble(method, status, headers.get("Retry-After", ""), found)

    async def _exchange(self, method: str, url: str, payload: bytes | None) -> tuple[int, Mapping[str, str], bytes]:
        token = await self._tokens.get(CONNECTOR)
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            async with self._open().request(
                method, url, data=payload, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as response:
                return response.status, response.headers, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.InvalidURL, aiohttp.ConnectionTimeoutError) as error:
            raise Unreached(f"Teams cannot be reached: {error!r}") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            if method == "POST":
                raise Doubtful(f"Teams did not answer: {error!r}") from error
            raise Unreached(f"Teams did not answer: {error!r}") from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            pool = aiohttp.TCPConnector(limit=limits.CONNECTIONS, keepalive_timeout=KEPT)
            self._session = aiohttp.ClientSession(connector=pool, trace_configs=metrics.watched("teams"))
        return self._session


def trouble(method: str, status: int, retry_after: str, found: Mapping[str, Any]) -> Exception:
    """Returns what an answer that is no success means for the one who sent."""
    code, message = _code(found)
    told = f"Teams answered {status} {code}: {message}".rstrip(": ")
    again = method == "POST"
    everything = f"{code} {message} {found}" if 400 <= status < 500 else ""
    for words, refusal in ((GONE, Gone), (REFUSED, Refused)):
        for word, reason in words.items():
            if word in everything:
                return refusal(reason, told)
    match status:
        case 429:
            return Busy(_seconds(retry_after))
        case 401:
            return Unreached(told)
        case 408 | 412 | 503:
            return Unreached(told)
        case 413:
            return Refused(Reason.FAULTY, told)
        case _ if status >= 500:
            return Doubtful(told) if again else Unreached(told)
        case 400 if UNREADABLE_ID in everything:
            return Unexplained(Reason.FORBIDDEN, told)
        case _ if method in ("PUT", "DELETE"):
            return Missing(told)
        case 403:
            return Unexplained(Reason.FORBIDDEN, told)
        case 400 if code.replace(" ", "") == BAD_ARGUMENT:
            return Unexplained(Reason.FORBIDDEN, told)
        case 404:
            return Gone(Reason.CLOSED, told)
        case _:
            return Refused(Reason.FAULTY, told)


def card_activity(card: Mapping[str, object], summary: str) -> dict[str, object]:
    """Returns a message that is one card."""
    return {"type": "message", "summary": summary, "attachments": [{"contentType": CARD, "content": card}]}


def _seconds(text: str) -> float:
    try:
        return min(max(float(text), 1.0), 3600.0)
    except ValueError:
        return BUSY


def _code(found: Mapping[str, Any]) -> tuple[str, str]:
    error = found.get("error")
    told = error if isinstance(error, dict) else found
    return str(told.get("code", "")), str(told.get("message", ""))[:300]


def _object(text: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(text or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _member(given: Mapping[str, Any]) -> TeamsMember:
    def field(*names: str) -> str:
        return next((str(given[name]) for name in names if isinstance(given.get(name), str) and given[name]), "")

    mails = dict.fromkeys(mail for name in ("email", "userPrincipalName") if (mail := field(name).lower()))
    return TeamsMember(field("id"), field("aadObjectId", "objectId").lower(), tuple(mails), field("name"))
