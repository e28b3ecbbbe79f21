"""Sends one POST to a calendar service, and names what can go wrong with it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import aiohttp

from bot.infra import metrics
from bot.ports.calendars import Later, Unreadable, Why

TIMEOUT = aiohttp.ClientTimeout(total=15)
LARGEST = 4 << 20

Token = Callable[[], Awaitable[str]]
"""Gives a valid access token of the person, or raises `Unreadable`."""


async def post(url: str, body: Mapping[str, object], token: Token, headers: Mapping[str, str] | None = None) -> Any:
    """Returns the JSON of the answer. Raises `Unreadable`, `Later`."""
    sent = {"Authorization": f"Bearer {await token()}", **(headers or {})}
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT, trace_configs=metrics.watched("calendars")) as session,
            session.post(url, json=body, headers=sent, allow_redirects=False) as response,
        ):
            if response.status in (429, 503) or (response.status == 403 and await is_asked_to_wait(response)):
                wait = response.headers.get("Retry-After", "")
                raise Later(min(float(wait), 86_400.0) if wait.isdecimal() else 60.0)
            if response.status in (401, 403):
                raise Unreadable("the permission to see free and busy times has ended", Why.ENDED)
            if response.status != 200:
                raise Unreadable(f"the calendar service answers {response.status}", Why.AWAY)
            text = await response.content.read(LARGEST + 1)
            while len(text) <= LARGEST and (more := await response.content.read(LARGEST)):
                text += more
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise Unreadable("the calendar service cannot be reached", Why.AWAY) from error
    if len(text) > LARGEST:
        raise Unreadable("the calendar service answers too much", Why.LARGE)
    try:
        return json.loads(text)
    except ValueError as error:
        raise Unreadable("the calendar service does not answer in JSON", Why.AWAY) from error


TOO_MUCH = frozenset(("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded"))
"""https://developers.google.com/workspace/calendar/api/guides/errors"""


async def is_asked_to_wait(response: aiohttp.ClientResponse) -> bool:
    """Whether a 403 is about how much was asked for, and not about who may ask."""
    if "Retry-After" in response.headers:
        return True
    try:
        told = json.loads(await response.content.read(LARGEST))
        return any(one.get("reason") in TOO_MUCH for one in told["error"]["errors"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def instant(text: str) -> datetime:
    """Reads an instant as services write it, with up to seven digits after the second. Raises `ValueError`."""
    head, dot, rest = text.partition(".")
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    return datetime.fromisoformat(head + (rest[len(digits) :] if dot else ""))
