"""Fetches an address that a person typed in: from the public internet only, bounded in size and time.

A name is looked up once, here, and the connection goes to the very addresses that were checked, so that a name that changes
its mind (DNS rebinding) gains nothing. Every redirect is checked like the first address.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.infra import metrics
from bot.ports.calendars import Later, Unreadable, Why

MEGABYTES = 24
"""On its way, packed or not."""
SECONDS = 20
REDIRECTS = 5
LONGEST = 2000

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Returns whether an IP address, and any other that hides in it, belongs to the public internet."""
    try:
        ip = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    hidden = _hidden(ip)
    return all(one.is_global and not one.is_multicast and (hidden or not one.is_reserved) for one in (ip, *hidden))


def _hidden(ip: Ip) -> list[Ip]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found: list[Ip | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits what may be fetched; tests loosen it to reach a server of their own."""

    schemes: tuple[str, ...] = ("https",)
    ports: tuple[int, ...] = (443,)
    welcome: Callable[[str], bool] = is_public
    size: int = MEGABYTES << 20
    seconds: float = SECONDS


class PublicResolver(AbstractResolver):
    """Looks a name up and gives its addresses only if all of them are allowed."""

    def __init__(self, welcome: Callable[[str], bool]) -> None:
        self._welcome = welcome

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        infos = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        found = [
            ResolveResult(
                hostname=host, host=str(address[0]), port=port, family=kind, proto=proto, flags=socket.AI_NUMERICHOST
            )
            for kind, _, proto, _, address in infos
        ]
        if not all(self._welcome(one["host"]) for one in found):
            raise Unreadable("this address is not on the public internet", Why.ADDRESS)
        return found

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Body:
    """What is at an address, as it comes."""

    chunks: AsyncIterator[bytes]
    deflated: bool
    """Its server says that it is packed so; what is packed by gzip tells so itself."""


@asynccontextmanager
async def fetched(url: str, limits: Limits | None = None) -> AsyncIterator[Body]:
    """Fetches what is at `url` (`https://` or `webcal://`). Raises `Unreadable`, `Later`, also from its chunks."""
    limits = limits or Limits()
    timeout = aiohttp.ClientTimeout(total=limits.seconds, connect=min(5, limits.seconds))
    connector = aiohttp.TCPConnector(resolver=PublicResolver(limits.welcome), use_dns_cache=False, force_close=True)
    headers = {"Accept": "text/calendar", "Accept-Encoding": "gzip", "User-Agent": "together-bot"}
    try:
        async with (
            asyncio.timeout(limits.seconds),
            aiohttp.ClientSession(
                connector=connector,
                timeout=timeout,
                headers=headers,
                auto_decompress=False,
                trust_env=False,
                trace_configs=metrics.watched("calendars"),
            ) as session,
            _followed(session, url, limits) as response,
        ):
            yield _body(response, limits)
    except (TimeoutError, aiohttp.ServerTimeoutError) as error:
        raise Unreadable("the calendar does not answer in time", Why.AWAY) from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise Unreadable("the calendar cannot be reached", Why.AWAY) from error


@asynccontextmanager
async def _followed(session: aiohttp.ClientSession, url: str, limits: Limits) -> AsyncIterator[aiohttp.ClientResponse]:
    for _ in range(REDIRECTS + 1):
        address = checked(url, limits)
        async with session.get(address, allow_redirects=False) as response:
            if response.status in (301, 302, 303, 307, 308):
                url = urljoin(str(address), response.headers.get("Location", ""))
                continue
            yield response
            return
    raise Unreadable("the address leads on and on", Why.MOVED)


STATUS = {401: Why.REFUSED, 403: Why.REFUSED, 404: Why.MISSING, 410: Why.MISSING}
PACKED = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))


def _body(response: aiohttp.ClientResponse, limits: Limits) -> Body:
    if response.status in (429, 503):
        wait = response.headers.get("Retry-After", "")
        raise Later(min(float(wait), 86_400.0) if wait.isdecimal() else 3600.0)
    if response.status != 200:
        why = STATUS.get(response.status, Why.AWAY)
        raise Unreadable(f"the calendar's server answers {response.status}", why)
    packed = response.headers.get("Content-Encoding", "").strip().lower()
    if packed not in PACKED:
        raise Unreadable("the calendar is packed in an unknown way", Why.PACKED)
    return Body(_chunks(response, limits), packed == "deflate")


async def _chunks(response: aiohttp.ClientResponse, limits: Limits) -> AsyncIterator[bytes]:
    size = 0
    async for part in response.content.iter_chunked(65_536):
        size += len(part)
        if size > limits.size:
            raise Unreadable("the calendar is too large", Why.LARGE)
        yield part


def checked(url: str, limits: Limits) -> URL:
    """Returns the address as it is fetched, and judges what the connection goes to (`①②⑦.⓪.⓪.①` is `127.0.0.1`).

    Raises `Unreadable`.
    """
    if len(url) > LONGEST:
        raise Unreadable("the address is too long", Why.ADDRESS)
    try:
        parts = urlsplit(url.strip())
        scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme.lower(), parts.scheme.lower())
        address = URL(urlunsplit((scheme, parts.netloc, parts.path, parts.query, "")))
        host, port = address.raw_host or "", address.port or 0
    except ValueError as error:
        raise Unreadable("this is no address", Why.ADDRESS) from error
    if scheme not in limits.schemes:
        raise Unreadable("the address has to begin with https://", Why.ADDRESS)
    if not host or address.raw_user is not None or address.raw_password is not None:
        raise Unreadable("this is no address", Why.ADDRESS)
    if limits.ports and port not in limits.ports:
        raise Unreadable("the address has an unusual port", Why.ADDRESS)
    if _is_numeric(host) and not limits.welcome(host):
        raise Unreadable("this address is not on the public internet", Why.ADDRESS)
    return address


def _is_numeric(host: str) -> bool:
    """Returns whether it is an IP address, in any spelling that a connection takes: `127.1`, `0x7f.1`, `2130706433`."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2].lower()
        if last.isdecimal() or last.startswith("0x"):
            raise Unreadable("this is no address", Why.ADDRESS) from None
        return False
    return True
