"""Keeps other sites out of the page, and answers every refusal as JSON.

A page on this machine's loopback can be reached by any site open in the same browser: by a name that resolves to
127.0.0.1 (so the Host is checked), or by a form posted across origins (so the Origin and the content type are).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from bot.infra.halves import whole
from bot.ports import Unavailable

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
T = TypeVar("T")

LIMIT = 192 * 1024
"""Bytes in the body of a request: more than anybody types or pastes."""

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class RequestRefused(Exception):
    """The request is refused; `code` is for the page, the message for whoever reads the network log."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def guarded(handler: Handler) -> Handler:
    """Puts checks before a handler, and turns a `RequestRefused` or an unreachable store into an answer."""

    async def checked(request: web.Request) -> web.StreamResponse:
        try:
            _same_house(request)
            response = await handler(request)
        except RequestRefused as refusal:
            response = _error(refusal.status, refusal.code, str(refusal))
        except Unavailable:
            response = _error(503, "unavailable", "nothing was stored; try again in a moment")
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return checked


async def body(request: web.Request, shape: type[T], limit: int = LIMIT) -> T:
    """Returns the request's JSON as `shape`; raises `RequestRefused`."""
    if request.content_type != "application/json":
        raise RequestRefused(415, "type", "the content type must be application/json")
    if (request.content_length or 0) > limit:
        raise RequestRefused(413, "size", f"at most {limit} bytes")
    raw = bytearray()
    async for chunk in request.content.iter_chunked(8192):
        raw += chunk
        if len(raw) > limit:
            raise RequestRefused(413, "size", f"at most {limit} bytes")
    try:
        return msgspec.json.decode(whole(bytes(raw)), type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RequestRefused(400, "json", str(error)) from error


def _same_house(request: web.Request) -> None:
    host = request.headers.get("Host", "")
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        name = None
    if name not in HOSTS:
        raise RequestRefused(403, "host", "this page answers on 127.0.0.1 and localhost only")
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin is not None and origin != f"http://{host}":
        raise RequestRefused(403, "origin", "another site may not act here")


def _error(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"error": code, "message": message}, status=status)
