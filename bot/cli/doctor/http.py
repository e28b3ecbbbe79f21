"""Asks web servers for the doctor, and keeps what time each of them says it is."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

from bot.ports.clock import Clock
from bot.ports.plugins.doctor import NoReply, WebReply

SECONDS = 10.0
LARGEST = 1 << 16
"""Bytes of a body that are read."""


@dataclass(frozen=True, slots=True)
class HttpClient:
    """`bot.ports.plugins.doctor.WebClient`. `tls` instead of what the machine trusts."""

    clock: Clock
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    skews: dict[str, timedelta] = field(default_factory=dict)
    """How far each server's clock is ahead of ours, by its host."""

    async def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        proxied: bool = False,
    ) -> WebReply:
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, trust_env=proxied) as session,
                session.request(
                    method, url, headers=headers, data=body or None, allow_redirects=False, ssl=self.tls
                ) as response,
            ):
                self.heard(url, response.headers.get("Date", ""))
                found = {name.lower(): value for name, value in response.headers.items()}
                return WebReply(response.status, found, await _beginning(response))
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise NoReply(_why(url, error)) from error

    def heard(self, url: str, date: str) -> None:
        """Notes the `Date` of an answer."""
        try:
            at = parsedate_to_datetime(date)
        except ValueError:
            return
        at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
        # a whole second is cut off from what it says
        self.skews[urlsplit(url).hostname or ""] = at + timedelta(seconds=0.5) - self.now()

    def now(self) -> datetime:
        return self.clock.now()


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    found = bytearray()
    async for chunk in response.content.iter_chunked(LARGEST):
        found += chunk
        if len(found) >= LARGEST:
            break
    return bytes(found[:LARGEST])


def _why(url: str, error: BaseException) -> str:
    """The system's and OpenSSL's own words, and never aiohttp's, which repeat the address."""
    host = urlsplit(url).hostname or "the server"
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return f"the certificate of {host} does not hold ({_verification(error.certificate_error)})"
        case aiohttp.ClientConnectorDNSError():
            return f"nobody knows the name {host}"
        case aiohttp.ClientSSLError():
            return f"no TLS comes about with {host}"
        case aiohttp.ClientConnectorError(os_error=os_error):
            return f"no connection to {host} ({os.strerror(os_error.errno) if os_error.errno else type(os_error).__name__})"
        case TimeoutError():
            return f"{host} does not answer within {SECONDS:g} seconds"
        case _:
            return f"the answer of {host} was lost ({type(error).__name__})"


def _verification(error: BaseException) -> str:
    return error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else type(error).__name__
