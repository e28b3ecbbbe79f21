"""Asks a calendar service about one event, and names what can go wrong with it.

What an answer lost on its way has done nobody knows: it is trouble that passes, and whoever tries again finds out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from adapters.calendars.json_api import LARGEST, TIMEOUT, Token, is_asked_to_wait
from bot.infra import metrics
from bot.ports.calendars import Later, Unreadable, Why

CONFLICT, CHANGED = 409, 412
GONE = frozenset((404, 410))
FINE = frozenset((200, 201, 202, 204))
DEFAULT_WAIT, LONGEST_WAIT = 60.0, 86_400.0


@dataclass(frozen=True, slots=True)
class Question:
    """One request to a service."""

    method: str
    url: str
    body: Mapping[str, object] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """What a service answers: done, gone, in conflict, or changed meanwhile."""

    status: int
    body: Mapping[str, Any]

    @property
    def is_gone(self) -> bool:
        return self.status in GONE


async def ask(question: Question, token: Token) -> Response:
    """Returns what is answered: one of `FINE`, `GONE`, `CONFLICT` and `CHANGED`. Raises `Unreadable`, `Later`."""
    headers = {"Authorization": f"Bearer {await token()}", **question.headers}
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT, trace_configs=metrics.watched("calendars")) as session,
            session.request(
                question.method,
                question.url,
                json=question.body,
                headers=headers,
                params=question.query,
                allow_redirects=False,
            ) as response,
        ):
            await _check(response)
            text = await response.content.read(LARGEST + 1)
            while len(text) <= LARGEST and (more := await response.content.read(LARGEST)):
                text += more
            return Response(response.status, _read(response.status, text))
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise Unreadable("the calendar service cannot be reached", Why.AWAY) from error


async def _check(response: aiohttp.ClientResponse) -> None:
    if response.status in (429, 503) or (response.status == 403 and await is_asked_to_wait(response)):
        wait = response.headers.get("Retry-After", "")
        raise Later(min(float(wait), LONGEST_WAIT) if wait.isdecimal() else DEFAULT_WAIT)
    if response.status in (401, 403):
        raise Unreadable("the permission to write séances has ended", Why.ENDED)
    if response.status not in FINE | GONE | {CONFLICT, CHANGED}:
        raise Unreadable(f"the calendar service answers {response.status}", Why.AWAY)


def _read(status: int, text: bytes) -> Mapping[str, Any]:
    if status not in FINE or not text:
        return {}
    try:
        if len(text) > LARGEST:
            raise ValueError("too much")
        told = json.loads(text)
        if not isinstance(told, dict):
            raise TypeError("no object")
    except (ValueError, TypeError) as error:
        raise Unreadable("the calendar service answers in a way that cannot be read", Why.AWAY) from error
    return told


def put_off() -> Later:
    """It changes as fast as it is asked."""
    return Later(DEFAULT_WAIT)
